import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Shelf } from '../../../workflows/alarm-desk/machine.ts';
import { offer, timePasses } from '../harness/catalogue.ts';
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

export const customsClient: Catalogue<{ readonly pulls: number }> = {
  definition: 'customs-client',
  process: 'customs-client/customs-demo',
  starts: [{ name: 'a customs system', input: {} }],
  *offers({ context }) {
    if (context.pulls < 2)
      yield offer({ type: 'pull.recorded', what: 'certificate', digest: 'd'.repeat(64) }, customs);
  },
  key: ({ context }) => context.pulls,
  isEnd: () => true,
  stepLaws: [
    { says: 'every pull counts once', holds: ({ from, to }) => to.context.pulls === from.context.pulls + 1 },
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
