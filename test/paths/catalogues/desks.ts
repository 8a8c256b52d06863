import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import { liveCredentials } from '../../../workflows/customs-client/record.ts';
import type { CustomsClientContext } from '../../../workflows/customs-client/record.ts';
import type { Shelf } from '../../../workflows/alarm-desk/machine.ts';
import type { Leadership } from '../../../workflows/leadership/machine.ts';
import type { JournalRootsContext } from '../../../workflows/journal-roots/machine.ts';
import { offer, system, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';

/** Processes that only keep a record. */

const [operator, customs] = [person('operator'), { kind: 'customs', id: 'customs-demo' } as const];
const alarms = ['UNIT_FAULT-1', 'UNIT_FAULT-2'];

export const alarmDesk: Catalogue<{ readonly shelved: readonly Shelf[]; readonly acknowledged: number }> = {
  definition: 'alarm-desk',
  process: 'alarm-desk/site',
  starts: [{ name: 'a desk', input: {} }],
  *offers(situation) {
    const { acknowledged } = situation.context;
    for (const alarm of alarms) {
      if (acknowledged < 2) yield offer({ type: 'alarm.acknowledged', alarm }, operator);
      for (const minutes of [0, 30, 60, 100_000])
        yield offer({ type: 'alarm.shelved', alarm, minutes, reason: 'for a reason' }, operator);
      yield offer({ type: 'alarm.unshelved', alarm, reason: 'for a reason' }, operator);
    }
    yield* timePasses(situation);
  },
  key: ({ context }) => [context.shelved.map(({ alarm }) => alarm), context.acknowledged],
  isEnd: ({ context }) => context.shelved.length === 0,
  laws: [
    {
      says: 'each shelved alarm stands there once, and comes back by itself at its time',
      holds: ({ context: { shelved }, awaited }) =>
        shelved.length === awaited.length &&
        shelved.every(({ alarm, until }) =>
          awaited.some(({ event, dueAt }) => 'alarm' in event && event['alarm'] === alarm && dueAt === until),
        ),
    },
  ],
  stepLaws: [
    {
      says: 'what is acknowledged once is not taken back',
      holds: ({ from, to }) => to.context.acknowledged >= from.context.acknowledged,
    },
    {
      says: 'an alarm is shelved for as long as was asked',
      holds: ({ offer: { event }, to }) =>
        event.type !== 'alarm.shelved' ||
        to.context.shelved.some(
          ({ alarm, until }) =>
            alarm === event['alarm'] &&
            Date.parse(until) - Date.parse(to.now) === Number(event['minutes']) * 60_000,
        ),
    },
  ],
};

export const evidence: Catalogue<{ readonly sha256: string; readonly storedBy: { readonly id: string } }> = {
  definition: 'evidence',
  process: 'evidence/photo',
  starts: [
    { name: 'a photo', input: { sha256: 'ab'.repeat(32), mediaType: 'image/png', bytes: 9 }, by: operator },
  ],
  offers: () => [],
  key: () => null,
  laws: [
    {
      says: 'what was brought is stored at once, with who brought it',
      holds: ({ isDone, context }) => isDone && context.storedBy.id === operator.id,
    },
  ],
};

export const customsClient: Catalogue<CustomsClientContext> = {
  definition: 'customs-client',
  process: 'customs-client/customs-demo',
  starts: [{ name: 'a customs system', input: {} }],
  *offers({ context: { pulls, credentials } }) {
    const certificate = { what: 'certificate', number: 'N', version: 1, rendering: 'pdf', digest: 'd'.repeat(64), status: 200 };
    if (pulls < 2) {
      yield offer({ type: 'pull.recorded', what: 'certificate', digest: 'd'.repeat(64) }, customs);
      yield offer({ type: 'pulls.recorded', pulls: [certificate, { ...certificate, status: 304 }], certificate: null }, customs);
    }
    yield offer(
      { type: 'client.registered', scopes: ['certificates.read'], sandbox: false, certificate: null },
      operator,
    );
    for (const overlap_h of credentials[0].generation < 5 ? [0, 24, 169, -1] : [169])
      yield offer({ type: 'credential.renewed', certificate: 'thumbprint', overlap_h }, operator);
    yield offer({ type: 'client.revoked', reason: 'for a reason' }, operator);
  },
  key: ({ context: { pulls, registered, credentials, revoked } }) => [
    pulls,
    registered !== null,
    credentials.map(({ generation, certificate, until }) => [generation, certificate, until === null]),
    revoked !== null,
  ],
  isEnd: () => true,
  laws: [
    {
      says: 'a revoked client has nothing to come in with, any other just one credential without an end',
      holds: ({ context, now }) =>
        context.revoked
          ? liveCredentials(context, now).length === 0
          : liveCredentials(context, now).filter(({ until }) => until === null).length === 1,
    },
    {
      says: 'no more than three credentials, each of its own generation, the newest first',
      holds: ({ context: { credentials } }) =>
        credentials.length <= 3 &&
        credentials.every(({ generation }, index) => generation === credentials[0].generation - index),
    },
  ],
  stepLaws: [
    {
      says: 'every pull counts once',
      holds: ({ from, to, offer: { event } }) =>
        to.context.pulls === from.context.pulls + ({ 'pull.recorded': 1, 'pulls.recorded': 2 }[event.type] ?? 0),
    },
    {
      says: 'without an overlap nothing works that worked before',
      holds: ({ to, offer: { event } }) =>
        event.type !== 'credential.renewed' ||
        event['overlap_h'] !== 0 ||
        liveCredentials(to.context, to.now).length === 1,
    },
    {
      says: 'what is revoked stays so',
      holds: ({ from, to }) => from.context.revoked === null || to.context.revoked !== null,
    },
  ],
};

export const label: Catalogue<{ readonly code: string; readonly printedBy: { readonly id: string } }> = {
  definition: 'label',
  process: 'label/1',
  starts: [{ name: 'a label', input: { code: 'CODE', container: 1, format: 'pdf' }, by: operator }],
  offers: () => [],
  key: () => null,
  laws: [
    {
      says: 'what was printed is on record at once, with who printed it',
      holds: ({ isDone, context }) => isDone && context.printedBy.id === operator.id,
    },
  ],
};

export const journalRoots: Catalogue<JournalRootsContext> = {
  definition: 'journal-roots',
  process: 'journal-roots/site',
  starts: [{ name: 'a journal', input: {} }],
  asks: ['journal.sign-root'],
  *offers(situation) {
    const { context, open } = situation;
    for (const effect of open) {
      const size = context.size + 1;
      const signed = { type: 'root.signed', size, subtrees: ['aa'], root: 'bb', signedAt: situation.now, record: 'cc' };
      if (size < 3) yield offer(signed, system, effect);
    }
    yield offer({ type: 'root.wanted' }, operator);
    yield* timePasses(situation);
  },
  key: ({ context }) => context.size,
  isEnd: () => true,
  laws: [
    {
      says: 'a root is being signed or its time is set, never both and never neither',
      holds: ({ open, awaited }) => open.length + awaited.length === 1,
    },
  ],
  stepLaws: [
    { says: 'what was signed stays signed', holds: ({ from, to }) => to.context.size >= from.context.size },
  ],
};

export const leadership: Catalogue<Leadership> = {
  definition: 'leadership',
  process: 'leadership/port',
  starts: [{ name: 'the first node', input: { node: 'first', term: 1 } }],
  *offers({ context: { term } }) {
    for (const node of ['first', 'second']) if (term < 4) yield offer({ type: 'leadership.taken', node, term: term + 1 }, system);
  },
  key: ({ context }) => [context.node, context.term],
  isEnd: () => true,
  laws: [{ says: 'somebody has led so often as the term says', holds: ({ context }) => context.term >= 1 && context.node !== '' }],
  stepLaws: [
    {
      says: 'who took it has it',
      holds: ({ offer: { event }, to }) => event['node'] === to.context.node && event['term'] === to.context.term,
    },
  ],
};
