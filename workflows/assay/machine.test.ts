import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { coalProcedures } from './coal-procedures.ts';
import { assayDefinition } from './machine.ts';
import type { AssayContext } from './machine.ts';

const pack = coalRulePack;
const procedures = coalProcedures(pack.assay);
const definition = assayDefinition(() => procedures);
const parent = 'consignment/D1.1';
const analyst = person('analyst');
const reviewer = person('reviewer');

/** Ash (A) has T = 0.20 below 15 %, moisture (M) T = 0.20 below 5 %: critical ranges 0.20, 0.24 and 0.26. */
const begun = (...items: readonly string[]) =>
  Rehearsal.begin<AssayContext>(definition, 'assay/BOTTLE', {
    order: {
      parent,
      code: 'BOTTLE',
      items: items.map((item) => ({ item, basis: 'ad' })),
      pack: { id: 'coal-cn', version: '2026.1', hash: '' },
    },
  });
const entry = (item: string, value: string): Told => ({ type: 'determination.entered', item, value });
const accept: Told = { type: 'review.accepted' };
const returned = (...items: readonly string[]): Told => ({
  type: 'review.returned',
  items,
  reason: 'crucible not seated',
});
type Bench = ReturnType<typeof begun>;
const enter = (bench: Bench, item: string, ...values: readonly string[]): Bench =>
  values.reduce((so, value) => so.ask(entry(item, value), analyst), bench);
const resultOf = (bench: Bench) => bench.messages(parent)[0];

