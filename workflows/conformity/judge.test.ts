import fc from 'fast-check';
import type { LotValue } from '../assay/types.ts';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { judgeConformity } from './judge.ts';
import { adviceByGravity } from './release-types.ts';
import type { ConformityContext, ConformityStatement, Verdict } from './types.ts';

const pack = coalRulePack;
const d = decimalString;

type Figures = Readonly<Record<string, string>>;
const valuesOf = (figures: Figures): LotValue[] =>
  pack.assay.reported.flatMap(({ item, basis, name, unit, method }) => {
    const value = figures[`${item},${basis}`];
    return value === undefined
      ? []
      : [{ item, basis, name, unit, method, value: d(value), reported: d(value) }];
  });

/** Well within Article 6 and Article 7. */
const clean: Figures = {
  'A,d': '12',
  'St,d': '0.58',
  'Hg,d': '0.1',
  'As,d': '5',
  'P,d': '0.02',
  'Cl,d': '0.05',
  'F,d': '90',
  'Qnet,ar': '21.46',
};
const near: ConformityContext = {
  coalClass: 'other',
  haulDistance: d('600'),
  destinationProvince: 'CN-ZJ',
  declaredUse: null,
  relaxationClaim: null,
  sampleValid: true,
};
const judged = (values: readonly LotValue[], context: Partial<ConformityContext> = {}): ConformityStatement =>
  judgeConformity(values, pack.conformity, { ...near, ...context }).value;
const judge = (figures: Figures, context: Partial<ConformityContext> = {}): ConformityStatement =>
  judged(valuesOf({ ...clean, ...figures }), context);
const without = (symbol: string): Figures =>
  Object.fromEntries(Object.entries(clean).filter(([key]) => key !== symbol));
const adviceOf = ({ advice }: ConformityStatement) =>
  Object.fromEntries(advice.map(({ gate, advice: code }) => [gate, code]));
const verdictOf = ({ items }: ConformityStatement, symbol: string) =>
  items.find(({ limit }) => `${limit.item},${limit.basis}` === symbol)?.verdict;

describe('a lot within all limits', () => {
  it('passes, and both gates are open', () => {
    const statement = judge({});
    expect(statement.overall).toBe('PASS');
    expect(statement.items).toHaveLength(7);
    expect(adviceOf(statement)).toEqual({ removal: 'RELEASE', use: 'RELEASE' });
    expect(statement.conclusion).toEqual({
      zh: '所检项目符合《商品煤质量管理暂行办法》（2014年第16号令）的规定。',
      en: 'The items tested conform to the Interim Measures for the Quality Management of Commercial Coal (Order 16 of 2014).',
    });
    expect(statement.decisionRule.en).toContain('GB/T 8170-2008');
  });
});

describe('the full value is compared, unrounded', () => {
  it.each([
    ['0.6', 'PASS'],
    ['0.600000000000000000000000000001', 'FAIL'],
    ['0.604', 'FAIL'],
    ['0.599999', 'PASS'],
  ])('mercury of %s against 0.6: %s', (mercury, verdict) => {
    expect(verdictOf(judge({ 'Hg,d': mercury }), 'Hg,d')).toBe(verdict);
  });
});

describe('cases from practice', () => {
  it.each([
    ['Wenzhou: mercury 0.651', { 'Hg,d': '0.651' }, 'Hg,d (≤ 0.6 µg/g)'],
    ['Xiamen: sulphur 3.76', { 'St,d': '3.76' }, 'St,d (≤ 3 %)'],
    ['Putian: fluorine 240', { 'F,d': '240' }, 'Fd (≤ 200 µg/g)'],
  ])('%s fails and is to return', (_case, figures, named) => {
    const statement = judge(figures);
    expect(statement.overall).toBe('FAIL');
    expect(adviceOf(statement)).toEqual({ removal: 'RETURN', use: 'RETURN' });
    expect(statement.conclusion.zh).toContain(named);
    expect(statement.conclusion.en).toContain(named);
  });
});

