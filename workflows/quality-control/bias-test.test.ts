import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { testBias, type BiasQuestion } from './bias-test.ts';
import { judgeBias } from './bias-verdict.ts';
import { pairsOf, qualityControlRules as rules } from './quality-control.fixture.ts';

const scattered = [
  '0.12', '-0.08', '0.25', '-0.15', '0.31', '0.02', '-0.22', '0.18', '-0.05', '0.09',
  '-0.11', '0.27', '0.04', '-0.19', '0.15', '0.20', '-0.03', '-0.14', '0.22', '0.07',
]; // prettier-ignore
const band = { lower: d('-0.30'), upper: d('0.30') };
const question: BiasQuestion = { pairs: pairsOf(scattered), band, on: '2026-06-01' };
const ask = (changed: Partial<BiasQuestion>) => testBias({ ...question, ...changed }, rules);
const test = (changed: Partial<BiasQuestion>, withRules = rules) => {
  const outcome = testBias({ ...question, ...changed }, withRules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return { ...outcome.value.value, codes: outcome.value.value.findings.map(({ code }) => code) };
};
const shifted = (by: string) => pairsOf(scattered.map((difference) => new Decimal(difference).plus(by).toFixed()));

it('gives mean, standard deviation, t and interval of twenty pairs', () => {
  // Σd = 0.95, Σ(d − d̄)² = 0.507575, t(19) = 2.093: 0.0475 ± 0.0765
  expect(test({})).toMatchObject({
    pairs: 20,
    meanDifference: '0.048', // 0.0475, the even digit
    standardDeviation: '0.163',
    t: '1.300',
    lower: '-0.029',
    upper: '0.124',
    tCritical: '2.093',
    significant: false,
    verdict: 'ACCEPTABLE',
    codes: [],
    outlier: { outlier: null },
    independence: { independent: true },
  });
});

it('accepts the published case: Ad −0.072 … +0.234 and Mt −0.204 … +0.070 lie inside ± 0.30', () => {
  const judge = (lower: string, upper: string, within = band) => {
    const [low, high] = [new Decimal(lower), new Decimal(upper)];
    return judgeBias({ mean: low.plus(high).div(2), halfWidthSquared: high.minus(low).div(2).pow(2) }, within, false);
  };
  expect([judge('-0.072', '0.234'), judge('-0.204', '0.070')]).toEqual(['ACCEPTABLE', 'ACCEPTABLE']);
  expect(judge('-0.072', '0.234', { lower: d('-0.20'), upper: d('0.20') })).toBe('NOT_SHOWN');
  expect(judge('-0.30', '0.30')).toBe('ACCEPTABLE'); // the edge
  expect(judge('0.30', '0.50')).toBe('NOT_SHOWN');
  expect(judge('0.31', '0.50')).toBe('BIASED');
  expect(judge('-0.50', '-0.31')).toBe('BIASED');
});

it('is biased when the interval lies wholly outside the band, not shown when it crosses it', () => {
  expect(test({ pairs: shifted('0.20') })).toMatchObject({ verdict: 'NOT_SHOWN', significant: true });
  expect(test({ pairs: shifted('0.40') })).toMatchObject({ verdict: 'BIASED', significant: true });
  expect(test({ pairs: shifted('-0.50') }).verdict).toBe('BIASED');
});

it('shows nothing while an outlier stands, and does not leave it out', () => {
  const spoiled = [...scattered.slice(0, 7), '1.50', ...scattered.slice(8)];
  expect(test({ pairs: pairsOf(spoiled) })).toMatchObject({
    verdict: 'NOT_SHOWN',
    outlier: { outlier: 8 },
    codes: ['OUTLIER'],
    pairs: 20,
  });
});

it('shows nothing where the differences depend on each other', () => {
  const drifting = [...scattered].sort((a, b) => Number(a) - Number(b));
  expect(test({ pairs: pairsOf(drifting) })).toMatchObject({
    verdict: 'NOT_SHOWN',
    codes: ['NOT_INDEPENDENT'],
    independence: { independent: false, runs: 2 },
  });
});

it('has no t, and cannot judge independence, when all differences are equal', () => {
  expect(test({ pairs: pairsOf(Array.from({ length: 20 }, () => '0.1')) })).toMatchObject({
    t: null,
    standardDeviation: '0.000',
    outlier: { outlier: null, statistic: null },
    verdict: 'NOT_SHOWN',
    codes: ['INDEPENDENCE_NOT_JUDGED'],
  });
});

it('tells how many pairs would do', () => {
  expect(test({}).pairsNeeded).toBe(20);
  // s_d 0.163: t(k − 1)²·s² ≤ 0.05²·k first holds at 44: 0.1087 ≤ 0.1100
  expect(test({ band: { lower: d('-0.05'), upper: d('0.05') } }).pairsNeeded).toBe(44);
  expect(test({ band: { lower: d('-0.001'), upper: d('0.001') } }).pairsNeeded).toBeNull();
});

describe('without a band', () => {
  const open = (on: string) => testBias({ pairs: question.pairs, on }, rules);

  it('takes the default of the 2004 edition while that was in force, its narrowest', () => {
    expect(open('2024-02-29')).toMatchObject({
      ok: true,
      value: { value: { band: { lower: '-0.20', upper: '0.20' }, verdict: 'ACCEPTABLE' } },
    });
  });
  it('is refused from the day that edition was replaced', () => {
    expect(open('2024-03-01')).toMatchObject({ ok: false, refusal: { code: 'BAND_REQUIRED', field: 'band' } });
  });
});

it.each<[string, string, Partial<BiasQuestion>]>([
  ['TOO_FEW_PAIRS', 'pairs', { pairs: pairsOf(scattered.slice(1)) }],
  ['BAND_EMPTY', 'band', { band: { lower: d('0.3'), upper: d('0.3') } }],
])('is refused: %s, field %s', (code, field, changed) => {
  expect(ask(changed)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('is monotone and even-handed: turned signs turn the interval, and in a wider band never make it worse', () => {
  // The search for the pairs needed takes most of the time, and plays no part here.
  const quick = { ...rules, biasTest: { ...rules.biasTest, mostPairs: rules.biasTest.leastPairs } };
  const differences = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 20, maxLength: 24 });
  const rank = { ACCEPTABLE: 0, NOT_SHOWN: 1, BIASED: 2 };
  fc.assert(
    fc.property(differences, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }), (hundredths, half, wider) => {
      const text = (n: number) => d((n / 100).toFixed(2));
      const at = (numbers: readonly number[], width: number) =>
        test({ pairs: pairsOf(numbers.map(text)), band: { lower: text(-width), upper: text(width) } }, quick);
      const now = at(hundredths, half);
      const turned = at(
        hundredths.map((n) => -n),
        half + wider,
      );
      expect(rank[turned.verdict]).toBeLessThanOrEqual(rank[now.verdict]);
      expect(wider > 0 || turned.verdict === now.verdict).toBe(true);
      expect(new Decimal(turned.upper).plus(now.lower).isZero()).toBe(true);
      expect(turned.outlier.outlier === null).toBe(now.outlier.outlier === null);
    }),
    { numRuns: 1000 },
  );
});
