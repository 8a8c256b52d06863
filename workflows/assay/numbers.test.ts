import fc from 'fast-check';
import { Decimal } from '../kernel/decimal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { compareWithLimit, decimalsOf, type LimitSign } from './limit-comparison.ts';
import type { NumberRules } from './number-rules.ts';
import { d, refusedAs, reportedBy, valueOf } from './testing.fixture.ts';
import { workedRounding } from './worked-rounding.ts';

const numbers = shippedSection('laboratory-cn-2026', 'numbers') as NumberRules;
const compare = (value: string, sign: LimitSign, limit: string, method?: 'full-value' | 'rounded-value') =>
  compareWithLimit(d(value), { sign, limit: d(limit), decimals: decimalsOf(d(limit)) }, method, numbers);

describe('comparison with a limit', () => {
  it('0.604 fails ≤ 0.6 by its full value, passes rounded, and the full value decides', () => {
    const worked = compare('0.604', '<=', '0.6');
    expect(worked.value).toEqual({ fullValue: 'FAIL', rounded: '0.6', roundedValue: 'PASS', applied: 'full-value', verdict: 'FAIL' });
    expect(reportedBy(worked)).toEqual(['FAIL', '0.6', 'PASS', 'full-value']);
    expect(compare('0.604', '<=', '0.6', 'rounded-value').value.verdict).toBe('PASS');
  });

  it('counts the trailing zeros a limit is written with', () => {
    expect(compare('0.604', '<=', '0.60').value.rounded).toBe('0.60');
    expect(compare('0.606', '<=', '0.60').value).toMatchObject({ rounded: '0.61', roundedValue: 'FAIL' });
  });

  it.each([
    ['16.5', '>=', '16.5', 'PASS'],
    ['16.4999', '>=', '16.5', 'FAIL'],
    ['0.6', '<', '0.6', 'FAIL'],
    ['0.6', '>', '0.6', 'FAIL'],
    ['0.60', '<=', '0.6', 'PASS'],
  ] as const)('%s %s %s: %s', (value, sign, limit, verdict) => {
    expect(compare(value, sign, limit).value.fullValue).toBe(verdict);
  });

  it('is monotone: raising a value against a maximum turns no fail into a pass; far from the limit both methods agree', () => {
    const thousandths = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(thousandths, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 19 }), (value, more, tenths) => {
        const text = (n: number) => new Decimal(n).div(1000).toFixed();
        const limit = new Decimal(tenths).div(10).toFixed(1);
        const lower = compare(text(value), '<=', limit).value;
        const higher = compare(text(value + more), '<=', limit).value;
        if (lower.fullValue === 'FAIL') expect(higher.fullValue).toBe('FAIL');
        if (lower.roundedValue === 'FAIL') expect(higher.roundedValue).toBe('FAIL');
        if (Math.abs(value - tenths * 100) > 50) expect(lower.fullValue).toBe(lower.roundedValue);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('rounding with its working', () => {
  const rounded = (value: string, target: Partial<Parameters<typeof workedRounding>[1]>) =>
    workedRounding(d(value), { unit: '1', ...target }, numbers);

  it.each([
    ['1.005', { decimals: 2 }, '1.00'],
    ['2.675', { decimals: 2 }, '2.68'],
    ['15.4546', { decimals: 0 }, '15'],
    ['60.25', { decimals: 0, unit: '0.5' }, '60.0'],
    ['-930', { decimals: -2, unit: '0.2' }, '-920'],
    ['1268', { decimals: -2 }, '1300'],
    ['9.996', { significantDigits: 3 }, '10.0'],
  ] as const)('%s to %j is %s, and says that it is one step', (value, target, expected) => {
    const worked = valueOf(rounded(value, target));
    expect(worked.value).toBe(expected);
    expect(reportedBy(worked)).toEqual(['rounded-once', expected]);
  });

  it('refuses a target that is none, or two', () => {
    expect(refusedAs(rounded('1', {}))).toEqual(['ROUNDING_TARGET_UNCLEAR', 'decimals']);
    expect(refusedAs(rounded('1', { decimals: 1, significantDigits: 1 }))).toEqual(['ROUNDING_TARGET_UNCLEAR', 'decimals']);
    expect(refusedAs(rounded('1', { significantDigits: 2, unit: '0.5' }))).toEqual(['ROUNDING_TARGET_UNCLEAR', 'unit']);
  });
});
