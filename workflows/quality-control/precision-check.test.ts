import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { checkPrecision, type PrecisionQuestion } from './precision-check.ts';
import { pairsOf, qualityControlRules as rules } from './quality-control.fixture.ts';

const repeated = (difference: string, times: number) => pairsOf(Array.from({ length: times }, () => difference));
const question: PrecisionQuestion = { pairs: repeated('0.6', 10), reported: 'one-half', units: 1, target: d('0.85') };
const ask = (changed: Partial<PrecisionQuestion>) => checkPrecision({ ...question, ...changed }, rules);
const check = (changed: Partial<PrecisionQuestion>) => {
  const outcome = ask(changed);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};

it('estimates V = Σd²/(2k), P = 2√V and P_L = 2√(V/m)', () => {
  expect(check({})).toMatchObject({ variance: '0.18', unitPrecision: '0.849', lotPrecision: '0.849' }); // 10·0.36/20
  expect(check({ units: 4 })).toMatchObject({ unitPrecision: '0.849', lotPrecision: '0.424' });
});

it('has the printed band factors: 0.70 and 1.75 of ten pairs, 0.77 and 1.44 of twenty', () => {
  expect(check({})).toMatchObject({ lowerFactor: '0.70', upperFactor: '1.75', lower: '0.593', upper: '1.489' });
  expect(check({ pairs: repeated('0.6', 20) })).toMatchObject({ lowerFactor: '0.77', upperFactor: '1.44' });
});

it('carries on while the band holds the target, else increases or may reduce', () => {
  expect(check({ target: d('0.60') }).verdict).toBe('CARRY_ON');
  expect(check({ target: d('0.59') }).verdict).toBe('INCREASE');
  expect(check({ target: d('1.48') }).verdict).toBe('CARRY_ON');
  expect(check({ target: d('1.49') }).verdict).toBe('MAY_REDUCE');
});

it('says what the precision is of: one half with n/2 increments, or the mean of A and B', () => {
  expect(check({}).statement.en).toBe('Each half has n/2 increments; the precision is that of one half’s result.');
  const mean = check({ reported: 'mean-of-both' });
  expect(mean).toMatchObject({ variance: '0.18', unitPrecision: '0.600' }); // 2·√0.09
  expect(mean.statement.zh).toContain('n/2');
});

it('takes differences exactly: 39.5 − 38.9 is 0.6, 0.52 − 0.44 is 0.08', () => {
  const pair = (first: string, second: string) => Array.from({ length: 10 }, () => ({ first: d(first), second: d(second) }));
  expect(check({ pairs: pair('39.5', '38.9') }).variance).toBe('0.18');
  expect(check({ pairs: pair('0.52', '0.44') }).variance).toBe('0.0032');
});

it.each<[string, string, Partial<PrecisionQuestion>]>([
  ['TOO_FEW_PAIRS', 'pairs', { pairs: repeated('0.6', 9) }],
  ['TOO_MANY_PAIRS', 'pairs', { pairs: repeated('0.6', 1001) }],
  ['NOT_POSITIVE', 'target', { target: d('0') }],
  ['UNITS_OUT_OF_RANGE', 'units', { units: 0 }],
  ['UNITS_OUT_OF_RANGE', 'units', { units: 1.5 }],
])('is refused: %s, field %s', (code, field, changed) => {
  expect(ask(changed)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('does not care for the order or sign of differences; doubled ones make it four times the variance and never laxer', () => {
  const rank = { MAY_REDUCE: 0, CARRY_ON: 1, INCREASE: 2 };
  const differences = fc.array(fc.integer({ min: -150, max: 150 }), { minLength: 10, maxLength: 25 });
  fc.assert(
    fc.property(differences, fc.integer({ min: 1, max: 300 }), (hundredths, target) => {
      const at = (numbers: readonly number[]) =>
        check({ pairs: pairsOf(numbers.map((n) => (n / 100).toFixed(2))), target: d((target / 100).toFixed(2)) });
      const now = at(hundredths);
      const doubled = at(hundredths.map((n) => -2 * n).reverse());
      expect(toDecimal(doubled.variance).minus(toDecimal(now.variance).times(4)).abs().lt('1e-25')).toBe(true);
      expect(rank[doubled.verdict]).toBeGreaterThanOrEqual(rank[now.verdict]);
      expect(toDecimal(now.lower).lte(toDecimal(now.upper))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
