import type { Actor } from '../../../workflows/kernel/process.ts';
import { unitId } from '../../../workflows/kernel/brand.ts';
import type { EffectParams } from '../../../workflows/kernel/effects.ts';
import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import { standingHolds, untilDisposable } from '../../../workflows/storage/keeping.ts';
import type { CabinetContext } from '../../../workflows/storage/cabinet-orders.ts';
import type { StorageContext } from '../../../workflows/storage/stored-bottle.ts';
import {
  bottleStart, byProcess, cabinetA, confirm, given, hold, parent, propose, putAway, reported,
} from '../../../workflows/storage/storage.fixture.ts'; // prettier-ignore
import { commands, messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import { isKept } from './runs.ts';

const people = ['custodian', 'officer'].map(person);
const reason = 'for a reason';

/** What people ask of a bottle, and what its parent and its cabinet tell it. */
const asked: readonly Told[] = [
  putAway(),
  putAway({ seal: 'R-9' }),
  { type: 'bottle.move', cabinet: 'A', slot: 2, reason },
  { type: 'bottle.fetch', reason },
  { type: 'bottle.used-up', reason },
  { type: 'quarantine.lifted', reason },
  { type: 'hold.lifted', no: 1, reason },
  propose,
  confirm,
  { type: 'disposal.declined', reason },
];
const refusal = { code: 'SLOT_OCCUPIED', message: 'occupied', remedy: 'choose' };
const facts: readonly [Told, Actor][] = [
  [given(1), byProcess(cabinetA)],
  [given(2), byProcess(cabinetA)],
  // A cabinet that takes commands: its machine has put it there, gives it out, or cannot.
  [{ ...given(1), label: 'B-1' }, byProcess(cabinetA)],
  [{ type: 'slot.emptied', cabinet: 'A', slot: 1 }, byProcess(cabinetA)],
  [{ type: 'slot.contradicted', cabinet: 'A', slot: 1, label: null }, byProcess(cabinetA)],
  [{ type: 'slot.refused', cabinet: 'A', slot: 1, refusal }, byProcess(cabinetA)],
  [{ type: 'reserve.fetched-for-test', reason }, byProcess(parent)],
  [reported('2026-02-01'), byProcess(parent)],
  [propose, byProcess(parent)],
];

export const storage: Catalogue<StorageContext> = {
  definition: 'storage',
  process: bottleStart().process,
  starts: [{ name: 'a reserve bottle', input: bottleStart().input, by: byProcess(parent) }],
  *offers(here) {
    for (const by of people) yield* asked.map((event) => offer(event, by));
    for (const [event, by] of facts) yield offer(event, by);
    if (here.context.holds.length === 0 && here.state === 'stored') yield offer(hold, people[1]);
    yield* timePasses(here);
  },
  key({
    context: { slot, claim, fetching, expected, quarantined, countedFrom, holds, wantedForTest, disposal, ...context },
  }) {
    const wasFetched = context.record.some(({ what }) => what === 'fetched');
    const standing = holds.map(({ lifted }) => lifted === null);
    return [
      slot?.slot, claim?.slot, expected.seal, quarantined, countedFrom, standing, wantedForTest, disposal?.by.id, wasFetched,
      context.retentionOverAt !== null, slot?.machine, fetching && [fetching.by.id, fetching.toDispose],
      context.findings.some(({ code }) => code === 'NOT_IN_SLOT'),
    ]; // prettier-ignore
  },
  counted: ({ effects }) => ({
    ended: messages(effects, parent).filter(({ type }) => type === 'storage.ended').length,
  }),
  laws: [
    {
      says: 'the parent is told once that it ended',
      holds: (here) => here.count('ended') === (here.isDone ? 1 : 0),
    },
    {
      says: 'it lies in a slot exactly while it is stored or about to be disposed of',
      holds: ({ state, context: { slot } }) =>
        state === 'claiming' || (slot !== null) === ['stored', 'disposing', 'fetching'].includes(state),
    },
  ],
  stepLaws: [
    {
      says: 'what happened to it stays on the record, with its findings and holds',
      holds: ({ from, to }) =>
        isKept(from.context.record, to.context.record) &&
        isKept(from.context.findings, to.context.findings) &&
        from.context.holds.length <= to.context.holds.length,
    },
    {
      says: 'it is disposed of by two persons, after its retention and under no hold',
      holds: ({ from: { context }, to, offer }) => {
        if (to.state !== 'disposed') return true;
        // A machine gives it out to who confirmed it.
        const by = context.fetching?.by ?? offer.by;
        return (
          by.kind === 'person' &&
          context.disposal?.by.kind === 'person' &&
          context.disposal.by.id !== by.id &&
          standingHolds(context).length === 0 &&
          untilDisposable(context, to.now) === 0
        );
      },
    },
    {
      says: 'what a machine put away comes out of it by its word alone',
      holds: ({ from, to, offer: { event } }) =>
        !from.context.slot?.machine || to.context.slot !== null || event.type === 'slot.emptied',
    },
    {
      says: 'it is used up only for a test that was ordered',
      holds: ({ from, to }) => to.state !== 'usedUp' || from.context.wantedForTest,
    },
    {
      says: 'nobody fetches it while its chain of custody is broken',
      holds: ({ from, offer: { event }, to }) =>
        event.type !== 'bottle.fetch' || !['out', 'fetching'].includes(to.state) || !from.context.quarantined,
    },
  ],
};

const bottles = ['B-1', 'B-2'];

export const storageCabinet: Catalogue<CabinetContext> = {
  definition: 'storage-cabinet',
  process: cabinetA,
  starts: [{ name: 'a cabinet of two slots', input: { cabinet: 'A', slots: 2 } }],
  *offers() {
    for (const code of bottles)
      for (const slot of [1, 2, 3]) {
        yield offer({ type: 'slot.claim', slot, code, no: slot }, byProcess(`storage/${code}`));
        yield offer({ type: 'slot.freed', slot, code, no: slot }, byProcess(`storage/${code}`));
      }
    // Another bottle with the same code on its label.
    for (const type of ['slot.claim', 'slot.freed'])
      yield offer({ type, slot: 2, code: 'B-1', no: 1 }, byProcess('storage/other'));
    for (const slots of [1, 2]) yield offer({ type: 'cabinet.slots', slots });
  },
  key: ({ context }) => [context.slots, context.taken.map(({ slot, process }) => [slot, process])],
  isEnd: ({ context }) => context.taken.length === 0,
  laws: [
    {
      says: 'no slot has two bottles, and no bottle two slots',
      holds: ({ context: { taken } }) =>
        new Set(taken.map(({ slot }) => slot)).size === taken.length &&
        new Set(taken.map(({ process }) => process)).size === taken.length,
    },
  ],
  stepLaws: [
    {
      says: 'who asks for a slot is answered once: it is his, or he is told why not',
      holds: ({ offer: { event, by }, to, effects }) => {
        if (event.type !== 'slot.claim') return effects.length === 0;
        const [answer, ...more] = messages(effects, by.id);
        const isHis = to.context.taken.some(
          ({ slot, process }) => slot === event['slot'] && process === by.id,
        );
        return more.length === 0 && (answer?.type === 'slot.given' ? isHis : answer?.type === 'slot.refused');
      },
    },
  ],
};

/** Each way a slot of the machine can be shown, and the machine with it. */
const shown = (lies: string | null, state: number, doorClosed = true): Told => ({
  type: 'unit.readings',
  readings: {
    'Sts.StateCurrent': state,
    'Act.DoorClosed': doorClosed,
    ...Object.fromEntries(
      [1, 2].flatMap((slot) => [
        [`Act.SlotState[${slot}]`, lies === null ? 0 : 1],
        [`Act.SlotBarcode[${slot}]`, lies ?? ''],
      ]),
    ),
  },
});
const [stopped, idle] = [2, 4];
const looks: readonly Told[] = [
  shown(null, idle),
  shown('B-1', idle),
  shown('B-9', idle),
  shown(null, stopped),
  shown(null, idle, false),
];
const ends = (command: string): readonly Told[] => [
  { type: 'command.done', command, totalBefore: null },
  { type: 'command.failed', command, code: 'INTERLOCK', message: 'slot occupied' },
  { type: 'command.failed', command, code: 'FAULT', message: 'the gripper sticks' },
  { type: 'command.unknown', command, code: 'DONE_TIMEOUT', message: 'it may be going on' },
];

/** A cabinet whose machine takes commands, with one bottle and one scan on their way at most. */
export const commandedCabinet: Catalogue<CabinetContext> = {
  definition: 'storage-cabinet',
  process: cabinetA,
  asks: ['unit.read', 'unit.command'],
  starts: [{ name: 'a cabinet with a machine', input: { cabinet: 'A', slots: 2, unit: unitId('SC-01') } }],
  *offers({ context: { orders, taken, lastOrder, unit, looks: outstanding }, open }) {
    const bottle = byProcess('storage/B-1');
    for (const effect of open) {
      const answers = effect.kind === 'unit.read' ? looks : ends((effect.params as EffectParams['unit.command']).command);
      for (const answer of answers) yield offer(answer, byProcess('plant'), effect);
    }
    if (orders[0]) {
      const { no } = orders[0];
      for (const carriedOut of [true, false])
        for (const reach of [{}, { outOfReach: true }])
          yield offer({ type: 'order.settled', no, carriedOut, reason: 'seen', ...reach }, people[0]);
      for (const by of people.slice(0, 2)) yield offer({ type: 'order.confirmed', no }, by);
      yield offer({ type: 'order.declined', no, reason: 'not there' }, people[1]);
    }
    // Its machine is taken away, and comes back.
    if (orders.length > 0 && outstanding < 3) yield offer({ type: 'cabinet.slots', slots: 2, unit: unit ? null : unitId('SC-01') });
    if (orders.length > 1 || lastOrder > 1) return;
    const [lies] = taken;
    if (!lies) yield offer({ type: 'slot.claim', slot: 1, code: 'B-1', no: 1 }, bottle);
    if (lies && orders.length === 0) yield offer({ type: 'slot.fetch', slot: 1, code: 'B-1', no: 1 }, bottle);
    yield offer({ type: 'cabinet.scan' }, people[0]);
  },
  key: ({ context }) => [
    context.taken.map(({ slot, process }) => [slot, process]),
    context.orders.map(({ op, readied, problem, given, proposal }) => [op, readied, problem?.code, given, proposal?.by.id]),
    context.unit,
    context.lastOrder,
    context.looks,
    context.awaits,
    context.settled?.words.map(({ op, carriedOut, machine }) => [op, carriedOut, machine]),
    context.settled?.contradicted,
  ],
  isEnd: ({ context: { orders } }) => orders.length === 0,
  stepLaws: [
    {
      says: 'its machine is commanded only after a look that permits it, with one thing at a time',
      holds: ({ from, offer: { event }, effects }) => {
        const given = commands(effects);
        return given.length === 0 || (given.length === 1 && from.state === 'looking' && event.type === 'unit.readings');
      },
    },
    {
      says: 'what nobody knows is not asked again: a person says what became of it, and whose bottle it is hears that once',
      holds: ({ from, offer: { event }, effects, to }) =>
        from.state !== 'unanswered' ||
        to.state === 'unanswered' ||
        (['order.settled', 'order.confirmed'].includes(event.type) &&
          messages(effects).length === (from.context.orders[0]?.bottle ? 1 : 0) &&
          commands(effects).length === 0),
    },
    {
      says: 'a slot is given or emptied by what the machine shows, or by the word of a person, or without a machine',
      holds: ({ from, offer: { event }, effects }) =>
        from.context.unit === null ||
        messages(effects).every(({ type }) => type === 'slot.refused' || type === 'slot.contradicted') ||
        ['unit.readings', 'order.settled', 'order.confirmed'].includes(event.type),
    },
    {
      says: 'of an order the machine had, only two persons say that it was carried out while it is out of reach',
      holds: ({ from, offer: { event, by }, effects }) => {
        const [order] = from.context.orders;
        const isSaid = event.type === 'order.settled' && event['outOfReach'] === true && order?.given === true;
        const isDone = messages(effects).some(({ type }) => type === 'slot.given' || type === 'slot.emptied');
        return !isDone || (!isSaid && (event.type !== 'order.confirmed' || order?.proposal?.by.id !== by.id));
      },
    },
    {
      says: 'nothing is commanded before what people said was compared with the machine',
      holds: ({ from, effects }) => commands(effects).length === 0 || (from.context.settled?.words ?? []).length === 0,
    },
  ],
};