describe('a bottle under test', () => {
  it('is reviewed as soon as every item is accepted, and not before', () => {
    const half = enter(begun('A', 'M'), 'A', '10.00', '10.10');
    expect(half.state).toBe('testing');
    expect(half.refusalOf(accept, reviewer)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    expect(enter(half, 'M', '3.00', '3.10').state).toBe('in-review');
  });

  it.each([
    ['two within T', ['10.00', '10.20'], '10.10'],
    ['three within 1.2 T', ['10.00', '10.24', '10.12'], '10.12'],
    ['four within 1.3 T', ['10.00', '10.26', '10.13', '10.13'], '10.13'],
    ['the one triple of four', ['10.00', '10.21', '10.50', '10.24'], '10.15'],
  ])('takes %s', (_, values, rounded) => {
    const reviewed = enter(begun('A'), 'A', ...values).ask(accept, reviewer);
    expect(resultOf(reviewed)).toMatchObject({
      type: 'assay.approved',
      code: 'BOTTLE',
      results: [{ item: 'A', rounded }],
      analysts: ['analyst'],
      reviewer: 'reviewer',
    });
  });

  it('names when it was tested from and to', () => {
    const bench = enter(begun('A'), 'A', '10.00', '10.10');
    const [first, last] = bench.context.items[0]?.determinations ?? [];
    expect(resultOf(bench.ask(accept, reviewer))).toMatchObject({
      testedFrom: first?.at,
      testedTo: last?.at,
    });
  });

  it('discards all four when none agree, and begins a new round with the record kept', () => {
    const second = enter(begun('A'), 'A', '10.00', '11.00', '12.00', '13.00');
    expect(second.context.items[0]).toMatchObject({
      round: 2,
      determinations: [],
      verdict: { kind: 'need-more', have: 0 },
    });
    expect(second.context.items[0]?.discarded.map(({ value }) => value)).toEqual([
      '10.00',
      '11.00',
      '12.00',
      '13.00',
    ]);
    expect(enter(second, 'A', '10.00', '10.10').state).toBe('in-review');
  });

  it('goes to the reviewer when two triples qualify, who can only have it determined again', () => {
    const open = enter(begun('A'), 'A', '10.00', '10.27', '10.13', '10.14');
    expect(open.context.items[0]?.verdict.kind).toBe('reviewer-chooses');
    expect(open.state).toBe('in-review');
    expect(open.refusalOf(accept, reviewer)).toMatchObject({ code: 'TRIPLE_AMBIGUOUS' });
    expect(open.give(accept, reviewer).state).toBe('in-review');
    const again = open.ask(returned('A'), reviewer);
    expect(again.context.items[0]).toMatchObject({ round: 2, determinations: [] });
    expect(enter(again, 'A', '10.00', '10.10').ask(accept, reviewer).isDone).toBe(true);
  });
});

describe('an entry is refused', () => {
  const testing = enter(begun('A'), 'A', '10.00');
  it.each([
    ['for an item that was not ordered', entry('V', '30.00'), 'ITEM_NOT_ORDERED', 'item'],
    ['for an item nobody knows', entry('Xx', '30.00'), 'ITEM_NOT_ORDERED', 'item'],
    ['that is no number', entry('A', 'ten'), 'NOT_A_NUMBER', 'value'],
    ['that is negative', entry('A', '-1.0'), 'DETERMINATION_NEGATIVE', 'value'],
    ['beyond what the item can be', entry('A', '1000'), 'DETERMINATION_OUT_OF_RANGE', 'value'],
  ])('%s', (_, event, code, field) => {
    expect(testing.refusalOf(event, analyst)).toMatchObject({ code, field });
    expect(testing.give(event, analyst).context).toEqual(testing.context);
  });

  it('when the item needs none any more', () => {
    expect(
      enter(begun('A', 'M'), 'A', '10.00', '10.10').refusalOf(entry('A', '10.05'), analyst),
    ).toMatchObject({ code: 'DETERMINATION_NOT_NEEDED' });
    expect(enter(begun('A'), 'A', '10.00', '10.10').refusalOf(entry('A', '10.05'), analyst)).toMatchObject({
      code: 'DETERMINATION_NOT_NEEDED',
    });
  });
});

describe('a review', () => {
  const inReview = enter(enter(begun('A', 'M'), 'A', '10.00', '10.10'), 'M', '3.00', '3.10');

  it('is not made by who determined a value, even one that was discarded', () => {
    expect(inReview.refusalOf(accept, analyst)).toMatchObject({ code: 'REVIEWER_SAME_PERSON' });
    expect(inReview.refusalOf(returned('A'), analyst)).toMatchObject({ code: 'REVIEWER_SAME_PERSON' });
    const other = person('other');
    const redone = ['10.00', '10.10'].reduce(
      (bench, value) => bench.ask(entry('A', value), other),
      inReview.ask(returned('A'), reviewer),
    );
    expect(redone.refusalOf(accept, analyst)).toMatchObject({ code: 'REVIEWER_SAME_PERSON' });
    expect(redone.refusalOf(accept, other)).toMatchObject({ code: 'REVIEWER_SAME_PERSON' });
    expect(redone.refusalOf(accept, reviewer)).toBeUndefined();
  });

  it('returns the items it names and keeps what was determined', () => {
    const back = inReview.ask(returned('A'), reviewer);
    expect(back.state).toBe('testing');
    expect(back.context.items).toMatchObject([
      { item: 'A', round: 2, determinations: [], discarded: [{ value: '10.00' }, { value: '10.10' }] },
      { item: 'M', round: 1 },
    ]);
    expect(back.context.returns).toMatchObject([{ by: 'reviewer', reason: 'crucible not seated' }]);
  });

  it('names items of this bottle', () => {
    expect(inReview.refusalOf(returned(), reviewer)).toMatchObject({
      code: 'ITEM_NOT_ORDERED',
      field: 'items',
    });
    expect(inReview.refusalOf(returned('A', 'V'), reviewer)).toMatchObject({
      code: 'ITEM_NOT_ORDERED',
      field: 'items',
    });
  });

  it('is made once', () => {
    const approved = inReview.ask(accept, reviewer);
    expect(approved.isDone).toBe(true);
    expect(approved.refusalOf(accept, reviewer)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
  });
});
