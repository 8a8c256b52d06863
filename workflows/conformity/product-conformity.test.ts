import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { judgeProduct } from './product-conformity.ts';
import type { ProductLimitRules } from './product-rules.ts';
import type { ProductConformity, ProductRequest, TestedValue } from './product-types.ts';
import { adviceByGravity } from './release-types.ts';
import type { Verdict } from './types.ts';

const grain = shippedSection('grain-cn-2026', 'limits') as ProductLimitRules;
const petroleum = shippedSection('petroleum-cn-2026', 'limits') as ProductLimitRules;

const tested = (rules: ProductLimitRules, figures: Readonly<Record<string, string>>): TestedValue[] =>
  Object.entries(figures).map(([item, value]) => ({
    item,
    value: d(value),
    unit: rules.items.find(({ id }) => id === item)?.unit ?? '',
  }));
const request = (values: TestedValue[], changed: Partial<ProductRequest> = {}): ProductRequest => ({
  product: 'maize',
  use: 'food',
  on: '2026-11-21',
  sampleValid: true,
  values,
  required: null,
  noLimitAccepted: [],
  ...changed,
});
const judged = (rules: ProductLimitRules, asked: ProductRequest): ProductConformity => {
  const outcome = judgeProduct(asked, rules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};
const of = (statement: ProductConformity, item: string): Verdict | undefined =>
  statement.items.find((each) => each.item === item)?.verdict;
const adviceOf = ({ advice }: ProductConformity) => advice.map((gate) => gate.advice);

const cleanMaize = {
  AFB1: '2',
  DON: '300',
  ZEN: '10',
  OTA: '1',
  Pb: '0.05',
  Cd: '0.02',
  Hg: '0.005',
  As: '0.1',
  Cr: '0.2',
  BaP: '0.5',
  ergot: '0',
  'toxic-seeds': '0',
  mouldy: '0.5',
};
const maize = (changed: Readonly<Record<string, string>> = {}, asked: Partial<ProductRequest> = {}) =>
  judged(grain, request(tested(grain, { ...cleanMaize, ...changed }), asked));

describe('maize for food', () => {
  it('within all limits passes', () => {
    const statement = maize();
    expect(statement.overall).toBe('PASS');
    expect(adviceOf(statement)).toEqual(['RELEASE', 'RELEASE']);
  });
  it('over a mycotoxin limit is to be treated, used otherwise, returned or destroyed', () => {
    const statement = maize({ AFB1: '20.1' });
    expect(statement.overall).toBe('FAIL');
    expect(statement.advice[1]).toMatchObject({
      advice: 'TREAT',
      allowed: ['TREAT_THEN_REINSPECT', 'CHANGE_OF_USE', 'RETURN', 'DESTROY'],
    });
  });
  it('ergot must not be found at all', () => {
    expect(of(maize({ ergot: '0.001' }), 'ergot')).toBe('FAIL');
  });
  it('a missing result is never a pass', () => {
    const statement = judged(grain, request(tested(grain, { AFB1: '2' })));
    expect(statement.overall).toBe('NOT_TESTED');
    expect(of(statement, 'DON')).toBe('NOT_TESTED');
    expect(statement.advice[0]?.outstanding).toContain('DON');
  });
  it('an invalid sample gives no verdict', () => {
    expect(maize({}, { sampleValid: false }).overall).toBe('INVALID_SAMPLE');
  });
  it('without a limit is its own verdict, until an officer accepts it by name', () => {
    expect(maize({ moisture: '13.5' })).toMatchObject({
      overall: 'NO_LIMIT',
      advice: [{ advice: 'PENDING', outstanding: ['moisture'] }, {}],
    });
    const accepted = maize({ moisture: '13.5' }, { noLimitAccepted: ['moisture'] });
    expect(accepted.overall).toBe('PASS');
    expect(of(accepted, 'moisture')).toBe('NO_LIMIT');
  });
});

describe('the declared use selects the table', () => {
  it('30 µg/kg aflatoxin fails as food and passes as feed', () => {
    expect(of(maize({ AFB1: '30' }), 'AFB1')).toBe('FAIL');
    expect(of(maize({ AFB1: '30' }, { use: 'feed' }), 'AFB1')).toBe('PASS');
  });
  it('hygiene of grain for people does not bind raw material for oil', () => {
    const soybean = { product: 'soybean', values: tested(grain, { mouldy: '3' }), required: ['mouldy'] };
    expect(judged(grain, request([], { ...soybean, use: 'food' })).overall).toBe('FAIL');
    expect(judged(grain, request([], { ...soybean, use: 'oil-crushing' })).overall).toBe('NO_LIMIT');
  });
  it('that no limit exists is stated, and asks for nothing', () => {
    const statement = judged(grain, request([], { product: 'soybean', use: 'oil-crushing' }));
    expect(statement.items.find(({ item }) => item === 'AFB1')).toMatchObject({
      verdict: 'NO_LIMIT',
      required: false,
      set: 'gb-2761-food',
    });
    expect(of(statement, 'OTA')).toBe('NOT_TESTED');
  });
});

it('what one regulation limits is not without a limit because another sets none', () => {
  const [first, ...others] = grain.limitSets;
  if (!first) throw new Error('the pack has limit sets');
  const noLimits = first.limits.slice(0, 1).map(({ source }) => ({ item: 'Pb', products: ['maize'], source }));
  const rules = { ...grain, limitSets: [{ ...first, noLimits }, ...others] };
  const statement = judged(rules, request(tested(grain, cleanMaize)));
  expect(statement.items.filter(({ item }) => item === 'Pb')).toMatchObject([{ verdict: 'PASS' }]);
  expect(statement.overall).toBe('PASS');
});

describe('the edition in force', () => {
  it.each([
    ['2023-06-29', '5.0', 'PASS'],
    ['2023-06-30', '2.0', 'FAIL'],
  ])('benzo[a]pyrene of 4 µg/kg on %s is judged by %s', (on, limit, verdict) => {
    const statement = maize({ BaP: '4' }, { on });
    expect(statement.items.filter(({ item }) => item === 'BaP')).toMatchObject([{ limit: { limit }, verdict }]);
  });
});

describe("customs' instruction", () => {
  it('leaves out what it does not ask for, and says so', () => {
    const statement = judged(grain, request(tested(grain, { AFB1: '2' }), { required: ['AFB1'] }));
    expect(statement.overall).toBe('PASS');
    expect(statement.items.find(({ item }) => item === 'DON')).toMatchObject({ verdict: 'NOT_TESTED', required: false });
  });
  it('asks even for what has no limit', () => {
    expect(judged(grain, request(tested(grain, { AFB1: '2' }), { required: ['AFB1', 'protein'] })).overall).toBe('NOT_TESTED');
  });
  it('asking for nothing judges nothing', () => {
    expect(judged(grain, request([], { required: [] })).overall).toBe('NO_LIMIT');
  });
});

describe('petroleum', () => {
  const diesel = (figures: Readonly<Record<string, string>>, product = 'diesel-0') =>
    judged(
      petroleum,
      request(tested(petroleum, { sulfur: '8', 'flash-point': '63', 'density-20': '830', ...figures }), {
        product,
        use: 'motor-fuel',
      }),
    );
  it('flash point is a minimum that depends on the grade', () => {
    expect(diesel({ 'flash-point': '59.9' }).overall).toBe('FAIL');
    expect(diesel({ 'flash-point': '59.9' }, 'diesel-minus-35').overall).toBe('PASS');
    expect(diesel({ 'flash-point': '44.9' }, 'diesel-minus-35').overall).toBe('FAIL');
  });
  it('density lies between two limits, both judged', () => {
    expect(diesel({ 'density-20': '845' }).overall).toBe('PASS');
    expect(diesel({ 'density-20': '845.1' }).overall).toBe('FAIL');
    expect(diesel({ 'density-20': '809.9' }).overall).toBe('FAIL');
    expect(diesel({ 'density-20': '809.9' }).items.filter(({ item }) => item === 'density-20')).toHaveLength(2);
  });
  it('a failing density is to be treated, a failing sulfur returned', () => {
    expect(adviceOf(diesel({ 'density-20': '850' }))).toEqual(['RECTIFY', 'RECTIFY']);
    expect(adviceOf(diesel({ sulfur: '12' }))).toEqual(['RETURN', 'RETURN']);
  });
  it('petrol has limits of its own', () => {
    const petrol = (benzene: string) =>
      judged(
        petroleum,
        request(tested(petroleum, { sulfur: '8', benzene, 'density-20': '745' }), { product: 'gasoline-vib', use: 'motor-fuel' }),
      );
    expect([petrol('0.8').overall, petrol('0.81').overall]).toEqual(['PASS', 'FAIL']);
  });
  it('crude oil has no mandatory limit: each item waits for an officer', () => {
    const crude = request(tested(petroleum, { water: '0.3' }), { product: 'crude-oil', use: 'refining' });
    expect(judged(petroleum, crude).overall).toBe('NO_LIMIT');
    expect(judged(petroleum, { ...crude, noLimitAccepted: ['water'] }).overall).toBe('PASS');
  });
});

describe('a request the pack does not understand is refused', () => {
  const value = { item: 'AFB1', value: d('2'), unit: 'µg/kg' };
  it.each<[string, string, Partial<ProductRequest>]>([
    ['PRODUCT_UNKNOWN', 'product', { product: 'rye' }],
    ['USE_UNKNOWN', 'use', { use: 'fuel' }],
    ['ITEM_UNKNOWN', 'values', { values: [{ ...value, item: 'AFB2' }] }],
    ['ITEM_UNKNOWN', 'required', { required: ['AFB2'] }],
    ['ITEM_UNKNOWN', 'noLimitAccepted', { noLimitAccepted: ['x'] }],
    ['UNIT_UNEXPECTED', 'values', { values: [{ ...value, unit: 'mg/kg' }] }],
    ['VALUE_TWICE', 'values', { values: [value, { ...value, value: d('3') }] }],
  ])('%s in %s', (code, field, changed) => {
    expect(judgeProduct(request([value], changed), grain)).toMatchObject({ ok: false, refusal: { code, field } });
  });
});

const rank: readonly Verdict[] = ['PASS', 'NO_LIMIT', 'BORDERLINE', 'NOT_TESTED', 'FAIL', 'INVALID_SAMPLE'];
const items = Object.keys(cleanMaize);
/** In hundredths of the limit as food; mostly clean, so that the verdict hangs on one or two items. */
const share = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 100 }) },
  { weight: 1, arbitrary: fc.integer({ min: 80, max: 400 }) },
);
const foodLimit = (item: string): string => {
  const limits = grain.limitSets.flatMap((set) => (set.uses.includes('food') ? set.limits : []));
  const found = limits.findLast((limit) => limit.item === item && limit.products.includes('maize'))?.limit ?? '1';
  return /[1-9]/.test(found) ? found : '0.01';
};
const figures = fc.record(Object.fromEntries(items.map((item) => [item, fc.option(share, { freq: 40 })])));
const written = (thousandths: Readonly<Record<string, number | null>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(thousandths).flatMap(([item, n]) =>
      n === null ? [] : [[item, new Decimal(n).div(100).times(foodLimit(item)).toFixed()]],
    ),
  );
