import { unitId } from '../kernel/brand.ts';
import type { EffectParams } from '../kernel/effects.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Rehearsal, Told } from '../kernel/testing/rehearsal.ts';
import type { CabinetContext } from './cabinet-orders.ts';
import { begunMachine, byProcess } from './storage.fixture.ts';

type Cabinet = Rehearsal<CabinetContext>;

const [one, two, preparer] = [byProcess('storage/B-1'), byProcess('storage/B-2'), person('preparer')];
const claim = (slot = 1, code = 'B-1', no = 1): Told => ({ type: 'slot.claim', slot, code, no });
const fetch: Told = { type: 'slot.fetch', slot: 1, code: 'B-1', no: 1 };
const done = (command = 'store'): Told => ({ type: 'command.done', command, totalBefore: null });
const failed = (code: string): Told => ({ type: 'command.failed', command: 'store', code, message: 'said so' });
const unknown: Told = { type: 'command.unknown', command: 'store', code: 'DONE_TIMEOUT', message: 'said so' };
const settled = (carriedOut: boolean, no = 1): Told => ({ type: 'order.settled', no, carriedOut, reason: 'seen' });

/** Labels by slot as the machine shows them; no label: an empty slot. */
const seen = (labels: Readonly<Record<number, string>> = {}, more: Readonly<Record<string, unknown>> = {}): Told => ({
  type: 'unit.readings',
  readings: {
    'Sts.StateCurrent': 4,
    'Act.DoorClosed': true,
    ...Object.fromEntries(
      [1, 2].flatMap((slot) => [
        [`Act.SlotState[${slot}]`, labels[slot] === undefined ? 0 : 1],
        [`Act.SlotBarcode[${slot}]`, labels[slot] ?? ''],
      ]),
    ),
    ...more,
  },
});
const places = ({ context }: Cabinet) => context.taken.map(({ slot, code }) => `${slot} ${code}`);
const asked = () => begunMachine().give(claim(), one);
/** The machine has the order. */
const working = () => asked().give(seen());
const stored = () => working().give(done()).give(seen({ 1: 'B-1' }));
const told = (cabinet: Cabinet, to = 'storage/B-1') =>
  cabinet.messages(to).map((event) => [event.type, (event['refusal'] as { code: string } | undefined)?.code, event['label']]);

