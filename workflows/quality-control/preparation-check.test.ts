import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { checkPreparation } from './preparation-check.ts';
import { pairsOf, qualityControlRules as rules } from './quality-control.fixture.ts';

const group = (difference: string, pairs = 10) => pairsOf(Array.from({ length: pairs }, () => difference));
const check = (groups: readonly string[], precision = '1.2') => {
  const outcome = checkPreparation(
    groups.map((each) => group(each)),
    d(precision),
    rules,
  );
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};

it('is acceptable up to V_PT = 0.05·P_L², the edge included', () => {
  expect(check(['0.3', '0.2'])).toEqual({
    targetVariance: '0.072',
    groups: [
      { variance: '0.045', withinTarget: true },
      { variance: '0.02', withinTarget: true },
    ],
    verdict: 'ACCEPTABLE',
  });
  expect(check(['0.4', '0.2'], '1.2')).toMatchObject({ verdict: 'NOT_SHOWN' });
  expect(check(['0.4', '0.5'], '1.2')).toMatchObject({ verdict: 'NOT_ACCEPTABLE' });
});

it('takes differences exactly: Σd² = P_L² is the edge, and 39.5 − 38.9 is 0.6', () => {
  const same = { first: d('12.1'), second: d('12.1') };
  const nine = Array.from({ length: 9 }, () => same);
  const verdict = (precision: string) => {
    const outcome = checkPreparation(
      [
        [{ first: d('39.5'), second: d('38.9') }, ...nine],
        [same, ...nine],
      ],
      d(precision),
      rules,
    );
    return outcome.ok ? outcome.value.value.verdict : outcome.refusal.code;
  };
  expect([verdict('0.6'), verdict('0.5999999')]).toEqual(['ACCEPTABLE', 'NOT_SHOWN']);
});

it.each<[string, string, readonly string[][], string]>([
  ['NOT_POSITIVE', 'requiredPrecision', [['0.1'], ['0.1']], '0'],
  ['GROUPS_MISMATCH', 'groups', [['0.1']], '1.2'],
  ['PAIRS_MISMATCH', 'groups[0]', [['0.1'], ['0.1']], '1.2'],
])('is refused: %s, field %s', (code, field, groups, precision) => {
  expect(checkPreparation(groups.map(pairsOf), d(precision), rules)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('does not care for the order of groups, and never gets laxer as differences grow', () => {
  const rank = { ACCEPTABLE: 0, NOT_SHOWN: 1, NOT_ACCEPTABLE: 2 };
  const tenths = fc.integer({ min: 0, max: 15 });
  fc.assert(
    fc.property(tenths, tenths, fc.integer({ min: 1, max: 30 }), (one, other, precision) => {
      const at = (...numbers: number[]) =>
        check(
          numbers.map((n) => (n / 10).toFixed(1)),
          (precision / 10).toFixed(1),
        ).verdict;
      expect(at(other, one)).toBe(at(one, other));
      expect(rank[at(one + 1, other)]).toBeGreaterThanOrEqual(rank[at(one, other)]);
    }),
    { numRuns: 1000 },
  );
});
