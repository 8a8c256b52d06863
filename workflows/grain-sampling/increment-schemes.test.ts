import fc from 'fast-check';
import { Decimal } from '../kernel/decimal.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';
import type { SublotRequest } from './sublot-plan.ts';
import { planSublots } from './sublots.ts';

const plan = (scheme: string, lotMass: string, more: Partial<SublotRequest> = {}) =>
  planSublots({ scheme, on: '2026-04-30', lotMass_t: d(lotMass), plan: 'default', ...more }, grainSampling);
const planned = (scheme: string, lotMass: string, more: Partial<SublotRequest> = {}) => workedOf(plan(scheme, lotMass, more)).value;

describe('feed, evenly distributed properties', () => {
  it.each([
    ['0.5', 7],
    ['2.5', 7],
    ['2.501', 8],
    ['5', 10],
    ['5.001', 11],
    ['45', 30],
    ['80', 40],
    ['80.001', 40],
    ['50000', 40],
  ])('takes from %s t %i increments', (lotMass, increments) => {
    expect(planned('eu-feed', lotMass).increments).toBe(increments);
  });

  it('is exact where 20·t is a perfect square, and one more just above it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 39 }), fc.integer({ min: 1, max: 1_000_000 }), (root, millionths) => {
        const mass = new Decimal(root * root).div(20);
        expect(planned('eu-feed', mass.toFixed()).increments).toBe(root);
        const above = mass.plus(new Decimal(millionths).div(1e9));
        expect(planned('eu-feed', above.toFixed()).increments).toBe(root + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not led astray by a square binary arithmetic misses: 20·7.2 = 144', () => {
    expect(planned('eu-feed', '7.2').increments).toBe(12);
    expect(planned('eu-feed', '7.2000000000000000000001').increments).toBe(13);
  });

  it('is not divided into sublots', () => {
    expect(refusalOf(plan('eu-feed', '100', { sublots: 2 }))).toEqual({ code: 'NOT_DIVIDED', field: 'sublots' });
    expect(planned('eu-feed', '100', { sublots: 1 }).sublots).toBe(1);
  });
});

describe('a very large lot that cannot be subdivided', () => {
  it('takes 100 + √t increments, rounded up', () => {
    expect(planned('eu-large-lot', '10000').increments).toBe(200);
    expect(planned('eu-large-lot', '10000.001').increments).toBe(201);
    expect(planned('eu-large-lot', '60000').increments).toBe(345);
    expect(workedOf(plan('eu-large-lot', '60000')).steps[0]?.unrounded).toBe('344.948974278317809819728407471');
  });
});

describe('genetically modified organisms', () => {
  it.each([
    ['50', 10, '5'],
    ['50.1', 20, '10'],
    ['100', 20, '10'],
    ['250', 50, '25'],
    ['251', 100, '50'],
    ['60000', 100, '50'],
  ])('takes from %s t %i increments and %s kg', (lotMass, increments, aggregate) => {
    expect(planned('eu-gmo', lotMass)).toMatchObject({ increments, aggregateMass_kg: aggregate });
  });
});

describe('China', () => {
  it('divides into inspection units of at most 200 t until 2026-04-30, and gives no number of increments', () => {
    expect(planned('gb-t-5491', '1000.5')).toMatchObject({
      sublots: 6,
      incrementsPerSublot: null,
      increments: null,
      aggregateMass_kg: '2',
      laboratoryMass_kg: '1',
      largestSublotMass_t: '200',
    });
    expect(planned('gb-t-5491', '1000').sublots).toBe(5);
    expect(refusalOf(plan('gb-t-5491', '1000', { sublots: 4 }))).toEqual({ code: 'SUBLOT_TOO_LARGE', field: 'sublots' });
  });

  it('guesses nothing of the edition in force since', () => {
    const since = plan('gb-t-5491', '1000', { on: '2026-05-01' });
    expect(refusalOf(since)).toEqual({ code: 'SCHEME_NUMBERS_NOT_KNOWN', field: 'scheme' });
    expect(since).toMatchObject({ refusal: { message: expect.stringContaining('GB/T 5491-2025') as unknown } });
  });

  it.each(['sn-t-0800-1', 'sn-t-1894', 'iso-24333', 'gafta-124'])('names %s and refuses its unknown numbers', (scheme) => {
    expect(refusalOf(plan(scheme, '1000')).code).toBe('SCHEME_NUMBERS_NOT_KNOWN');
  });
});

describe('practice across the ocean', () => {
  it('cuts every 25 s at the latest in the United States: 500 t at 800 t/h take 2 250 s, so 90 cuts', () => {
    const flow = { maximumFlow_t_per_h: d('800') };
    expect(planned('us-practice', '500', flow)).toMatchObject({ increments: 90, shortestInterval_s: '12', longestInterval_s: '25' });
    expect(planned('us-practice', '500.001', flow).increments).toBe(91);
    expect(refusalOf(plan('us-practice', '500'))).toEqual({ code: 'FLOW_NEEDED', field: 'maximumFlow_t_per_h' });
    expect(refusalOf(plan('us-practice', '500', { maximumFlow_t_per_h: d('0') })).field).toBe('maximumFlow_t_per_h');
  });

  it('takes at least one increment for every 4 t in Canada', () => {
    expect(planned('canada-practice', '500').increments).toBe(125);
    expect(planned('canada-practice', '500.1').increments).toBe(126);
  });
});
