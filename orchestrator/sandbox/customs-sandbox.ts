import { EventEmitter, once } from 'node:events';
import type { Certificate } from '../../workflows/certificate/content.ts';
import type { Acknowledged, CertificateFiles } from '../../workflows/certificate/record.ts';
import { isSameOrder } from '../../workflows/inspection-order/order.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import type { CustomsHouse } from '../http/deps.ts';
import type { PlacedOrder } from '../services/inspection-orders.ts';
import { notFound } from '../services/support.ts';
import type { InspectionOrderView } from '../views/inspection-order-view.ts';
import { issuedCertificate } from '../views/issued-certificate.ts';
import type { IssuedCertificate } from '../views/issued-certificate.ts';
import type { ChangeRow } from '../views/model.ts';
import type { SandboxCertificates } from './certificates.ts';
import { SandboxGoods } from './goods.ts';
import { sandboxHistory, withdrawnCertificate } from './specimens.ts';

/** Things one client may leave behind before its sandbox is full: many afternoons of trying out, and no more than a megabyte. */
const mostKept = 1000;

/** Each customs client that is in the sandbox has one of its own. */
export type Sandboxes = (clientId: string) => CustomsHouse;

export interface SandboxDeps {
  /** Issued at first use: a site without sandbox clients never has them. */
  readonly certificates: () => Promise<SandboxCertificates>;
  readonly clock: () => Instant;
}

export function createSandboxes(deps: SandboxDeps): Sandboxes {
  const byClient = new Map<string, CustomsHouse>();
  return (clientId) => {
    const known = byClient.get(clientId) ?? createSandbox(deps);
    byClient.set(clientId, known);
    return known;
  };
}

/**
 * What customs systems ask and tell, answered from demonstration certificates. What is told is kept in memory, for its own client, until
 * the server stops; nothing goes into the journal, because nothing of the laboratory's was given out or decided.
 */
function createSandbox({ certificates, clock }: SandboxDeps): CustomsHouse {
  const rows: ChangeRow[] = sandboxHistory().map(({ type, declarationNo, number, at }, index) => ({
    cursor: index + 1,
    type: `certificate.${type}`,
    declarationNo,
    certificateNo: number,
    at,
  }));
  const acknowledgements = new Map<string, Acknowledged>();
  const orders = new Map<string, { readonly placed: PlacedOrder; readonly view: InspectionOrderView }>();
  const told = new EventEmitter().setMaxListeners(0);
  let goods: Promise<SandboxGoods> | undefined;
  const theGoods = () =>
    (goods ??= certificates().then(({ issued }) => new SandboxGoods(issued.map(standing))));
  let kept = 0;
  const full = (): boolean => kept >= mostKept;
  const found = async (number: string) =>
    (await certificates()).issued.find(({ certificate }) => certificate.number === number);

  return {
    demonstrationKeys: async () => (await certificates()).publicKeys,
    customs: {
      changes: async (after, limit, waitMs) => {
        const page = () => rows.filter(({ cursor }) => cursor > after).slice(0, limit);
        if (page().length === 0 && waitMs > 0)
          await once(told, 'row', { signal: AbortSignal.timeout(waitMs) }).catch(() => {});
        return page();
      },
      certificate: async (number) => {
        const one = await found(number);
        return one ? issuedOf(one) : null;
      },
      certificatesOf: async (by, cited) =>
        (await certificates()).issued
          .filter(({ certificate }) => {
            const { transport, ...own } = certificate;
            return { ...own, billOfLading: transport.billOfLading }[by] === cited;
          })
          .map(issuedOf),
      blob: async (sha256) => (await certificates()).blob(sha256),
      acknowledge: async (client, number, sent) => {
        const one = await found(number);
        if (!one) return refuse(notFound('number', number));
        const known = acknowledgements.get(sent.id);
        if (known) return ok(known);
        if (full()) return refuse(sandboxFull);
        kept += 1;
        const { status: of } = issuedOf(one);
        const recorded: Acknowledged = { ...sent, client: client.clientId, of, at: clock() };
        acknowledgements.set(recorded.id, recorded);
        return ok(recorded);
      },
      advice: async (declarationNo) => (await theGoods()).advice(declarationNo),
      decide: async (_client, declarationNo, decision) => {
        if (full()) return refuse(sandboxFull);
        const { outcome, isNew } = (await theGoods()).decide(declarationNo, { ...decision, at: clock() });
        if (isNew) {
          kept += 1;
          const certificateNo = (await theGoods()).certificateOf(declarationNo);
          const row = { type: 'decision.recorded', declarationNo, certificateNo, at: clock() } as const;
          rows.push({ cursor: rows.length + 1, ...row });
          told.emit('row');
        }
        return outcome;
      },
      recordPull: async () => {},
    },
    orders: {
      place: async (client, key, placed): Promise<Outcome<InspectionOrderView>> => {
        const known = orders.get(key);
        if (known) return isSameOrder(known.placed, placed) ? ok(known.view) : refuse(keyUsed);
        if (full()) return refuse(sandboxFull);
        kept += 1;
        const view: InspectionOrderView = {
          ...placed.order,
          id: processId(`inspection-order/${key}`),
          status: 'waiting',
          client: client.clientId,
          placedAt: clock(),
          consignment: null,
          problem: null,
          rejection: null,
        };
        orders.set(key, { placed, view });
        return ok(view);
      },
    },
  };
}

const isWithdrawn = ({ number }: Certificate): boolean => number === withdrawnCertificate.number;
const successorOf = ({ number }: Certificate): string | null =>
  sandboxHistory().some((row) => row.type === 'replaced' && row.number === number)
    ? (sandboxHistory().find((row) => row.type === 'issued' && row.number > number)?.number ?? null)
    : null;

const standing = ({ certificate }: { readonly certificate: Certificate }) => ({
  certificate,
  isWithdrawn: isWithdrawn(certificate),
  isReplaced: successorOf(certificate) !== null,
});

function issuedOf({
  certificate,
  files,
}: {
  readonly certificate: Certificate;
  readonly files: CertificateFiles;
}): IssuedCertificate {
  const { number, issuedAt } = certificate;
  const replacedBy = successorOf(certificate);
  const { reason, at } = withdrawnCertificate;
  const withdrawn = isWithdrawn(certificate) ? { reason, at } : null;
  const status = withdrawn ? 'withdrawn' : replacedBy === null ? 'issued' : 'replaced';
  return issuedCertificate(certificate, files, { number, issuedAt, status, replacedBy, withdrawn });
}

const sandboxFull: Refusal = {
  code: 'SANDBOX_FULL',
  message: `The sandbox of this client holds ${mostKept} acknowledgements, decisions and orders, which is all it keeps.`,
  remedy: 'It is empty again when the server is started anew.',
};

const keyUsed: Refusal = {
  code: 'IDEMPOTENCY_CONFLICT',
  field: 'Idempotency-Key',
  message: 'The key was used before for another order.',
  remedy: 'Use a new key for a new order; repeat an old one unchanged.',
};
