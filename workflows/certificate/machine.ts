import { DateTime } from 'luxon';
import { assign, setup } from 'xstate';
import type { Instant, ProcessId } from '../kernel/brand.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Certificate, CertificateDraft } from './content.ts';
import type { NumberAllocated } from './register.ts';

export interface CertificateInput {
  readonly consignment: ProcessId;
  readonly processId: ProcessId;
  readonly draft: CertificateDraft;
  /** SHA-256 (hex) of the draft's canonical JSON: what everyone after binds to. */
  readonly draftDigest: string;
  readonly preparedBy: Actor;
  readonly numberPattern: string;
  /** IANA name; a certificate's year is the year at the office. */
  readonly timeZone: string;
}

export interface Acknowledged {
  readonly id: string;
  readonly client: string;
  readonly status: 'RECEIVED' | 'RECEIVED_WITH_WARNINGS' | 'UNREADABLE' | 'REJECTED';
  readonly message: string | null;
  readonly digest: string;
  readonly at: Instant;
}

export interface CertificateContext extends CertificateInput {
  readonly reviewedBy: Actor | null;
  readonly approvedBy: Actor | null;
  readonly approverTitle: Bilingual | null;
  readonly journalHead: { readonly position: number; readonly hash: string } | null;
  readonly number: string | null;
  readonly issuedAt: Instant | null;
  readonly files: { readonly pdf: string; readonly json: string } | null;
  readonly reason: string | null;
  readonly acknowledgements: readonly Acknowledged[];
}

export type CertificateEvent =
  | { readonly type: 'certificate.reviewed'; readonly draftDigest: string }
  | { readonly type: 'certificate.returned'; readonly draftDigest: string; readonly reason: string }
  | {
      readonly type: 'certificate.approved';
      readonly draftDigest: string;
      readonly title: Bilingual;
      /** The journal's newest entry when the signatory approved. */
      readonly journalHead: { readonly position: number; readonly hash: string };
    }
  | NumberAllocated
  | { readonly type: 'report.issued'; readonly pdf: string; readonly json: string }
  | { readonly type: 'report.failed'; readonly code: string; readonly message: string }
  | { readonly type: 'certificate.acknowledged'; readonly id: string; readonly status: Acknowledged['status']; readonly message: string | null; readonly digest: string };

const nameOf = (actor: Actor | null) => actor?.name ?? actor?.id ?? '';

const registerOf = ({ draft, timeZone, issuedAt }: CertificateContext): { process: ProcessId; year: number } => {
  const year = DateTime.fromISO(issuedAt ?? '', { zone: timeZone }).year;
  return { process: `certificate-register/${draft.laboratory.office}-${year}-${draft.kind.code}` as ProcessId, year };
};

/** The whole certificate, as it is rendered and signed. Needs the number. */
function certificateOf(context: CertificateContext): Certificate {
  const { draft, number, issuedAt, preparedBy, reviewedBy, approvedBy, approverTitle, journalHead } = context;
  if (!number || !issuedAt || !approverTitle || !journalHead) throw new Error('a certificate without number or approval cannot be issued');
  return {
    schema: 'urn:quaylab:certificate:1',
    ...draft,
    number,
    version: 1,
    issuedAt,
    preparedBy: nameOf(preparedBy),
    reviewedBy: nameOf(reviewedBy),
    approvedBy: { name: nameOf(approvedBy), title: approverTitle },
    journalHead,
  };
}

/**
 * One certificate: prepared, reviewed, approved by three different persons, numbered, rendered, issued. After that nothing of it
 * changes; only acknowledgements are added. A rendering that cannot be made voids the number and says so.
 */
