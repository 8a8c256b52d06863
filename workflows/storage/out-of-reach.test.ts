import { person } from '../kernel/testing/rehearsal.ts';
import type { Rehearsal, Told } from '../kernel/testing/rehearsal.ts';
import type { CabinetContext } from './cabinet-orders.ts';
import { begunBottle, begunMachine, byProcess, cabinetA, putAway } from './storage.fixture.ts';

type Cabinet = Rehearsal<CabinetContext>;

const [one, two, preparer, custodian] = [byProcess('storage/B-1'), byProcess('storage/B-2'), person('preparer'), person('custodian')];
const claim = (slot = 1, code = 'B-1'): Told => ({ type: 'slot.claim', slot, code, no: 1 });
const fetch: Told = { type: 'slot.fetch', slot: 1, code: 'B-1', no: 1 };
const settle = (carriedOut: boolean, no = 1): Told => ({
  type: 'order.settled', no, carriedOut, reason: 'I opened it', outOfReach: true,
}); // prettier-ignore
const confirm: Told = { type: 'order.confirmed', no: 1 };
const done: Told = { type: 'command.done', command: 'store', totalBefore: null };
const failed = (code: string): Told => ({ type: 'command.failed', command: 'store', code, message: 'said so' });

/** What lies in slot 1, empty for a label that cannot be read; null: it is empty, undefined: the machine does not tell. */
const seen = (label: string | null | undefined, more: object = {}): Told => ({
  type: 'unit.readings',
  readings: {
    'Sts.StateCurrent': 4,
    'Act.DoorClosed': true,
    'Act.SlotState[1]': label === undefined ? null : label === null ? 0 : 1,
    'Act.SlotBarcode[1]': label ?? '',
    'Act.SlotState[2]': 0,
    'Act.SlotBarcode[2]': '',
    ...more,
  },
});
/** The machine has the order to store, and cannot be reached. */
const storing = () => begunMachine().give(claim(), one).give(seen(null));
const stored = () => storing().give(done).give(seen('B-1'));
const retrieving = () => stored().give(fetch, one).give(seen('B-1'));
const said = (cabinet: Cabinet, carriedOut: boolean, no = 1): Cabinet => {
  const asked = cabinet.ask(settle(carriedOut, no), preparer);
  return carriedOut ? asked.ask({ ...confirm, no }, custodian) : asked;
};
const told = (cabinet: Cabinet) => cabinet.messages('storage/B-1').map(({ type, label }) => [type, label]);
const contradictions = ({ context: { settled } }: Cabinet) =>
  (settled?.contradictions ?? []).map(({ no, carriedOut, shown }) => [no, carriedOut, shown]);

describe('an order whose machine is out of reach', () => {
  it('is settled by who looks: that it was not carried out by one, that it was by two', () => {
    expect(told(storing().ask(settle(false), preparer))).toEqual([['slot.refused', undefined]]);
    const proposed = storing().ask(settle(true), preparer);
    expect([proposed.state, proposed.messages(), proposed.context.orders[0]?.proposal?.by.id]).toEqual(['working', [], 'preparer']);
    expect(proposed.refusalOf(confirm, preparer)?.code).toBe('ORDER_SAME_PERSON');
    expect(told(proposed.ask(confirm, custodian))).toEqual([['slot.given', null]]);
  });

  it('is not settled while the machine can be reached and is at it', () => {
    const { outOfReach: _, ...within } = settle(false);
    expect(storing().refusalOf(within as Told, preparer)?.code).toBe('ORDER_UNDER_WAY');
  });

  it('that nobody has spoken of is confirmed by nobody, and who declines leaves it open', () => {
    expect(storing().refusalOf(confirm, custodian)?.code).toBe('ORDER_NOT_PROPOSED');
    const declined = storing().ask(settle(true), preparer).ask({ type: 'order.declined', no: 1, reason: 'it is not there' }, custodian);
    expect([declined.state, declined.messages(), declined.refusalOf(confirm, custodian)?.code]).toEqual(['working', [], 'ORDER_NOT_PROPOSED']);
    expect(declined.refusalOf({ ...confirm, no: 2 }, custodian)?.code).toBe('ORDER_UNKNOWN');
  });

  it('needs no second person where the machine was never told', () => {
    const waiting = begunMachine().give(claim(), one).ask(settle(true), preparer);
    expect(told(waiting)).toEqual([['slot.given', null]]);
  });

  it('is ended by the machine where it answers before the second person does', () => {
    const answered = storing().ask(settle(true), preparer).give(done).give(seen('B-1'));
    expect([told(answered), answered.state, answered.context.settled]).toEqual([[['slot.given', 'B-1']], 'open', undefined]);
  });
});

