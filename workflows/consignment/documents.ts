import { documentDraft } from '../certificate/draft.ts';
import { documentProcess, replacedDocument } from '../certificate/document.ts';
import type { CertificateInput } from '../certificate/record.ts';
import { restsOnResults } from '../certificate/templates.ts';
import type { Instant } from '../kernel/brand.ts';
import type { Stamped } from '../kernel/process.ts';
import type { ConsignmentEvent, DocumentTold } from './events.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext, ConsignmentDocument } from './record.ts';
import type { Trade } from './trade.ts';

type Prepare = Extract<Stamped<ConsignmentEvent>, { readonly type: 'document.prepare' }>;

/** A document is begun: a certificate of its own, with the same life. */
export function prepareDocument(context: ConsignmentContext, asked: Prepare, trade: Trade): Reaction {
  const { code, title, template, numberPattern } = asked.kind;
  const process = documentProcess(context, code);
  const replaces = replacedDocument(context, asked)?.process ?? null;
  const input: Omit<CertificateInput, 'processId'> = {
    consignment: context.processId,
    draft: documentDraft(context, trade, asked, asked.lineageDigest),
    draftDigest: asked.draftDigest,
    preparedBy: asked.by,
    numberPattern,
    timeZone: context.order.site.timeZone,
    predecessor: replaces,
    role: 'document',
  };
  const begun: ConsignmentDocument = {
    process,
    kind: { code, title },
    template,
    replaces,
    status: 'preparing',
    number: null,
    digest: null,
    reason: null,
    at: asked.at,
  };
  return {
    changed: { documents: [...context.documents, begun] },
    wishes: [{ type: 'process.start', params: { definition: 'certificate', process, input } }],
  };
}

/** What became of a document; one that is issued takes the place of the one it names. */
export function takeDocument(
  { documents }: ConsignmentContext,
  told: Stamped<DocumentTold>,
): Pick<ConsignmentContext, 'documents'> {
  const teller = documents.find(({ process }) => process === told.by.id);
  const replaced = told.type === 'document.issued' ? teller?.replaces : null;
  return {
    documents: documents.map((each) => {
      if (each === teller) return { ...each, ...becomes(told), at: told.at };
      return each.process === replaced && each.status === 'issued'
        ? { ...each, status: 'replaced', at: told.at }
        : each;
    }),
  };
}

function becomes(told: DocumentTold): Partial<ConsignmentDocument> {
  switch (told.type) {
    case 'document.issued':
      return { status: 'issued', number: told.number, digest: told.files.json };
    case 'document.not-issued':
      return { status: 'not-issued', reason: told.reason };
    case 'document.withdrawn':
      return { status: 'withdrawn', reason: told.reason };
  }
}

const changed = '检验结果或判定已改变 What it was made of has changed';

/**
 * The results are no more what they were: drafts that were made of them are told and end; what is issued stands until people withdraw or
 * replace it, and is listed until then.
 */
export function overtakeDocuments({ documents }: Pick<ConsignmentContext, 'documents'>, at: Instant): Reaction {
  const rests = ({ status, template }: ConsignmentDocument) => (status === 'preparing' || status === 'issued') && restsOnResults(template);
  return {
    changed: { documents: documents.map((each) => (rests(each) ? { ...each, overtakenAt: each.overtakenAt ?? at } : each)) },
    wishes: documents
      .filter((each) => rests(each) && each.status === 'preparing')
      .map(({ process }) => ({
        type: 'process.send',
        params: { to: process, event: { type: 'certificate.outdated', reason: changed } },
      })),
  };
}

/** Documents that are out and tell what is no more so. */
export const overtakenDocuments = ({ documents }: Pick<ConsignmentContext, 'documents'>): readonly ConsignmentDocument[] =>
  documents.filter(({ status, overtakenAt }) => status === 'issued' && overtakenAt !== undefined);