const machine = setup({
  types: { context: {} as CertificateContext, events: {} as Stamped<CertificateEvent>, input: {} as CertificateInput },
  actions: effectActions,
}).createMachine({
  id: 'certificate',
  context: ({ input }) => ({
    ...input,
    reviewedBy: null,
    approvedBy: null,
    approverTitle: null,
    journalHead: null,
    number: null,
    issuedAt: null,
    files: null,
    reason: null,
    acknowledgements: [],
  }),
  initial: 'prepared',
  states: {
    prepared: {
      on: {
        'certificate.reviewed': { target: 'reviewed', actions: assign(({ event }) => ({ reviewedBy: event.by })) },
        'certificate.returned': { target: 'returned', actions: assign(({ event }) => ({ reason: event.reason })) },
      },
    },
    reviewed: {
      on: {
        'certificate.approved': {
          target: 'numbering',
          actions: assign(({ event }) => ({ approvedBy: event.by, approverTitle: event.title, journalHead: event.journalHead, issuedAt: event.at })),
        },
        'certificate.returned': { target: 'returned', actions: assign(({ event }) => ({ reason: event.reason })) },
      },
    },
    numbering: {
      entry: {
        type: 'process.send',
        params: ({ context }) => {
          const { process, year } = registerOf(context);
          const { draft, numberPattern } = context;
          return {
            to: process,
            event: { type: 'number.requested' },
            ensure: { definition: 'certificate-register', input: { office: draft.laboratory.office, kind: draft.kind.code, year, pattern: numberPattern } },
          };
        },
      },
      on: { 'number.allocated': { target: 'issuing', actions: assign(({ event }) => ({ number: event.number })) } },
    },
    issuing: {
      entry: { type: 'report.issue', params: ({ context }) => ({ certificate: certificateOf(context) }) },
      on: {
        'report.issued': { target: 'issued', actions: assign(({ event }) => ({ files: { pdf: event.pdf, json: event.json } })) },
        'report.failed': { target: 'void', actions: assign(({ event }) => ({ reason: `${event.code}: ${event.message}` })) },
      },
    },
    issued: {
      entry: [
        { type: 'process.send', params: ({ context }) => ({ to: registerOf(context).process, event: { type: 'number.used', number: context.number } }) },
        {
          type: 'process.send',
          params: ({ context }) => ({ to: context.consignment, event: { type: 'certificate.issued', number: context.number, files: context.files } }),
        },
      ],
      on: {
        'certificate.acknowledged': {
          actions: assign(({ context, event }) => ({
            acknowledgements: [
              ...context.acknowledgements,
              { id: event.id, client: event.by.id, status: event.status, message: event.message, digest: event.digest, at: event.at },
            ],
          })),
        },
      },
    },
    returned: {
      type: 'final',
      entry: { type: 'process.send', params: ({ context }) => ({ to: context.consignment, event: { type: 'certificate.not-issued', reason: context.reason } }) },
    },
    void: {
      type: 'final',
      entry: [
        { type: 'process.send', params: ({ context }) => ({ to: registerOf(context).process, event: { type: 'number.voided', number: context.number, reason: context.reason } }) },
        { type: 'process.send', params: ({ context }) => ({ to: context.consignment, event: { type: 'certificate.not-issued', reason: context.reason } }) },
      ],
    },
  },
});

function refuse(context: CertificateContext, event: Stamped<CertificateEvent>): Refusal | undefined {
  switch (event.type) {
    case 'certificate.reviewed':
    case 'certificate.returned':
      return stale(context, event.draftDigest) ?? differs(event.by, [context.preparedBy], 'review');
    case 'certificate.approved':
      return stale(context, event.draftDigest) ?? differs(event.by, [context.preparedBy, context.reviewedBy], 'approve');
    case 'certificate.acknowledged':
      return context.files && event.digest !== context.files.pdf && event.digest !== context.files.json
        ? { code: 'DIGEST_MISMATCH', field: 'digest', message: 'The digest is not that of an issued rendering of this certificate.', remedy: 'Fetch the certificate again and acknowledge the digest of what you received.' }
        : undefined;
    default:
      return undefined;
  }
}

const stale = (context: CertificateContext, digest: string): Refusal | undefined =>
  digest === context.draftDigest
    ? undefined
    : { code: 'DRAFT_STALE', field: 'draftDigest', message: 'The certificate shown is not the one on record.', remedy: 'Load the certificate again and look at it before you decide.' };

const differs = (by: Actor, others: readonly (Actor | null)[], verb: string): Refusal | undefined =>
  others.some((other) => other?.id === by.id)
    ? { code: 'CERTIFICATE_SAME_PERSON', message: `${nameOf(by)} had a part in this certificate already and cannot ${verb} it.`, remedy: 'Prepared, reviewed and approved by three different persons.' }
    : undefined;

export const certificateDefinition: ProcessDefinition = {
  id: 'certificate',
  version: 1,
  machine,
  refuse: (snapshot, event) => refuse(snapshot.context as CertificateContext, event as Stamped<CertificateEvent>),
};