describe('what a person said, when the machine is there again', () => {
  it('is compared only after its answer, and nothing is given again or done before', () => {
    const next = said(storing(), false).give(claim(2, 'B-2'), two);
    expect([next.state, next.wishes('unit.read'), next.commands]).toEqual(['comparing', [], []]);
    const answered = next.give(done);
    expect([answered.wishes('unit.read').length, answered.commands]).toEqual([1, []]);
    const compared = answered.give(seen('B-1'));
    expect([compared.state, compared.commands]).toEqual(['looking', []]);
    const given = compared.give(seen('B-1')).wishes('unit.command');
    expect(given.map(({ sampleId, settings }) => [sampleId, settings])).toEqual([['B-2', { 'Set.Slot': 2 }]]);
  });

  it.each<[string, Cabinet, Told, Told, readonly unknown[]]>([
    ['stored, and it is there', said(storing(), true), done, seen('B-1'), []],
    ['stored, and its label cannot be read', said(storing(), true), done, seen(''), []],
    ['stored by hand, after the machine had failed', said(storing(), true), failed('INTERLOCK'), seen('B-1'), []],
    ['stored, and the slot is empty', said(storing(), true), done, seen(null), [[1, true, null]]],
    ['stored, and another lies there', said(storing(), true), done, seen('B-9'), [[1, true, 'B-9']]],
    ['not stored, and it is not', said(storing(), false), failed('ABORTED'), seen(null), []],
    ['not stored, and another lies there', said(storing(), false), failed('INTERLOCK'), seen('B-9'), []],
    ['not stored, and the machine did it', said(storing(), false), done, seen('B-1'), [[1, false, 'B-1']]],
    ['not stored, and the machine put in what has another label', said(storing(), false), done, seen('B-9'), [[1, false, 'B-9']]],
    ['not stored, and the machine put in what it cannot read', said(storing(), false), done, seen(''), [[1, false, '']]],
    ['not stored, and only the machine’s account says otherwise', said(storing(), false), done, seen(undefined), [[1, false, undefined]]],
    ['stored, and nothing tells', said(storing(), true), failed('ABORTED'), seen(undefined), []],
    ['given out, and it is', said(retrieving(), true, 2), done, seen(null), []],
    ['given out, and it is there still', said(retrieving(), true, 2), failed('ABORTED'), seen('B-1'), [[2, true, 'B-1']]],
    ['not given out, and it is out', said(retrieving(), false, 2), done, seen(null), [[2, false, null]]],
  ])('%s', (_what, cabinet, answer, look, expected) => {
    const compared = cabinet.give(answer).give(look);
    expect(contradictions(compared)).toEqual(expected);
    expect(compared.context.settled).toMatchObject({ words: [], contradicted: expected.length });
    expect(compared.commands).toEqual([]);
  });

  it('stays on the record with who said it, who confirmed it and why', () => {
    const [found] = said(storing(), true).give(done).give(seen(null)).context.settled?.contradictions ?? [];
    expect(found).toMatchObject({ op: 'store', by: { id: 'preparer' }, second: { id: 'custodian' }, reason: 'I opened it' });
  });

  it('tells a bottle that is not where it was said to be, which breaks its custody', () => {
    const compared = said(storing(), true).give(done).give(seen(null));
    expect(told(compared)).toEqual([['slot.contradicted', null]]);
    const bottle = begunBottle().ask(putAway(), preparer).give({ type: 'slot.given', cabinet: 'A', slot: 1, label: null }, byProcess(cabinetA));
    const broken = bottle.give({ type: 'slot.contradicted', cabinet: 'A', slot: 1, label: null }, byProcess(cabinetA));
    expect([broken.context.quarantined, broken.context.findings.map(({ code }) => code)]).toEqual([true, ['NOT_IN_SLOT']]);
  });

  it('is only the last that was said of a slot', () => {
    const both = said(storing(), true).give(fetch, one).ask(settle(true, 2), preparer);
    expect(both.context.settled?.words.map(({ no }) => no)).toEqual([2]);
    expect(contradictions(both.give(done).give(seen(null)))).toEqual([]);
  });

  it('waits for the answer to a reset, too', () => {
    const reset = begunMachine().give(claim(), one).give(seen(null, { 'Sts.StateCurrent': 2 }));
    const byHand = reset.ask(settle(true), preparer);
    expect([reset.commands, told(byHand), byHand.wishes('unit.read')]).toEqual([['reset'], [['slot.given', null]], []]);
    const compared = byHand.give({ ...done, command: 'reset' }).give(seen(null));
    expect([contradictions(compared), compared.state]).toEqual([[[1, true, null]], 'open']);
  });

  it('of a machine that was taken away is not compared, and holds nothing up', () => {
    const without = storing().give({ type: 'cabinet.slots', slots: 2, unit: null }).ask(settle(false), preparer);
    expect([without.state, told(without)]).toEqual(['open', [['slot.refused', undefined]]]);
  });
});
