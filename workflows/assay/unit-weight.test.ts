import fc from 'fast-check';
import { Decimal, meanOf, toDecimal } from '../kernel/decimal.ts';
import { d, refusedAs, reportedBy, rules, valueOf } from './testing.fixture.ts';
import type { Basis } from './types.ts';
import { lotValueOfUnits, type WeightedUnit } from './unit-weight.ts';

const unit = (mass: string, value: string, Mt?: string, Mad?: string, Aad?: string): WeightedUnit => ({
  mass: d(mass),
  value: d(value),
  sample: {
    ...(Mt !== undefined && { Mt: d(Mt) }),
    ...(Mad !== undefined && { Mad: d(Mad) }),
    ...(Aad !== undefined && { Aad: d(Aad) }),
  },
});
const lot = (basis: Basis, ...units: WeightedUnit[]) => lotValueOfUnits(units, { basis, unit: '%', decimals: 2 }, rules.formulas);

it('weighs a dry value by dry mass', () => {
  const worked = valueOf(lot('d', unit('100', '10', '20'), unit('100', '20', '0')));
  // (80·10 + 100·20)/180
  expect(worked.value).toMatchObject({ reported: '15.56', weights: ['80', '100'] });
  expect(reportedBy(worked)).toEqual(['80', '100', '15.56']);
});

it('weighs a received value by received mass, without asking for moisture', () => {
  expect(valueOf(lot('ar', unit('20000', '9.60'), unit('10000', '9.90'))).value.unrounded).toBe('9.7');
});

it('weighs an air-dried and an ash-free value by what is left of them', () => {
  expect(valueOf(lot('ad', unit('90', '10', '10', '0'), unit('100', '20', '10', '10'))).value.weights).toEqual(['81', '100']);
  expect(valueOf(lot('daf', unit('100', '40', '10', '10', '18'))).value.weights).toEqual(['72']);
});

it('names the unit and the field at fault', () => {
  expect(refusedAs(lot('d'))).toEqual(['NO_UNITS', 'units']);
  expect(refusedAs(lot('d', unit('1', '1', '10'), unit('0', '1', '10')))).toEqual(['MASS_NOT_POSITIVE', 'units[1].mass']);
  expect(refusedAs(lot('d', unit('1', '1', '10'), unit('1', '1')))).toEqual(['BASIS_NOT_KNOWN', 'units[1].Mt']);
  expect(refusedAs(lot('d', unit('1', '1', '100')))).toEqual(['BASIS_IMPOSSIBLE', 'units[0].Mt']);
});

const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((n) => new Decimal(n).div(100).toFixed());

it('of equal weights is the plain mean', () => {
  fc.assert(
    fc.property(
      hundredths(1, 50000),
      hundredths(0, 60),
      fc.array(hundredths(0, 60), { minLength: 1, maxLength: 8 }),
      (mass, Mt, values) => {
        const { unrounded } = valueOf(lot('d', ...values.map((value) => unit(mass, value, Mt)))).value;
        expect(
          toDecimal(unrounded)
            .minus(meanOf(values.map((value) => new Decimal(value))))
            .abs()
            .lt('1e-20'),
        ).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

it('does not depend on the order of units, and lies between the smallest and the largest value', () => {
  const units = fc.array(fc.tuple(hundredths(1, 50000), hundredths(0, 60), hundredths(0, 60)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(units, fc.infiniteStream(fc.nat()), (given, keys) => {
      const all = given.map(([mass, value, Mt]) => unit(mass, value, Mt));
      const shuffled = all
        .map((each) => ({ each, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ each }) => each);
      const mean = toDecimal(valueOf(lot('d', ...all)).value.unrounded);
      expect(
        toDecimal(valueOf(lot('d', ...shuffled)).value.unrounded)
          .minus(mean)
          .abs()
          .lt('1e-24'),
      ).toBe(true);
      const values = given.map(([, value]) => new Decimal(value));
      expect(mean.gte(Decimal.min(...values).minus('1e-24')) && mean.lte(Decimal.max(...values).plus('1e-24'))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
