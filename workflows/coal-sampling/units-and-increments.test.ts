import fc from 'fast-check';
import { Decimal } from '../kernel/decimal.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import { incrementsForUnits, initialUnits, unitsAndIncrements, unitsForIncrements } from './units-and-increments.ts';

const { formulas } = coalRulePack.sampling;
const d = (text: string) => new Decimal(text);
const cleaned = { increment: d('5'), preparation: d('0.20') };

describe('number of units to start with', () => {
  it('is 3 for a ship of 40 000 t and 2 for 2 000 t in wagons', () => {
    expect(initialUnits(d('40000'), d('5000'), formulas).value).toBe(3);
    expect(initialUnits(d('2000'), d('1000'), formulas).value).toBe(2);
  });
  it('is not raised where the root is exact', () => {
    expect(initialUnits(d('45000'), d('5000'), formulas).value).toBe(3);
    expect(initialUnits(d('45000.001'), d('5000'), formulas).value).toBe(4);
  });
});

describe('the printed example: 2 000 t, P_L 0.6, V_I 5.0, V_PT 0.2', () => {
  it('has no answer for two units, where equation 5 would say −250', () => {
    const printed = d('20').div(d('0.6').pow(2).times(2).minus('0.8'));
    expect(printed.toFixed()).toBe('-250');
    expect(incrementsForUnits(cleaned, 2, d('0.6'), formulas).value).toBeNull();
  });
  it('needs 3.148 units at 60 increments, so 4', () => {
    expect(d('20').plus('48').div(d('60').times('0.36')).toFixed(3)).toBe('3.148');
    expect(unitsForIncrements(cleaned, 60, d('0.6'), formulas).value).toBe(4);
  });
  it('then needs only 32 increments in each of the four', () => {
    expect(unitsAndIncrements(cleaned, d('0.6'), 2, { fewest: 10, most: 60 }, formulas).value).toEqual({
      units: 4,
      increments: 32,
    });
  });
});

it('gives exactly 100 increments where binary arithmetic gives 101', () => {
  expect(incrementsForUnits(cleaned, 1, d('1'), formulas).value).toBe(100);
});

it('raises the units when more increments are needed than the sampler can cut', () => {
  expect(unitsAndIncrements(cleaned, d('1'), 1, { fewest: 10, most: 100 }, formulas).value).toEqual({
    units: 1,
    increments: 100,
  });
  // (20 + 4·99·0.2)/99 = 1.002, so 2 units; 20/(2 − 0.8) = 16.7, so 17.
  expect(unitsAndIncrements(cleaned, d('1'), 1, { fewest: 10, most: 99 }, formulas).value).toEqual({
    units: 2,
    increments: 17,
  });
});

it('writes down every branch of the printed example', () => {
  const { steps } = unitsAndIncrements(cleaned, d('0.6'), 2, { fewest: 10, most: 60 }, formulas);
  expect(steps.map(({ expression, unrounded, reported }) => [expression.slice(0, 3), unrounded?.slice(0, 6), reported])).toEqual([
    ['n =', '-250', 'NOT_REACHABLE'],
    ['m =', '3.1481', '4'],
    ['n =', '31.25', '32'],
    ['n =', undefined, '32'],
  ]);
  expect(steps[0]?.inputs).toContainEqual({ symbol: 'm·P_L² − 4·V_PT', value: '-0.08', unit: '(%)²' });
});

it('never divides by a denominator of exactly zero', () => {
  const { steps, value } = incrementsForUnits(cleaned, 2, d('0.4').sqrt(), formulas); // 2·0.4 − 0.8, but for the root's last digit
  expect(value === null || value > 1e20).toBe(true);
  expect(steps).toHaveLength(1);
  expect(incrementsForUnits({ increment: d('5'), preparation: d('0.25') }, 1, d('1'), formulas)).toMatchObject({
    value: null,
    steps: [{ unrounded: null, reported: 'NOT_REACHABLE' }],
  });
});

it('asks for no fewer increments when the precision gets stricter, and for the least number that reaches it', () => {
  const hundredths = fc.integer({ min: 1, max: 2000 }).map((n) => new Decimal(n).div(100));
  fc.assert(
    fc.property(hundredths, hundredths, hundredths, fc.integer({ min: 1, max: 40 }), (vi, vpt, precision, units) => {
      const variances = { increment: vi, preparation: vpt };
      const n = incrementsForUnits(variances, units, precision, formulas).value;
      const laxer = incrementsForUnits(variances, units, precision.plus('0.01'), formulas).value;
      if (n === null) return;
      expect(laxer).not.toBeNull();
      expect(laxer).toBeLessThanOrEqual(n);
      const reached = (count: number) => vi.plus(vpt.times(count)).times(4).lte(precision.pow(2).times(units).times(count));
      expect(reached(n)).toBe(true);
      expect(n === 1 || !reached(n - 1)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
