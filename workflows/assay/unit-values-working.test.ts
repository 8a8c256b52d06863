import fc from 'fast-check';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { lotValues } from './lot-values.ts';
import { d, refusedAs, rules, valueOf } from './testing.fixture.ts';
import { unitResult, workedUnitValues } from './unit-values-working.ts';

type Means = Readonly<Record<string, string>>;
const resultsOf = (means: Means) => Object.entries(means).flatMap(([item, mean]) => unitResult(item, d(mean), rules) ?? []);
const worked = (means: Means) => valueOf(workedUnitValues(resultsOf(means), rules));
const example: Means = { Mt: '14.2', M: '5.30', A: '10.60', V: '33.20', St: '0.55', Qgr: '24860', H: '3.95' };

it('reports the worked example on every basis, each value with its line', () => {
  const { value, steps } = worked(example);
  expect(value.map(({ item, basis, reported }) => `${item},${basis} ${reported}`)).toEqual([
    'Mt,ar 14.2', 'M,ad 5.30', 'A,ad 10.60', 'A,ar 9.60', 'A,d 11.19', 'V,ad 33.20', 'V,d 35.06', 'V,daf 39.48', 'FC,ad 50.90',
    'St,ad 0.55', 'St,d 0.58', 'Qgr,ad 24.86', 'Qgr,d 26.25', 'Qgr,ar 22.52', 'Qnet,ar 21.46', 'H,ad 3.95',
  ]); // prettier-ignore
  expect(steps.map(({ reported }) => reported)).toEqual(value.map(({ reported }) => reported));
  const net = value.findIndex(({ item }) => item === 'Qnet');
  expect(
    toDecimal(value[net]?.value ?? d('0'))
      .times(1000)
      .toFixed(1),
  ).toBe('21459.8');
  expect(steps[net]?.inputs).toContainEqual({ symbol: 'M_t', value: '14.2', unit: '%' });
  expect(steps[13]).toMatchObject({ expression: 'X_ar = X_ad·(100 − M_t)/(100 − M_ad)', unit: 'MJ/kg' });
  expect(steps[13]?.inputs).toContainEqual({ symbol: 'divisor to the reported unit', value: '1000', unit: '' });
});

it('leaves out what was not determined, and refuses what contradicts itself', () => {
  expect(worked({ M: '5' }).value.map(({ item }) => item)).toEqual(['M']);
  expect(refusedAs(workedUnitValues(resultsOf({ M: '10', A: '40', V: '50.01' }), rules))).toEqual(['RESULTS_INCONSISTENT', 'V']);
});

it('says of one unit what the certificate of a lot of that unit says', () => {
  const hundredths = (min: number, max: number) =>
    fc.integer({ min: min * 100, max: max * 100 }).map((n) => new Decimal(n).div(100).toFixed());
  const means = fc.record({
    Mt: hundredths(1, 40),
    M: hundredths(1, 20),
    A: hundredths(1, 35),
    V: hundredths(5, 40),
    Qgr: hundredths(12000, 32000),
    H: hundredths(1, 6),
  });
  fc.assert(
    fc.property(means, (unit) => {
      const { value, steps } = worked(unit);
      expect(value).toEqual(valueOf(lotValues([{ mass: d('1'), results: resultsOf(unit) }], rules)));
      expect(steps).toHaveLength(value.length);
    }),
    { numRuns: 1000 },
  );
});
