import fc from 'fast-check';
import { Decimal } from '../kernel/decimal.ts';
import { checkDivider, divisionOf } from './division.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';

const division = (aggregate: string, laboratory: string) =>
  divisionOf({ aggregateMass_kg: d(aggregate), laboratoryMass_kg: d(laboratory) }, grainSampling);

describe('division of an aggregate sample', () => {
  it.each([
    ['48', '3', '16.00', 4, '3.000'],
    ['47.999', '3', '15.99', 3, '5.999'],
    ['10', '10', '1.00', 0, '10.000'],
    ['10', '3', '3.33', 1, '5.000'],
  ])('of %s kg to %s kg has ratio %s and %i passes that leave %s kg', (aggregate, laboratory, ratio, passes, left) => {
    expect(workedOf(division(aggregate, laboratory)).value).toEqual({ ratio, passes, massAfterPasses_kg: left });
  });

  it('is refused where the aggregate is less than the laboratory sample', () => {
    expect(refusalOf(division('2.999', '3'))).toEqual({ code: 'AGGREGATE_TOO_SMALL', field: 'aggregateMass_kg' });
    expect(refusalOf(division('3', '0'))).toEqual({ code: 'OUT_OF_RANGE', field: 'laboratoryMass_kg' });
  });

  it('never promises more than there is, and one more pass would be too many', () => {
    const grams = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(grams, grams, (one, other) => {
        const aggregate = new Decimal(Math.max(one, other)).div(1000);
        const laboratory = new Decimal(Math.min(one, other)).div(1000);
        const { ratio, passes } = workedOf(division(aggregate.toFixed(), laboratory.toFixed())).value;
        expect(new Decimal(ratio).times(laboratory).lte(aggregate)).toBe(true);
        expect(laboratory.times(new Decimal(2).pow(passes)).lte(aggregate)).toBe(true);
        expect(laboratory.times(new Decimal(2).pow(passes + 1)).gt(aggregate)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('check of a divider', () => {
  const check = (...splits: readonly (readonly [string, string])[]) =>
    checkDivider(
      splits.map(([left, right]) => ({ left_g: d(left), right_g: d(right) })),
      grainSampling,
    );

  it('passes halves exactly 5 % from their mean, and fails beyond', () => {
    expect(workedOf(check(['525', '475'], ['475', '525'])).value).toEqual({
      verdict: 'WITHIN_TOLERANCE',
      deviations_pct: ['5.0', '5.0'],
      leftShare_pct: '50.0',
    });
    expect(workedOf(check(['525.001', '475'], ['500', '500'])).value).toMatchObject({
      verdict: 'OUT_OF_TOLERANCE',
      deviations_pct: ['5.0', '0.0'],
    });
  });

  it('is exact where binary arithmetic is not: 0.231 and 0.209 g differ from 0.22 by exactly 5 %', () => {
    expect((0.231 - 0.209) / (0.231 + 0.209) <= 0.05).toBe(false);
    expect(workedOf(check(['0.231', '0.209'], ['0.42', '0.38'])).value.verdict).toBe('WITHIN_TOLERANCE');
  });

  it('does not depend on which half is left', () => {
    const grams = fc.integer({ min: 1, max: 2000 }).map(String);
    fc.assert(
      fc.property(fc.array(fc.tuple(grams, grams), { minLength: 2, maxLength: 8 }), (splits) => {
        const turned = splits.map(([left, right]) => [right, left] as const);
        const [one, other] = [workedOf(check(...splits)).value, workedOf(check(...turned)).value];
        expect(one.verdict).toBe(other.verdict);
        expect(one.deviations_pct).toEqual(other.deviations_pct);
      }),
      { numRuns: 1000 },
    );
  });

  it('needs repeated splits of something', () => {
    expect(refusalOf(check(['500', '500']))).toEqual({ code: 'TOO_FEW_SPLITS', field: 'splits' });
    expect(refusalOf(check(['500', '500'], ['500', '0']))).toEqual({ code: 'OUT_OF_RANGE', field: 'splits[1].right_g' });
  });
});
