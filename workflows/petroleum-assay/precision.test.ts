import fc from 'fast-check';
import { editionOn } from '../iso4259/edition.fixture.ts';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { precisionAt, precisionLimits } from './precision.ts';
import { precisionRules } from './precision-rules.fixture.ts';
import { judgeTwoResults } from './repeatability.ts';

const d = decimalString;

describe('precision of a method at a level', () => {
  it.each([
    ['density-transparent', '0.8', '0.0005', '0.0012'],
    ['density-opaque', '0.9', '0.0006', '0.0015'],
    ['water-distillation', '0.48', '0.0800', '0.1100'],
    ['water-d95', '3', '0.1000', '0.2000'],
    // 0.017 + 0.255 · 0.05 = 0.02975: half, to the even digit.
    ['sediment', '0.05', '0.0298', '0.0458'],
    ['flash-point', '60', '1.7400', '4.2600'],
    ['sulfur', '1', '0.4347', '1.9182'],
    // X^0.75 of 16 is 8.
    ['salt', '16', '2.7208', '22.2424'],
  ])('of %s at %s: r %s, R %s', (item, level, r, R) => {
    expect(precisionLimits(item, d(level), precisionRules)).toMatchObject({
      ok: true,
      value: { value: { repeatability: r, reproducibility: R } },
    });
  });

  it('raises a level to a power that is no whole number', () => {
    const outcome = precisionLimits('sulfur', d('10'), precisionRules);
    expect(outcome.ok && outcome.value.value.repeatability).toBe((0.4347 * 10 ** 0.6446).toFixed(4));
    expect(outcome.ok && outcome.value.steps[0]).toMatchObject({
      expression: 'r = a · X^b',
      source: { standard: 'GB/T 17040, ASTM D4294' },
      unit: 'mg/kg',
    });
  });

  it.each([
    ['distillation', '200', 'PRECISION_IN_METHOD_TABLE', 'item'],
    ['vapour-pressure', '50', 'PRECISION_IN_METHOD_TABLE', 'item'],
    ['colour', '1', 'ITEM_UNKNOWN', 'item'],
    ['water-distillation', '0.09', 'LEVEL_OUTSIDE_RANGE', 'level'],
    ['water-distillation', '1.001', 'LEVEL_OUTSIDE_RANGE', 'level'],
    ['sulfur', '0', 'NO_PRECISION_AT_LEVEL', 'level'],
    ['salt', '-1', 'NO_PRECISION_AT_LEVEL', 'level'],
  ])('refuses %s at %s: %s', (item, level, code, field) => {
    expect(precisionLimits(item, d(level), precisionRules)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('names the method whose table is wanted', () => {
    expect(precisionLimits('distillation', d('200'), precisionRules)).toMatchObject({
      ok: false,
      refusal: { remedy: expect.stringContaining('ASTM D86') },
    });
  });

  it('has r below R, and neither falls as the level rises', () => {
    const items = precisionRules.methods.map(({ item }) => item);
    const levels = fc.integer({ min: 100, max: 1000 }).map((n) => new Decimal(n).div(1000));
    fc.assert(
      fc.property(fc.constantFrom(...items), levels, levels, (item, one, other) => {
        const [low, high] = one.lt(other) ? [one, other] : [other, one];
        const [below, above] = [precisionAt(item, low, precisionRules), precisionAt(item, high, precisionRules)];
        if (!below.ok || !above.ok) return false;
        const [a, b] = [below.value, above.value];
        return a.repeatability.lt(a.reproducibility) && a.repeatability.lte(b.repeatability) && a.reproducibility.lte(b.reproducibility);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('two results of one laboratory', () => {
  const judge = (item: string, x1: string, x2: string) =>
    judgeTwoResults({ item, results: [d(x1), d(x2)], decimals: 2 }, precisionRules, editionOn());

  it('accepts 0.52 and 0.44 within 0.08, which binary numbers do not', () => {
    expect(0.52 - 0.44 <= 0.08).toBe(false);
    expect(judge('water-distillation', '0.52', '0.44')).toMatchObject({
      ok: true,
      value: { value: { verdict: 'ACCEPT_MEAN', difference: '0.08', repeatability: '0.0800', mean: '0.48', furtherResults: 0 } },
    });
  });

  it('wants at least three more results beyond r, and reports no mean', () => {
    expect(judge('water-distillation', '0.5201', '0.44')).toMatchObject({
      ok: true,
      value: { value: { verdict: 'MORE_RESULTS_NEEDED', mean: null, furtherResults: 3 } },
    });
  });

  it('takes r at the mean of the two', () => {
    // r = 0.017 + 0.255 · 0.10 = 0.0425
    expect(judge('sediment', '0.12125', '0.07875')).toMatchObject({
      ok: true,
      value: { value: { verdict: 'ACCEPT_MEAN', repeatability: '0.0425' } },
    });
    expect(judge('sediment', '0.12126', '0.07874')).toMatchObject({ ok: true, value: { value: { verdict: 'MORE_RESULTS_NEEDED' } } });
  });

  it('names the field of the caller when the level is out of range', () => {
    expect(judge('water-distillation', '0.01', '0.02')).toMatchObject({
      ok: false,
      refusal: { code: 'LEVEL_OUTSIDE_RANGE', field: 'results' },
    });
    expect(judge('mercury', '1', '2')).toMatchObject({ ok: false, refusal: { code: 'PRECISION_IN_METHOD_TABLE', field: 'item' } });
  });

  it('does not mind the order of the two', () => {
    const results = fc.integer({ min: 200, max: 900 }).map((n) => new Decimal(n).div(1000).toFixed());
    fc.assert(
      fc.property(fc.constantFrom('water-distillation', 'sediment', 'sulfur'), results, results, (item, x1, x2) => {
        const [one, other] = [judge(item, x1, x2), judge(item, x2, x1)];
        return one.ok && other.ok && JSON.stringify(one.value.value) === JSON.stringify(other.value.value);
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts exactly when the difference is within r', () => {
    const thousandths = fc.integer({ min: 300, max: 700 });
    fc.assert(
      fc.property(thousandths, thousandths, (a, b) => {
        const outcome = judge('water-distillation', new Decimal(a).div(1000).toFixed(), new Decimal(b).div(1000).toFixed());
        return (
          outcome.ok &&
          (outcome.value.value.verdict === 'ACCEPT_MEAN') === Math.abs(a - b) <= 80 &&
          toDecimal(outcome.value.value.difference)
            .times(1000)
            .eq(Math.abs(a - b))
        );
      }),
      { numRuns: 1000 },
    );
  });
});
