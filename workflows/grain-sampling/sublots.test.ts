import fc from 'fast-check';
import { Decimal } from '../kernel/decimal.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';
import type { SublotRequest } from './sublot-plan.ts';
import { planSublots } from './sublots.ts';

const plan = (lotMass: string, more: Partial<SublotRequest> = {}) =>
  planSublots({ scheme: 'eu-mycotoxin', on: '2026-11-21', lotMass_t: d(lotMass), plan: 'default', ...more }, grainSampling);
const planned = (lotMass: string, more: Partial<SublotRequest> = {}) => workedOf(plan(lotMass, more)).value;

describe('sublots for mycotoxins', () => {
  it.each([
    ['50', 1],
    ['100', 1],
    ['100.001', 2],
    ['120', 2],
    ['300', 3],
    ['300.001', 3],
    ['1499.999', 3],
    ['1500', 3],
    ['1500.001', 4],
    ['5000', 10],
    ['5400', 11],
  ])('divides %s t into %i sublots by default', (lotMass, sublots) => {
    expect(planned(lotMass)).toMatchObject({ sublots, incrementsPerSublot: 100, increments: 100 * sublots, aggregateMass_kg: '10' });
  });

  it.each([
    ['120', 1],
    ['120.001', 2],
    ['300', 3],
    ['1500', 3],
    ['1800', 3],
    ['1800.001', 4],
    ['5400', 9],
  ])('divides %s t into no fewer than %i sublots', (lotMass, sublots) => {
    expect(planned(lotMass, { plan: 'fewest' }).sublots).toBe(sublots);
  });

  it('shows the way: 5 000 t, n = 5000/500 = 10, 500 t each, 1000 increments', () => {
    const { value, steps } = workedOf(plan('5000'));
    expect(value.sublotMass_t).toBe('500.000');
    expect(value.largestSublotMass_t).toBe('600');
    expect(steps.map(({ unrounded, reported, unit }) => [unrounded, reported, unit])).toEqual([
      ['10', '10', ''],
      ['500', '500.000', 't'],
      [null, '1000', ''],
    ]);
  });

  it('takes a number of one’s own within the tolerance, and refuses fewer', () => {
    expect(planned('1800', { sublots: 3 })).toMatchObject({ sublots: 3, sublotMass_t: '600.000' });
    expect(planned('1800', { sublots: 18 }).sublots).toBe(18);
    expect(refusalOf(plan('1800.001', { sublots: 3 }))).toEqual({ code: 'SUBLOT_TOO_LARGE', field: 'sublots' });
    expect(plan('1800.001', { sublots: 3 })).toMatchObject({ refusal: { remedy: 'Take at least 4 sublots.' } });
  });

  it('fixes three sublots between 300 and 1500 t', () => {
    expect(planned('900', { sublots: 3 }).sublots).toBe(3);
    expect(refusalOf(plan('900', { sublots: 2 }))).toEqual({ code: 'SUBLOTS_FIXED', field: 'sublots' });
  });

  it.each([
    ['0.05', 3, '1'],
    ['0.051', 5, '1'],
    ['1', 10, '1'],
    ['3', 20, '2'],
    ['10', 40, '4'],
    ['20', 60, '6'],
    ['49.999', 100, '10'],
  ])('takes from a lot of %s t %i increments and %s kg', (lotMass, increments, aggregate) => {
    expect(planned(lotMass)).toMatchObject({ sublots: 1, increments, aggregateMass_kg: aggregate, largestSublotMass_t: null });
    expect(refusalOf(plan(lotMass, { sublots: 2 }))).toEqual({ code: 'SUBLOTS_FIXED', field: 'sublots' });
  });

  it('follows the edition in force on the day of sampling', () => {
    expect(planned('5000', { on: '2024-03-31' }).edition.standard).toBe('Regulation (EC) 401/2006');
    expect(planned('5000', { on: '2024-04-01' }).edition.standard).toBe('Regulation (EU) 2023/2782');
    expect(refusalOf(plan('5000', { on: '2006-06-30' }))).toEqual({ code: 'SCHEME_NOT_IN_FORCE', field: 'on' });
  });

  it('refuses what cannot be a lot', () => {
    expect(refusalOf(plan('0'))).toEqual({ code: 'OUT_OF_RANGE', field: 'lotMass_t' });
    expect(refusalOf(plan('50000000'))).toEqual({ code: 'LOT_TOO_LARGE', field: 'lotMass_t' });
    expect(refusalOf(plan('5000', { scheme: 'eu' }))).toEqual({ code: 'SCHEME_UNKNOWN', field: 'scheme' });
  });
});

describe('sublots, whatever the mass', () => {
  const mass = fc.integer({ min: 1, max: 200_000_000 }).map((kilograms) => new Decimal(kilograms).div(1000).toFixed());
  const wish = fc.constantFrom<SublotRequest['plan']>('default', 'fewest');

  it('cover the lot, and none exceeds its target by more than the tolerance', () => {
    fc.assert(
      fc.property(mass, wish, (lotMass, how) => {
        const { sublots, largestSublotMass_t: largest, sublotMass_t } = planned(lotMass, { plan: how });
        // 0.0005 t a sublot is what the reported mass may lack by rounding.
        expect(new Decimal(sublotMass_t).plus('0.0005').times(sublots).gte(lotMass)).toBe(true);
        if (largest !== null) expect(new Decimal(largest).times(sublots).gte(lotMass)).toBe(true);
        else expect(new Decimal(lotMass).lt(1500)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never become fewer when the lot is larger, nor do the increments', () => {
    fc.assert(
      fc.property(mass, mass, wish, (one, other, how) => {
        const [smaller, larger] = [one, other].sort((a, b) => new Decimal(a).comparedTo(b));
        const [few, many] = [planned(smaller ?? one, { plan: how }), planned(larger ?? one, { plan: how })];
        expect(few.sublots).toBeLessThanOrEqual(many.sublots);
        expect(few.increments ?? NaN).toBeLessThanOrEqual(many.increments ?? NaN);
      }),
      { numRuns: 1000 },
    );
  });

  it('are one fewer only at the cost of the tolerance: the fewest is the fewest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1500, max: 200_000 }), (lotMass) => {
        const { sublots } = planned(String(lotMass), { plan: 'fewest' });
        expect(planned(String(lotMass), { sublots }).sublots).toBe(sublots);
        expect(refusalOf(plan(String(lotMass), { sublots: sublots - 1 })).code).toBe('SUBLOT_TOO_LARGE');
      }),
      { numRuns: 1000 },
    );
  });
});
