import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { achievedPrecision, precisionFor, type AchievedPrecisionQuestion } from './precision-question.ts';
import { coalRulePack } from './rule-pack.fixture.ts';

const { sampling: rules } = coalRulePack;
const asked: AchievedPrecisionQuestion = { coalKind: 'raw', expectedAshDry: d('12'), units: 3, increments: 23 };

it.each([
  ['raw', '12', '1.200'],
  ['raw', '25', '2.000'],
  ['screened', '20', '2.000'],
  ['raw', '9.99', '1.000'],
  ['raw', '10.055', '1.005'],
  ['cleaned', '25', '1.000'],
  ['other-washed', '25', '1.500'],
] as const)('required of %s coal with %s %% ash is %s %%', (kind, ash, precision) => {
  expect(precisionFor(kind, d(ash), rules)).toMatchObject({ ok: true, value: { value: precision } });
});

it('reached is told raised, and judged without rounding', () => {
  expect(achievedPrecision(asked, rules)).toMatchObject({
    ok: true,
    value: { value: { achieved: '1.195', required: '1.200', verdict: 'REACHED' } },
  });
  expect(achievedPrecision({ ...asked, increments: 22 }, rules)).toMatchObject({ value: { value: { verdict: 'NOT_REACHED' } } });
  const exact = { coalKind: 'cleaned', expectedAshDry: d('9'), units: 1, increments: 100 } as const;
  expect(achievedPrecision(exact, rules)).toMatchObject({ value: { value: { achieved: '1.000', verdict: 'REACHED' } } });
  expect(achievedPrecision({ ...exact, increments: 99 }, rules)).toMatchObject({ value: { value: { verdict: 'NOT_REACHED' } } });
});

it.each<[string, string, Partial<AchievedPrecisionQuestion>]>([
  ['ASH_OUT_OF_RANGE', 'expectedAshDry', { expectedAshDry: d('100.1') }],
  ['COUNT_OUT_OF_RANGE', 'units', { units: 0 }],
  ['COUNT_OUT_OF_RANGE', 'increments', { increments: 2.5 }],
  ['NOT_POSITIVE', 'incrementVariance', { incrementVariance: d('0') }],
])('is refused: %s, field %s', (code, field, question) => {
  expect(achievedPrecision({ ...asked, ...question }, rules)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('gets no worse with more increments or units, and is reached exactly when it is told to be', () => {
  const hundredths = fc.integer({ min: 0, max: 6000 }).map((n) => d((n / 100).toFixed(2)));
  fc.assert(
    fc.property(hundredths, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20 }), (expectedAshDry, increments, units) => {
      const at = (n: number, m: number) => {
        const outcome = achievedPrecision({ coalKind: 'raw', expectedAshDry, increments: n, units: m }, rules);
        if (!outcome.ok) throw new Error(outcome.refusal.message);
        return outcome.value.value;
      };
      const now = at(increments, units);
      expect(toDecimal(at(increments + 1, units).achieved).lte(toDecimal(now.achieved))).toBe(true);
      expect(toDecimal(at(increments, units + 1).achieved).lte(toDecimal(now.achieved))).toBe(true);
      expect(now.verdict === 'REACHED').toBe(toDecimal(now.achieved).lte(toDecimal(now.required)));
    }),
    { numRuns: 1000 },
  );
});