describe('close to a limit', () => {
  // Sulphur 3 %: R 0.25, R/√2 = 0.1768.
  it.each([
    ['2.82', 'PASS'],
    ['2.83', 'BORDERLINE'],
    ['3', 'BORDERLINE'],
    ['3.001', 'FAIL'],
  ])('sulphur of %s is %s', (sulphur, verdict) => {
    expect(judge({ 'St,d': sulphur }).overall).toBe(verdict);
  });

  it('a pass is retested before release, a failure before return', () => {
    expect(adviceOf(judge({ 'St,d': '2.9' }))).toEqual({ removal: 'HOLD', use: 'REINSPECT' });
    expect(adviceOf(judge({ 'St,d': '3.1' }))).toEqual({ removal: 'HOLD', use: 'REINSPECT' });
    expect(adviceOf(judge({ 'St,d': '3.18' }))).toEqual({ removal: 'RETURN', use: 'RETURN' });
    expect(judge({ 'St,d': '3.1' }).advice[0]?.outstanding).toEqual(['St,d']);
  });

  it('a clear failure outweighs a close one', () => {
    expect(adviceOf(judge({ 'St,d': '3.1', 'Hg,d': '0.9' }))).toEqual({ removal: 'RETURN', use: 'RETURN' });
  });
});

describe('what was not tested', () => {
  it('is never a pass', () => {
    const statement = judged(valuesOf(without('Hg,d')));
    expect(statement.overall).toBe('NOT_TESTED');
    expect(verdictOf(statement, 'Hg,d')).toBe('NOT_TESTED');
    expect(statement.advice).toMatchObject([
      { gate: 'removal', advice: 'PENDING', outstanding: ['Hg,d'] },
      { gate: 'use', advice: 'PENDING', outstanding: ['Hg,d'] },
    ]);
    expect(statement.conclusion.en).toContain('Hg,d is not tested');
  });
  it('does not hide a failure', () => {
    const statement = judged(valuesOf({ ...without('Hg,d'), 'F,d': '240' }));
    expect(statement.overall).toBe('FAIL');
    expect(statement.advice[0]).toMatchObject({ advice: 'RETURN', outstanding: ['Hg,d'] });
  });
  it('a value in another unit is not the value asked for', () => {
    const values = valuesOf(clean).map((value) => (value.item === 'Hg' ? { ...value, unit: 'mg/g' } : value));
    expect(judged(values).overall).toBe('NOT_TESTED');
  });
});

describe('an invalid sample', () => {
  it('gives no verdict on the cargo, good or bad', () => {
    const statement = judge({ 'Hg,d': '9' }, { sampleValid: false });
    expect(statement.overall).toBe('INVALID_SAMPLE');
    expect(new Set(statement.items.map(({ verdict }) => verdict))).toEqual(new Set(['INVALID_SAMPLE']));
    expect(adviceOf(statement)).toEqual({ removal: 'HOLD', use: 'HOLD' });
  });
});

describe('Article 7', () => {
  it('applies beyond 600 km, not at 600 km', () => {
    expect(judge({ 'A,d': '33' }, { haulDistance: d('600') }).overall).toBe('PASS');
    const statement = judge({ 'A,d': '33' }, { haulDistance: d('600.1') });
    expect(statement.overall).toBe('FAIL');
    expect(adviceOf(statement)).toEqual({ removal: 'RECTIFY', use: 'RECTIFY' });
    expect(statement.items).toHaveLength(10);
  });

  it('asks for calorific value: 17.99 MJ/kg fails 18, and a missing one is not tested', () => {
    const far = { haulDistance: d('900') };
    expect(judge({ 'Qnet,ar': '17.99' }, far).overall).toBe('FAIL');
    expect(judge({ 'Qnet,ar': '18' }, far).overall).toBe('PASS');
    const untested = judged(valuesOf(without('Qnet,ar')), far);
    expect(untested.overall).toBe('NOT_TESTED');
  });

  it('is a condition while the haul is unknown: within 600 km only', () => {
    const statement = judge({ 'A,d': '33' }, { haulDistance: null });
    expect(statement.overall).toBe('PASS');
    expect(statement.items.filter(({ conditional }) => conditional)).toHaveLength(3);
    expect(adviceOf(statement)).toEqual({ removal: 'CONDITIONAL_REMOVAL', use: 'PENDING' });
    expect(statement.advice[1]?.outstanding).toEqual(['haulDistance']);
    expect(statement.conclusion.en).toContain('within 600 km only');
    expect(statement.advice[0]?.basis.zh).toContain('600 km');
  });

  it('is no condition when it is met anyway', () => {
    const statement = judge({}, { haulDistance: null });
    expect(adviceOf(statement)).toEqual({ removal: 'RELEASE', use: 'RELEASE' });
    expect(statement.conclusion.en).toContain('limits for a long haul are met as well');
  });

  it('stays a condition while its calorific value is not tested', () => {
    const statement = judged(valuesOf(without('Qnet,ar')), { haulDistance: null });
    expect(statement.overall).toBe('PASS');
    expect(statement.advice[0]).toMatchObject({
      advice: 'CONDITIONAL_REMOVAL',
      outstanding: ['haulDistance', 'Qnet,ar'],
    });
  });

  it('never turns a failure of Article 6 into a condition', () => {
    expect(adviceOf(judge({ 'Hg,d': '0.9' }, { haulDistance: null }))).toEqual({
      removal: 'RETURN',
      use: 'RETURN',
    });
  });
});

