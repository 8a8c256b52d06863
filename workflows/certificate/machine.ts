import { DateTime } from 'luxon';
import { assign, enqueueActions, setup } from 'xstate';
import type { ProcessId } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Certificate } from './content.ts';
import type { CertificateContext, CertificateEvent, CertificateInput, CertificateReplaced } from './record.ts';
import { standingOf } from './record.ts';
import { nameOf, refuseCertificate } from './refusals.ts';

/** Printing and signing take less than a second, with a device and a time stamp some; ms. */
const issuedWithin = 5 * 60_000;

const registerOf = ({ draft, timeZone, issuedAt }: CertificateContext): { process: ProcessId; year: number } => {
  const year = DateTime.fromISO(issuedAt ?? '', { zone: timeZone }).year;
  return { process: `certificate-register/${draft.laboratory.office}-${year}-${draft.kind.code}` as ProcessId, year };
};

/** How the consignment is told: its certificate of results, or a document beside it. */
const told = ({ role }: CertificateContext, what: 'issued' | 'not-issued' | 'withdrawn') => `${role ?? 'certificate'}.${what}`;

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
 * One certificate: prepared, reviewed, approved by three different persons, numbered, rendered and signed, issued. After that nothing
 * of it changes: acknowledgements are added, another can take its place, two persons can withdraw it. A rendering that cannot be made
 * voids the number and says so.
 */
const machine = setup({
  types: { context: {} as CertificateContext, events: {} as Stamped<CertificateEvent>, input: {} as CertificateInput },
  delays: { untilOverdue: issuedWithin },
  actions: {
    ...effectActions,
    acknowledge: assign(({ context, event }) => {
      if (event.type !== 'certificate.acknowledged') return {};
      const { id, status, message, digest, by, at } = event;
      const of = standingOf(context);
      return { acknowledgements: [...context.acknowledgements, { id, client: by.id, status, message, digest, of, at }] };
    }),
    proposeWithdrawal: assign(({ event }) =>
      event.type === 'withdrawal.proposed'
        ? { withdrawal: { reason: event.reason, proposedBy: event.by, proposedAt: event.at, confirmedBy: null, confirmedAt: null } }
        : {},
    ),
    confirmWithdrawal: assign(({ context, event }) =>
      context.withdrawal ? { withdrawal: { ...context.withdrawal, confirmedBy: event.by, confirmedAt: event.at } } : {},
    ),
    tellPredecessor: enqueueActions(({ context: { predecessor, number }, enqueue }) => {
      if (!predecessor || !number) return;
      const replaced: CertificateReplaced = { type: 'certificate.replaced', number };
      enqueue(send(predecessor, replaced));
    }),
    noteSuccessor: assign(({ event }) =>
      event.type === 'certificate.replaced' ? { replacedBy: { number: event.number, at: event.at } } : {},
    ),
  },
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
    isOverdue: false,
    reason: null,
    acknowledgements: [],
    withdrawal: null,
    replacedBy: null,
  }),
  initial: 'prepared',
  states: {
    prepared: {
      on: {
        'certificate.reviewed': { target: 'reviewed', actions: assign(({ event }) => ({ reviewedBy: event.by })) },
        'certificate.returned': { target: 'returned', actions: assign(({ event }) => ({ reason: event.reason })) },
        'certificate.outdated': { target: 'returned', actions: assign(({ event }) => ({ reason: event.reason })) },
      },
    },
    reviewed: {
      on: {
        'certificate.approved': {
          target: 'numbering',
          actions: assign(({ event }) => ({ approvedBy: event.by, approverTitle: event.title, journalHead: event.journalHead, issuedAt: event.at })),
        },
        'certificate.returned': { target: 'returned', actions: assign(({ event }) => ({ reason: event.reason })) },
        'certificate.outdated': { target: 'returned', actions: assign(({ event }) => ({ reason: event.reason })) },
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
        'report.issued': {
          target: 'issued',
          actions: assign(({ event: { pdf, json, xml, jws } }) => ({ files: { pdf, json, xml, jws } })),
        },
        'report.failed': { target: 'void', actions: assign(({ event }) => ({ reason: `${event.code}: ${event.message}` })) },
      },
      // Key or time stamp authority are out of reach: it is issued by itself when they are back, but somebody must know.
      after: { untilOverdue: { actions: assign({ isOverdue: true }) } },
    },
    issued: {
      entry: [
        { type: 'process.send', params: ({ context }) => ({ to: registerOf(context).process, event: { type: 'number.used', number: context.number } }) },
        {
          type: 'process.send',
          params: ({ context }) => ({ to: context.consignment, event: { type: told(context, 'issued'), number: context.number, files: context.files } }),
        },
        'tellPredecessor',
      ],
      on: {
        'certificate.acknowledged': { actions: 'acknowledge' },
        'withdrawal.proposed': { actions: 'proposeWithdrawal' },
        'withdrawal.declined': { actions: assign({ withdrawal: null }) },
        'withdrawal.confirmed': { target: 'withdrawn', actions: 'confirmWithdrawal' },
        'certificate.replaced': { target: 'replaced', actions: 'noteSuccessor' },
      },
    },
    /** Another certificate took its place: it is shown, with its successor, and never pulled in error for a valid one. */
    replaced: {
      on: { 'certificate.acknowledged': { actions: 'acknowledge' } },
    },
    /** Not to be relied on any more. Who has pulled it is told, and it stays on record who took notice. */
    withdrawn: {
      entry: {
        type: 'process.send',
        params: ({ context }) => ({
          to: context.consignment,
          event: { type: told(context, 'withdrawn'), number: context.number, reason: context.withdrawal?.reason },
        }),
      },
      on: {
        'certificate.acknowledged': { actions: 'acknowledge' },
        'certificate.replaced': { actions: 'noteSuccessor' },
      },
    },
    returned: {
      type: 'final',
      entry: { type: 'process.send', params: ({ context }) => ({ to: context.consignment, event: { type: told(context, 'not-issued'), reason: context.reason } }) },
    },
    void: {
      type: 'final',
      entry: [
        { type: 'process.send', params: ({ context }) => ({ to: registerOf(context).process, event: { type: 'number.voided', number: context.number, reason: context.reason } }) },
        { type: 'process.send', params: ({ context }) => ({ to: context.consignment, event: { type: told(context, 'not-issued'), reason: context.reason } }) },
      ],
    },
  },
});

export const certificateDefinition: ProcessDefinition = {
  id: 'certificate',
  version: 1,
  machine,
  refuse: (snapshot, event) => refuseCertificate(snapshot.context as CertificateContext, event as Stamped<CertificateEvent>),
};
