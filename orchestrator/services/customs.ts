import type { CertificateContext } from '../../workflows/certificate/record.ts';
import { mostPulls } from '../../workflows/customs-client/pull.ts';
import type { Pull, PullsRecorded } from '../../workflows/customs-client/pull.ts';
import { customsClientProcess } from '../../workflows/customs-client/record.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { PublicCertificate } from '../http/deps.ts';
import { keptBlobs } from '../storage/kept-blobs.ts';
import type { BlobStore } from '../storage/ports.ts';
import type { CertificateView, ChangeRow, ConsignmentView } from '../views/model.ts';
import { collections, orderedKey } from '../views/projection.ts';
import type { Projector } from '../views/projector.ts';
import type { CustomsClient, CustomsService, DecisionReceipt } from './contract.ts';
import { declaredAdvice } from './declared-advice.ts';
import { certificatesCiting } from './issued-certificates.ts';
import { keptIssued } from './kept-issued.ts';
import { ask, notFound } from './support.ts';
import { together } from './together.ts';
import type { ServiceDeps } from './support.ts';

export interface CustomsDeps extends ServiceDeps {
  readonly blobs: BlobStore;
  readonly projector: Projector;
}

const actorOf = (client: CustomsClient) => ({ kind: 'customs' as const, id: client.clientId });

function receiptOf({ decisions, writeOff }: ConsignmentView, id: string): DecisionReceipt | null {
  const decision = decisions.find((each) => each.id === id);
  const left = writeOff.find(({ gate }) => gate === decision?.gate);
  if (!decision || !left) return null;
  const { stands: _, ...recorded } = decision;
  return { ...recorded, remaining: left.remaining };
}

/** How long pulls of a client that asks for many at once wait for each other. */
const gather_ms = 4;

/** One client's, with one certificate. */
interface Pulled {
  readonly client: CustomsClient;
  readonly pull: Pull;
}

async function writePulls({ engine, clock, newId }: CustomsDeps, pulled: readonly Pulled[]): Promise<void> {
  const [first] = pulled;
  if (!first) return;
  const { certificate } = first.client;
  const actor = actorOf(first.client);
  const process = customsClientProcess(actor.id);
  if (!(await engine.find(process)))
    await engine.start('customs-client', process, {
      id: `${process}/begin`,
      at: clock(),
      actor,
      event: { type: 'process.start', input: {} },
    });
  const event = {
    type: 'pulls.recorded',
    pulls: pulled.map(({ pull }) => pull),
    certificate,
  } satisfies PullsRecorded;
  const result = await engine.submit(process, { id: newId(), at: clock(), actor, event });
  if (result.status === 'refused') throw new Error(result.refusal.message);
}

/** What customs systems may ask and tell. */
export function createCustomsService(
  deps: CustomsDeps,
): CustomsService & { readonly publicStatus: (number: string) => Promise<PublicCertificate | null> } {
  const { engine, views, blobs, projector } = deps;
  const issued = keptIssued(views, projector);
  const recordPulls = together<Pulled>((pulled) => writePulls(deps, pulled), {
    most: mostPulls,
    pause_ms: gather_ms,
  });
  const consignmentsOf = (declarationNo: string) =>
    views.find<ConsignmentView>(collections.consignments, { index: declarationNo });
  const rows = (after: number, limit: number) =>
    views.find<ChangeRow>(collections.changes, { afterKey: orderedKey(after), limit });

  return {
    changes: async (after, limit, waitMs) => {
      const signal = AbortSignal.timeout(waitMs);
      for (;;) {
        const found = await rows(after, limit);
        if (found.length > 0 || waitMs === 0 || signal.aborted) return found;
        await projector.next(signal);
      }
    },
    certificate: issued,
    certificatesOf: (by, cited) => certificatesCiting(views, by, cited),
    blob: keptBlobs(blobs),
    acknowledge: async (client, number, { id, status, message, digest }) => {
      const [view] = await views.find<CertificateView>(collections.certificates, { index: number });
      if (!view) return refuse(notFound('number', number));
      const event = { type: 'certificate.acknowledged', id, status, message, digest };
      return ask(deps, view.id, { id, actor: actorOf(client), event }, async () => {
        const context = (await engine.find(view.id))?.state?.snapshot.context as
          CertificateContext | undefined;
        return context?.acknowledgements.find((known) => known.id === id) ?? null;
      });
    },
    advice: async (declarationNo) => {
      const found = await consignmentsOf(declarationNo);
      if (found.length === 0) return null;
      return declaredAdvice(
        declarationNo,
        found,
        await certificatesCiting(views, 'declarationNo', declarationNo),
      );
    },
    decide: async (client, declarationNo, decision) => {
      const process = `consignment/${declarationNo}.${decision.goodsItem}` as ProcessId;
      const consignment = await views.get<ConsignmentView>(collections.consignments, process);
      if (!consignment)
        return refuse({
          ...notFound('goodsItem', `goods item ${decision.goodsItem} of declaration ${declarationNo}`),
          code: 'GOODS_ITEM_NOT_FOUND',
        });
      const { supersedes, correction, ...plain } = decision;
      const event = {
        type: 'customs.decided',
        ...plain,
        ...(supersedes !== null && { supersedes }),
        ...(correction && { correction }),
      };
      return ask(deps, process, { id: decision.id, actor: actorOf(client), event }, async () => {
        const view = await views.get<ConsignmentView>(collections.consignments, process);
        return view && receiptOf(view, decision.id);
      });
    },
    recordPull: (client, pull) => recordPulls(`${client.clientId} ${client.certificate}`, { client, pull }),
    publicStatus: async (number) => {
      const found = await issued(number);
      if (!found) return null;
      const { kind, status, issuedAt, json, replacedBy } = found;
      return {
        number: found.number,
        kind: kind.title,
        status: status === 'issued' ? 'valid' : status,
        issuedAt,
        digest: json.sha256,
        replacedBy,
      } satisfies PublicCertificate;
    },
  };
}
