import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { grainProcedures } from './grain-procedures.ts';
import { grainAssayRules } from './grain-rules.fixture.ts';
import { assayDefinition, type AssayContext } from './machine.ts';

const procedures = grainProcedures(grainAssayRules);
const definition = assayDefinition(() => procedures);
const parent = 'consignment/D1.1';
const [first, second, reviewer] = [person('first'), person('second'), person('reviewer')];

type Bench = Rehearsal<AssayContext>;
const begun = (...items: readonly string[]): Bench =>
  Rehearsal.begin<AssayContext>(definition, 'assay/GRAIN', {
    order: { parent, code: 'GRAIN', items: items.map((item) => ({ item })), pack: { id: 'grain-cn', version: '2026.1', hash: '' } },
  });
const entry = (item: string, value: string): Told => ({ type: 'determination.entered', item, value });
const accept = (...withoutPrecision: readonly string[]): Told => ({ type: 'review.accepted', withoutPrecision });
const returned = (...items: readonly string[]): Told => ({ type: 'review.returned', items, reason: 'look again' });
const enter = (bench: Bench, item: string, ...values: readonly string[]): Bench =>
  values.reduce((so, value) => so.ask(entry(item, value), first), bench);
const verdictOf = (bench: Bench, item: string) => bench.context.items.find((under) => under.item === item)?.verdict;

/** Weighed, dried, analysed and looked at: one item by each rule. */
const tested = () => {
  const weighed = enter(begun('testWeight_g_per_L', 'moisture', 'live-insects'), 'testWeight_g_per_L', '720', '722');
  const dried = enter(weighed, 'moisture', '12.4', '12.6');
  return dried.ask(entry('live-insects', 'not-found'), first).ask(entry('live-insects', 'not-found'), second);
};

it('goes from order to approval', () => {
  const inReview = tested();
  expect(inReview.state).toBe('in-review');
  const done = inReview.ask(accept('moisture'), reviewer);
  expect(done.isDone).toBe(true);
  expect(done.messages(parent)).toEqual([
    {
      type: 'assay.approved',
      code: 'GRAIN',
      results: [
        {
          item: 'testWeight_g_per_L',
          basis: null,
          unit: 'g/L',
          method: 'GB/T 5498-2013',
          mean: '721',
          rounded: '721',
          determinations: ['720', '722'],
        },
        {
          item: 'moisture',
          basis: 'ar',
          unit: '%',
          method: 'GB 5009.3-2016',
          mean: '12.5',
          rounded: '12.5',
          determinations: ['12.4', '12.6'],
          precision: 'not-known',
        },
      ],
      findings: [{ item: 'live-insects', method: '未注明 not stated', finding: 'not-found', observers: ['first', 'second'] }],
      analysts: ['first', 'second'],
      reviewer: 'reviewer',
      testedFrom: inReview.context.items[0]?.determinations[0]?.at,
      testedTo: inReview.context.items[2]?.determinations[1]?.at,
    },
  ]);
});

describe('an entry is refused', () => {
  const testing = begun('testWeight_g_per_L', 'live-insects').ask(entry('live-insects', 'not-found'), first);
  it.each([
    ['for an item that was not ordered', entry('moisture', '12'), second, 'ITEM_NOT_ORDERED', 'item'],
    ['that is an answer where a number is wanted', entry('testWeight_g_per_L', 'not-found'), second, 'NOT_A_NUMBER', 'value'],
    ['in kg/hL instead of g/L', entry('testWeight_g_per_L', '72.0'), second, 'DETERMINATION_OUT_OF_RANGE', 'value'],
    ['that is a number where an answer is wanted', entry('live-insects', '0'), second, 'ANSWER_UNKNOWN', 'value'],
    ['of who has answered already', entry('live-insects', 'not-found'), first, 'OBSERVER_SAME_PERSON', 'item'],
  ])('%s', (_, event, by, code, field) => {
    expect(testing.refusalOf(event, by)).toMatchObject({ code, field });
  });

  it('when the item needs none any more', () => {
    const two = testing.ask(entry('live-insects', 'not-found'), second);
    expect(two.refusalOf(entry('live-insects', 'not-found'), reviewer)).toMatchObject({ code: 'DETERMINATION_NOT_NEEDED', field: 'item' });
  });
});

describe('a review', () => {
  it('accepts what nothing can judge only by name, and names nothing else', () => {
    const inReview = tested();
    const unnamed = inReview.refusalOf({ type: 'review.accepted' }, reviewer);
    expect(unnamed).toMatchObject({ code: 'PRECISION_NOT_KNOWN', field: 'withoutPrecision' });
    expect(inReview.give({ type: 'review.accepted' }, reviewer).state).toBe('in-review');
    expect(inReview.refusalOf(accept('moisture', 'testWeight_g_per_L'), reviewer)).toMatchObject({
      code: 'PRECISION_IS_KNOWN',
      field: 'withoutPrecision',
      remedy: 'Name only: moisture.',
    });
  });

  it('is not made by who observed or determined', () => {
    for (const by of [first, second]) {
      expect(tested().refusalOf(accept('moisture'), by)).toMatchObject({ code: 'REVIEWER_SAME_PERSON' });
      expect(tested().refusalOf(returned('moisture'), by)).toMatchObject({ code: 'REVIEWER_SAME_PERSON' });
    }
  });

  it('can only return pairs of which none agrees', () => {
    const open = enter(begun('testWeight_g_per_L'), 'testWeight_g_per_L', '720', '730', '720', '730', '720', '730');
    expect([open.state, verdictOf(open, 'testWeight_g_per_L')?.kind]).toEqual(['in-review', 'no-agreement']);
    expect(open.refusalOf(accept(), reviewer)).toMatchObject({ code: 'DETERMINATIONS_DISAGREE', field: 'items' });
    const again = enter(open.ask(returned('testWeight_g_per_L'), reviewer), 'testWeight_g_per_L', '725', '726');
    expect(again.context.items[0]?.discarded).toHaveLength(6);
    expect(again.ask(accept(), reviewer).isDone).toBe(true);
  });

  it('can only return answers that differ', () => {
    const open = begun('soil').ask(entry('soil', 'found'), first).ask(entry('soil', 'not-found'), second);
    expect(open.state).toBe('in-review');
    expect(open.refusalOf(accept(), reviewer)).toMatchObject({ code: 'OBSERVERS_DISAGREE', field: 'items' });
    expect(open.give(accept(), reviewer).state).toBe('in-review');
    const again = open.ask(returned('soil'), reviewer).ask(entry('soil', 'found'), first).ask(entry('soil', 'found'), second);
    expect(again.ask(accept(), reviewer).messages(parent)).toMatchObject([{ results: [], findings: [{ item: 'soil', finding: 'found' }] }]);
  });

  it('returns items of this bottle only, and at least one', () => {
    expect(tested().refusalOf(returned(), reviewer)).toMatchObject({ code: 'ITEM_NOT_ORDERED', field: 'items' });
    expect(tested().refusalOf(returned('DON'), reviewer)).toMatchObject({ code: 'ITEM_NOT_ORDERED', field: 'items' });
  });
});

it('tests on request what other grade scales ask for', () => {
  const bench = enter(begun('brokenCornForeignMaterial_pct', 'stones'), 'brokenCornForeignMaterial_pct', '2.0', '2.2');
  const done = bench.ask(entry('stones', 'not-observed'), first).ask(accept('brokenCornForeignMaterial_pct'), reviewer);
  expect(done.messages(parent)).toMatchObject([{ results: [{ rounded: '2.1' }], findings: [{ finding: 'not-observed' }] }]);
});