const uses = fc.constantFrom('food', 'feed', 'oil-crushing');

it('more of a contaminant never makes a verdict or an advice better', () => {
  fc.assert(
    fc.property(figures, fc.constantFrom(...items), fc.integer({ min: 0, max: 400 }), uses, (found, item, more, use) => {
      const asked = (changed: Readonly<Record<string, number | null>>) =>
        judged(grain, request(tested(grain, written(changed)), { use }));
      const first = asked(found);
      const second = asked({ ...found, [item]: found[item] === null ? null : (found[item] ?? 0) + more });
      const ranks = ({ overall, advice }: ProductConformity) => [
        rank.indexOf(overall),
        ...advice.map((gate) => adviceByGravity.indexOf(gate.advice)),
      ];
      const [was, is] = [ranks(first), ranks(second)];
      expect(was.filter((each, index) => (is[index] ?? -1) < each)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

it('the order of values plays no part, and a missing one is never a pass', () => {
  fc.assert(
    fc.property(
      figures.chain((found) => fc.tuple(fc.constant(found), fc.shuffledSubarray(items, { minLength: items.length }))),
      ([found, order]) => {
        const values = tested(grain, written(found));
        const shuffled = [...values].sort((a, b) => order.indexOf(a.item) - order.indexOf(b.item));
        const statement = judged(grain, request(values));
        expect(JSON.stringify(judged(grain, request(shuffled)))).toBe(JSON.stringify(statement));
        const missing = items.filter((each) => found[each] === null);
        expect(missing.filter((item) => of(statement, item) !== 'NOT_TESTED')).toEqual([]);
        if (items.some((item) => found[item] === null)) expect(['NOT_TESTED', 'FAIL']).toContain(statement.overall);
      },
    ),
    { numRuns: 1000 },
  );
});