describe('lignite', () => {
  it('has limits of its own', () => {
    expect(judge({ 'A,d': '35' }, { coalClass: 'other' }).overall).toBe('PASS');
    expect(judge({ 'A,d': '35' }, { coalClass: 'lignite' }).overall).toBe('FAIL');
    expect(judge({ 'Qnet,ar': '16.5' }, { coalClass: 'lignite', haulDistance: d('900') }).overall).toBe(
      'PASS',
    );
    expect(judge({ 'Qnet,ar': '16.49' }, { coalClass: 'lignite', haulDistance: d('900') }).overall).toBe(
      'FAIL',
    );
  });
});

it('without any limit says so, and leaves it to customs', () => {
  const statement = judgeConformity(valuesOf(clean), { ...pack.conformity, limitSets: [] }, near).value;
  expect(statement.overall).toBe('NO_LIMIT');
  expect(adviceOf(statement)).toEqual({ removal: 'PENDING', use: 'PENDING' });
});

it('is monotone: more of an impurity, or less calorific value, never makes a verdict or an advice better', () => {
  const rank: readonly Verdict[] = ['PASS', 'BORDERLINE', 'NOT_TESTED', 'FAIL', 'INVALID_SAMPLE'];
  const gravity = (statement: ConformityStatement) =>
    statement.advice.map(({ advice }) => adviceByGravity.indexOf(advice));
  // Thousandths: mostly clean, so that the verdict hangs on one or two items near their limits or beyond.
  const thousandths = (mostly: number, most: number) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: mostly }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: most }) },
    );
  const worsened = fc.constantFrom('A,d', 'St,d', 'Hg,d', 'As,d', 'P,d', 'Cl,d', 'F,d', 'Qnet,ar');
  const figures = fc.record({
    'A,d': thousandths(32_000, 60_000),
    'St,d': thousandths(2_200, 4_000),
    'Hg,d': thousandths(590, 700),
    'As,d': thousandths(70_000, 90_000),
    'P,d': thousandths(120, 200),
    'Cl,d': thousandths(280, 330),
    'F,d': thousandths(170_000, 230_000),
    'Qnet,ar': fc.integer({ min: 15_000, max: 30_000 }),
  });
  const more = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 30_000 }));
  const contexts = fc.record({
    coalClass: fc.constantFrom('lignite' as const, 'other' as const),
    haulDistance: fc.constantFrom(null, d('100'), d('900')),
    destinationProvince: fc.constantFrom(null, 'CN-AH' as const, 'CN-ZJ' as const),
    declaredUse: fc.constantFrom(null, 'loose-in-key-region' as const),
    sampleValid: fc.constantFrom(true, true, true, false),
  });
  const plain = (thousands: number) => new Decimal(thousands).div(1000).toFixed();
  fc.assert(
    fc.property(figures, worsened, more, contexts, (thousands, symbol, change, context) => {
      const before = Object.fromEntries(
        Object.entries(thousands).map(([each, value]) => [each, plain(value)]),
      );
      const changed =
        symbol === 'Qnet,ar' ? Math.max(0, thousands[symbol] - change) : thousands[symbol] + change;
      const after = { ...before, [symbol]: plain(changed) };
      const [first, second] = [judge(before, context), judge(after, context)];
      const ranks = ({ overall, items }: ConformityStatement) =>
        [overall, ...items.map(({ verdict }) => verdict)].map((each) => rank.indexOf(each));
      const [was, is] = [first, second].map((statement) => [...ranks(statement), ...gravity(statement)]);
      expect(was?.filter((each, index) => (is?.[index] ?? -1) < each)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