describe('a cabinet with a machine that takes commands', () => {
  it('looks at the machine, has it store, looks again, and only then gives the slot', () => {
    const cabinet = asked();
    expect(cabinet.wishes('unit.read')).toMatchObject([{ unit: 'SC-01' }]);
    expect(cabinet.messages()).toEqual([]);
    const command: EffectParams['unit.command'] = {
      unit: unitId('SC-01'), command: 'store', jobId: 'storage-cabinet/A', lotId: '', sampleId: 'B-1' as never, recipeId: '',
      settings: { 'Set.Slot': 1 }, params: [], order: 1,
    }; // prettier-ignore
    expect(working().wishes('unit.command')).toEqual([command]);
    expect(working().messages()).toEqual([]);
    expect(working().give(done()).messages()).toEqual([]);
    expect(told(stored())).toEqual([['slot.given', undefined, 'B-1']]);
    expect([places(stored()), stored().state]).toEqual([['1 B-1'], 'open']);
  });

  it('tells the label the machine read, whatever it is', () => {
    expect(told(working().give(done()).give(seen({ 1: 'B-9' })))).toEqual([['slot.given', undefined, 'B-9']]);
    expect(told(working().give(done()).give(seen({ 1: '' })))).toEqual([['slot.given', undefined, null]]);
  });

  it('commands nothing where it is so already, as after the line has put it there', () => {
    const cabinet = asked().give(seen({ 1: 'B-1' }));
    expect([cabinet.commands, told(cabinet)]).toEqual([[], [['slot.given', undefined, 'B-1']]]);
  });

  it('resets a machine that stands stopped, as after a restart, once an order', () => {
    const standing = seen({}, { 'Sts.StateCurrent': 2 });
    const reset = asked().give(standing);
    expect(reset.commands).toEqual(['reset']);
    expect(reset.give(done('reset')).give(seen()).commands).toEqual(['store']);
    const again = reset.give(done('reset')).give(standing);
    expect([again.commands, told(again)]).toEqual([[], [['slot.refused', 'CABINET_NOT_READY', undefined]]]);
    expect(told(reset.give(failed('BUSY')))).toEqual([['slot.refused', 'BUSY', undefined]]);
  });

  it.each<[string, Told, string]>([
    ['an occupied slot', seen({ 1: 'B-9' }), 'SLOT_OCCUPIED'],
    ['an open door', seen({}, { 'Act.DoorClosed': false }), 'DOOR_OPEN'],
    ['a machine in fault', seen({}, { 'Sts.StateCurrent': 9 }), 'CABINET_NOT_READY'],
    ['a machine that tells nothing', seen({}, { 'Act.SlotState[1]': null }), 'CABINET_UNREADABLE'],
  ])('is not commanded at %s: the bottle hears why, and the slot is free', (_what, readings, code) => {
    const cabinet = asked().give(readings);
    expect([cabinet.commands, told(cabinet)]).toEqual([[], [['slot.refused', code, undefined]]]);
    expect(places(cabinet)).toEqual([]);
  });

  it('tells in the words of the PLC what it refuses', () => {
    const cabinet = working().give(failed('INTERLOCK'));
    expect([told(cabinet), places(cabinet)]).toEqual([[['slot.refused', 'INTERLOCK', undefined]], []]);
  });

  it.each<[string, Told]>([
    ['no answer', unknown],
    ['a command that broke off on its way', failed('FAULT')],
    ['a restart in the middle', failed('ABORTED')],
  ])('with %s knows nothing, guesses nothing and asks nothing else, until a person says', (_what, end) => {
    const cabinet = working().give(end).give(claim(2, 'B-2'), two);
    expect([cabinet.state, cabinet.commands, cabinet.messages(), places(cabinet)]).toEqual(['unanswered', [], [], ['1 B-1', '2 B-2']]);
    const there = cabinet.ask(settled(true), preparer);
    expect([told(there), there.state]).toEqual([[['slot.given', undefined, null]], 'comparing']);
    const notThere = cabinet.ask(settled(false), preparer);
    expect([told(notThere), places(notThere)]).toEqual([[['slot.refused', 'ORDER_NOT_CARRIED_OUT', undefined]], ['2 B-2']]);
    // The machine is looked at for what was said, then for the next order.
    expect(notThere.give(seen()).give(seen()).commands).toEqual(['store']);
  });

  it('does not believe that it is done when the slot shows otherwise', () => {
    const cabinet = working().give(done()).give(seen());
    expect([cabinet.state, cabinet.context.orders[0]?.problem?.code]).toEqual(['unanswered', 'NOT_AS_ORDERED']);
  });

  it('out of reach waits; a person who does it by hand meanwhile says so, and the late look decides nothing', () => {
    const byHand = asked().ask(settled(true), preparer);
    expect(told(byHand)).toEqual([['slot.given', undefined, null]]);
    const next = byHand.give(claim(2, 'B-2'), two);
    // Two looks are on their way: what the first one saw was before the hand.
    const compared = next.give(seen()).give(seen({ 1: 'B-1' }));
    expect([compared.context.settled?.contradicted, compared.commands]).toEqual([0, []]);
    expect(compared.give(seen({ 1: 'B-1' })).commands).toEqual(['store']);
  });

  it('is settled by who looks at the order that is at hand, never while the machine is at it', () => {
    const refusalOf = (cabinet: Cabinet, event: Told) => cabinet.refusalOf(event, preparer)?.code;
    expect(refusalOf(working(), settled(true))).toBe('ORDER_UNDER_WAY');
    expect(refusalOf(working().give(unknown), settled(true, 2))).toBe('ORDER_UNKNOWN');
    expect(refusalOf(stored(), settled(true))).toBe('ORDER_UNKNOWN');
  });

  it('gives out what lies there, and the slot is free when the machine shows it empty', () => {
    const working = stored().give(fetch, one).give(seen({ 1: 'B-1' }));
    expect(working.commands).toEqual(['retrieve']);
    const out = working.give(done('retrieve')).give(seen());
    expect([told(out), places(out)]).toEqual([[['slot.emptied', undefined, undefined]], []]);
    expect(working.give(done('retrieve')).give(seen({ 1: 'B-1' })).state).toBe('unanswered');
  });

  it('fetches nobody else’s bottle: there is no such sample, and what lies there is told', () => {
    const other = stored().give(fetch, one).give(seen({ 1: 'B-9' }));
    expect([other.commands, told(other)]).toEqual([[], [['slot.refused', 'NO_SUCH_SAMPLE', 'B-9']]]);
    const empty = stored().give(fetch, one).give(seen());
    expect(told(empty)).toEqual([['slot.refused', 'NO_SUCH_SAMPLE', undefined]]);
    expect(places(empty)).toEqual(['1 B-1']);
  });

  it('carries out one order after the other', () => {
    const both = asked().give(claim(2, 'B-2'), two);
    expect(both.wishes('unit.read')).toEqual([]);
    const next = both.give(seen()).give(done()).give(seen({ 1: 'B-1' }));
    expect([next.state, next.context.orders.map(({ bottle }) => bottle?.code)]).toEqual(['looking', ['B-2']]);
  });

  it('scans: what is not as recorded is listed, and told to whose place it is', () => {
    const scanning = stored().ask({ type: 'cabinet.scan' }, preparer).give(seen({ 1: 'B-1' }));
    expect(scanning.wishes('unit.command')).toMatchObject([{ command: 'scan', sampleId: '', settings: { 'Set.Slot': 0 } }]);
    const scanned = scanning.give(done('scan')).give(seen({ 1: 'B-9', 2: 'B-7' }));
    expect(scanned.context.lastScan).toMatchObject({
      refusal: null,
      differences: [{ slot: 1, recorded: 'B-1', read: 'B-9' }, { slot: 2, recorded: null, read: 'B-7' }],
    }); // prettier-ignore
    expect(told(scanned)).toEqual([['slot.contradicted', undefined, 'B-9']]);
    const same = scanning.give(done('scan')).give(seen({ 1: 'B-1' }));
    expect([same.context.lastScan?.differences, same.messages()]).toEqual([[], []]);
  });

  it('does not take what is on its way for a contradiction, and a scan that failed for one that found nothing', () => {
    const scanning = stored().ask({ type: 'cabinet.scan' }, preparer).give(claim(2, 'B-2'), two).give(seen({ 1: 'B-1' }));
    expect(scanning.give(done('scan')).give(seen({ 1: 'B-1' })).context.lastScan?.differences).toEqual([]);
    const unanswered = scanning.give(unknown).ask(settled(true, 2), preparer);
    expect(unanswered.context.lastScan?.refusal?.code).toBe('ORDER_NOT_CARRIED_OUT');
  });

  it('is scanned once at a time, and one without a machine not at all', () => {
    const scan: Told = { type: 'cabinet.scan' };
    expect(stored().ask(scan, preparer).refusalOf(scan, preparer)?.code).toBe('SCAN_UNDER_WAY');
    const withoutMachine = stored().give({ type: 'cabinet.slots', slots: 2, unit: null });
    expect(withoutMachine.refusalOf(scan, preparer)?.code).toBe('CABINET_NOT_COMMANDED');
    expect(told(withoutMachine.give(fetch, one))).toEqual([['slot.emptied', undefined, undefined]]);
  });

  it('keeps the place a bottle comes from until it lies in the other', () => {
    const byPeople = stored().give({ type: 'cabinet.slots', slots: 2, unit: null });
    const commanded = byPeople.give({ type: 'cabinet.slots', slots: 2, unit: unitId('SC-01') }).give(claim(2, 'B-1', 2), one);
    expect(places(commanded)).toEqual(['1 B-1', '2 B-1']);
    expect(places(commanded.give(seen({ 1: 'B-1' })).give(failed('BUSY')))).toEqual(['1 B-1']);
    expect(places(commanded.give(seen({ 1: 'B-1' })).give(done()).give(seen({ 2: 'B-1' })))).toEqual(['2 B-1']);
  });
});
