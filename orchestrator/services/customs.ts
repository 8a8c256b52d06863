import type { CertificateContext } from '../../workflows/certificate/machine.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { PublicCertificate } from '../http/deps.ts';
import type { BlobStore } from '../storage/ports.ts';
import type {
  Acknowledgement,
  CertificateView,
  ChangeRow,
  ConsignmentView,
  CustomsDecision,
  ReleaseAdviceView,
} from '../views/model.ts';
import { collections, orderedKey } from '../views/projection.ts';
import type { Projector } from '../views/projector.ts';
import type { CustomsClient, CustomsService, IssuedCertificate } from './contract.ts';
import { releaseAdvice } from './release-advice.ts';
import { ask, notFound } from './support.ts';
import type { ServiceDeps } from './support.ts';

export interface CustomsDeps extends ServiceDeps {
  readonly blobs: BlobStore;
  readonly projector: Projector;
}

const actorOf = (client: CustomsClient) => ({ kind: 'customs' as const, id: client.clientId });

const issuedOf = ({
  status,
  number,
  version,
  files,
  issuedAt,
  draft,
}: CertificateView): IssuedCertificate | null =>
  status === 'issued' && number && files && issuedAt
    ? {
        number,
        version,
        status: 'issued',
        declarationNo: draft.declarationNo,
        pdf: { sha256: files.pdf },
        json: { sha256: files.json },
        issuedAt,
      }
    : null;

/** What customs systems may ask and tell. */
export function createCustomsService(
  deps: CustomsDeps,
): CustomsService & { readonly publicStatus: (number: string) => Promise<PublicCertificate | null> } {
  const { engine, views, clock, blobs, projector, newId } = deps;
  const byNumber = async (number: string) =>
    (await views.find<CertificateView>(collections.certificates, { index: number }))[0] ?? null;
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
    certificate: async (number) => {
      const view = await byNumber(number);
      return view && issuedOf(view);
    },
    certificatesOf: async (declarationNo) => {
      const all = await views.find<CertificateView>(collections.certificates);
      return all
        .filter(({ draft }) => draft.declarationNo === declarationNo)
        .flatMap((view) => issuedOf(view) ?? []);
    },
    blob: (sha256) => blobs.get(sha256),
    acknowledge: async (client, number, { id, status, message, digest }) => {
      const view = await byNumber(number);
      if (!view) return refuse(notFound('number', number));
      const event = { type: 'certificate.acknowledged', id, status, message, digest };
      return ask(deps, view.id, { id, actor: actorOf(client), event }, async () => {
        const context = (await engine.find(view.id))?.state?.snapshot.context as
          CertificateContext | undefined;
        return (
          (context?.acknowledgements.find((known) => known.id === id) as Acknowledgement | undefined) ?? null
        );
      });
    },
    advice: async (declarationNo) => {
      const found = await consignmentsOf(declarationNo);
      if (found.length === 0) return null;
      return {
        declarationNo,
        version: found.reduce((sum, view) => sum + view.version, 0),
        items: found.map((view) => ({
          goodsItem: Number(view.id.split('.').at(-1)),
          gates: releaseAdvice(view),
          certificateNo: view.certificateNo,
          decisions: view.decisions,
        })),
      } satisfies ReleaseAdviceView;
    },
    decide: async (client, declarationNo, decision) => {
      const process = `consignment/${declarationNo}.${decision.goodsItem}` as ProcessId;
      const consignment = await views.get<ConsignmentView>(collections.consignments, process);
      if (!consignment)
        return refuse({
          ...notFound('goodsItem', `goods item ${decision.goodsItem} of declaration ${declarationNo}`),
          code: 'GOODS_ITEM_NOT_FOUND',
        });
      const event = { type: 'customs.decided', ...decision } as { type: string };
      return ask(deps, process, { id: decision.id, actor: actorOf(client), event }, async () => {
        const context = (await engine.find(process))?.state?.snapshot.context as
          ConsignmentContext | undefined;
        return (
          (context?.decisions.find(({ id }) => id === decision.id) as CustomsDecision | undefined) ?? null
        );
      });
    },
    recordPull: async (client, { what, digest }) => {
      const process = `customs-client/${client.clientId}` as ProcessId;
      const actor = actorOf(client);
      await engine.start('customs-client', process, {
        id: `${process}/begin`,
        at: clock(),
        actor,
        event: { type: 'process.start', input: {} },
      });
      const result = await engine.submit(process, {
        id: newId(),
        at: clock(),
        actor,
        event: { type: 'pull.recorded', what, digest },
      });
      if (result.status === 'refused') throw new Error(result.refusal.message);
    },
    publicStatus: async (number) => {
      const view = await byNumber(number);
      if (!view?.files || !view.issuedAt || !view.number) return null;
      return {
        number: view.number,
        kind: view.draft.kind.title,
        status: 'valid',
        issuedAt: view.issuedAt,
        digest: view.files.json,
        replacedBy: null,
      } satisfies PublicCertificate;
    },
  };
}
