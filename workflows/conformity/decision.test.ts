import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { decideOne } from './decide-one.ts';
import { decide, writtenDecimals } from './decision.ts';
import type { ConformityRules } from './rules.ts';
import type { Criterion, DecisionRegime } from './types.ts';

const rules = shippedSection('coal-cn-2026', 'conformity') as ConformityRules;
const on = (value: string, criterion: Omit<Criterion, 'limit'> & { readonly limit: string }) =>
  decide({ ...criterion, limit: d(criterion.limit) }, d(value), rules, 'x', '');
const verdicts = (decision: ReturnType<typeof decide>) =>
  Object.fromEntries(decision.regimes.map(({ regime, verdict }) => [regime, verdict])) as Record<DecisionRegime, string>;

describe('0.604 against ≤ 0.6', () => {
  const decision = on('0.604', { comparison: '<=', limit: '0.6' });
  it('fails by the full value, passes rounded, and the full value decides', () => {
    expect(verdicts(decision)).toEqual({ GBT8170_FULL: 'FAIL', GBT8170_ROUNDED: 'PASS' });
    expect(decision).toMatchObject({ verdict: 'FAIL', decisionRule: 'GBT8170_FULL', near: false });
  });
  it('passes where the limit names rounded-value comparison', () => {
    const rounded = on('0.604', { comparison: '<=', limit: '0.6', decisionRule: 'GBT8170_ROUNDED' });
    expect(rounded).toMatchObject({ verdict: 'PASS', decisionRule: 'GBT8170_ROUNDED' });
  });
  it('shows what was compared with what', () => {
    expect(decision.steps.map(({ reported }) => reported)).toEqual(['FAIL', 'PASS']);
    expect(decision.steps[1]?.inputs).toContainEqual({ symbol: 'x, rounded', value: '0.6', unit: '' });
    expect(decision.decisive).toHaveLength(1);
  });
});

it.each([
  ['0.65', '0.6', 'PASS'],
  ['0.6500000000000000001', '0.6', 'FAIL'],
  ['0.75', '0.7', 'FAIL'],
  ['3.4', '3', 'PASS'],
  ['3.5', '3', 'FAIL'],
  ['1.005', '1.00', 'PASS'],
  ['2.675', '2.67', 'FAIL'],
])('%s rounded to the digits of ≤ %s: %s, half to even in one step', (value, limit, verdict) => {
  expect(verdicts(on(value, { comparison: '<=', limit })).GBT8170_ROUNDED).toBe(verdict);
});

describe('the margins of ISO 4259', () => {
  const flash = { comparison: '>=', limit: '60', reproducibility: d('4.26') } as const;
  const sulfur = { comparison: '<=', limit: '10', reproducibility: d('2') } as const;
  it.each([
    ['11.18', 'PASS', 'FAIL'],
    ['11.19', 'FAIL', 'FAIL'],
    ['8.82', 'PASS', 'PASS'],
    ['8.83', 'PASS', 'FAIL'],
  ])('a maximum of 10, R 2: %s', (value, recipient, supplier) => {
    expect(verdicts(on(value, sulfur))).toMatchObject({ ISO4259_RECIPIENT: recipient, ISO4259_SUPPLIER: supplier });
  });
  it.each([
    ['57.4866', 'PASS', 'FAIL'],
    ['57.4865', 'FAIL', 'FAIL'],
    ['62.5134', 'PASS', 'PASS'],
    ['62.5133', 'PASS', 'FAIL'],
  ])('a minimum of 60, R 4.26, mirrored: %s', (value, recipient, supplier) => {
    expect(verdicts(on(value, flash))).toMatchObject({ ISO4259_RECIPIENT: recipient, ISO4259_SUPPLIER: supplier });
  });
  it('are left out where R is not known', () => {
    expect(on('9', { comparison: '<=', limit: '10' }).regimes.map(({ regime }) => regime)).toEqual([
      'GBT8170_FULL',
      'GBT8170_ROUNDED',
    ]);
  });
});

it('a value that must stay below a limit fails at it', () => {
  expect(on('16', { comparison: '<', limit: '16' }).verdict).toBe('FAIL');
  expect(on('15.9999', { comparison: '<', limit: '16' }).verdict).toBe('PASS');
  expect(on('16', { comparison: '>', limit: '16' }).verdict).toBe('FAIL');
});

it('compares decimals, not binary fractions: 39.5 − 38.9 is within 0.6, 0.52 − 0.44 within 0.08', () => {
  const difference = (a: string, b: string) => new Decimal(a).minus(b).toFixed();
  expect(on(difference('39.5', '38.9'), { comparison: '<=', limit: '0.6' }).verdict).toBe('PASS');
  expect(on(difference('0.52', '0.44'), { comparison: '<=', limit: '0.08' }).verdict).toBe('PASS');
});

describe('one comparison asked for', () => {
  const request = { value: d('9'), comparison: '<=', limit: d('10'), unit: 'mg/kg' } as const;
  it('refuses a margin without R', () => {
    const refused = decideOne({ ...request, decisionRule: 'ISO4259_SUPPLIER' }, rules);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'REPRODUCIBILITY_MISSING', field: 'reproducibility' } });
  });
  it.each(['0', '0.00', '-1'])('refuses R = %s', (reproducibility) => {
    const refused = decideOne({ ...request, reproducibility: d(reproducibility) }, rules);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'REPRODUCIBILITY_NOT_POSITIVE' } });
  });
});

const hundredths = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((n) => new Decimal(n).div(100));
const comparisons = fc.constantFrom('<=' as const, '<' as const, '>=' as const, '>' as const);
const limits = fc.constantFrom('0.6', '3', '10.0', '40', '0.15', '810');
const spreads = fc.integer({ min: 1, max: 1000 }).map((n) => d(new Decimal(n).div(100).toFixed()));

it('assured for the supplier, so passed by the full value, so not to be rejected by the recipient', () => {
  fc.assert(
    fc.property(hundredths(900), limits, comparisons, spreads, (value, limit, comparison, reproducibility) => {
      const found = verdicts(on(value.toFixed(), { comparison, limit, reproducibility }));
      if (found.ISO4259_SUPPLIER === 'PASS') expect(found.GBT8170_FULL).toBe('PASS');
      if (found.GBT8170_FULL === 'PASS') expect(found.ISO4259_RECIPIENT).toBe('PASS');
    }),
    { numRuns: 2000 },
  );
});

it('all regimes agree where the value lies far from the limit', () => {
  fc.assert(
    fc.property(
      limits,
      comparisons,
      spreads,
      hundredths(50),
      fc.boolean(),
      (limit, comparison, reproducibility, beyond, above) => {
        const half = new Decimal(10).pow(-writtenDecimals(d(limit))).div(2);
        const distance = Decimal.max(half, new Decimal('0.59').times(reproducibility)).plus(beyond).plus('0.01');
        const value = above ? distance.plus(limit) : new Decimal(limit).minus(distance);
        expect(new Set(Object.values(verdicts(on(value.toFixed(), { comparison, limit, reproducibility })))).size).toBe(1);
      },
    ),
    { numRuns: 1000 },
  );
});

it('is monotone under every regime: more never makes the verdict on a maximum better, nor less that on a minimum', () => {
  const better = { PASS: 0, FAIL: 1 } as const;
  fc.assert(
    fc.property(
      hundredths(900),
      hundredths(50),
      limits,
      comparisons,
      spreads,
      (value, more, limit, comparison, reproducibility) => {
        const [low, high] = [value, value.plus(more)].map(
          (each) => on(each.toFixed(), { comparison, limit, reproducibility }).regimes,
        );
        const [good = [], bad = []] = comparison.startsWith('<') ? [low, high] : [high, low];
        good.forEach(({ verdict }, index) =>
          expect(better[bad[index]?.verdict ?? 'PASS']).toBeGreaterThanOrEqual(better[verdict]),
        );
      },
    ),
    { numRuns: 1000 },
  );
});
