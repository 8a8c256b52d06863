import fc from 'fast-check';
import { Decimal } from '../kernel/decimal.ts';
import { cutInterval, type CutIntervalRequest } from './cut-interval.ts';
import { cutMass } from './cut-mass.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';

const interval = (more: Partial<CutIntervalRequest>) =>
  cutInterval({ basis: 'mass', mass_t: d('500'), increments: 100, randomStart: d('0'), ...more }, grainSampling);

describe('interval between cuts', () => {
  it('is 22.5 s for 500 t, 100 increments and at most 800 t/h', () => {
    const { value, steps } = workedOf(interval({ basis: 'time', maximumFlow_t_per_h: d('800'), randomStart: d('0.4') }));
    expect(value).toEqual({
      interval_t: '5.000',
      interval_s: '22.5',
      firstCut_t: null,
      firstCut_s: '9.0',
      lastCut_t: null,
      lastCut_s: '2236.5',
    });
    expect(steps.map(({ reported, unit }) => `${reported} ${unit}`)).toEqual(['5.000 t', '22.5 s', '9.0 s', '2236.5 s']);
  });

  it('is cut down, never up: 100 t in 3 is 33.333 t', () => {
    expect(workedOf(interval({ mass_t: d('100'), increments: 3, randomStart: d('0.999999') })).value).toMatchObject({
      interval_t: '33.333',
      interval_s: null,
      firstCut_t: '33.332',
      lastCut_t: '99.998',
    });
  });

  it('takes the time from the unrounded mass: 100 t in 3 at 1000 t/h is 120.0 s, not 119.9', () => {
    const asked = { basis: 'time', mass_t: d('100'), increments: 3, maximumFlow_t_per_h: d('1000') } as const;
    expect(workedOf(interval(asked)).value.interval_s).toBe('120.0');
  });

  it('refuses what no sampler can do', () => {
    expect(refusalOf(interval({ basis: 'time' }))).toEqual({ code: 'FLOW_NEEDED', field: 'maximumFlow_t_per_h' });
    expect(refusalOf(interval({ randomStart: d('1') }))).toEqual({ code: 'OUT_OF_RANGE', field: 'randomStart' });
    expect(refusalOf(interval({ randomStart: d('-0.1') }))).toEqual({ code: 'OUT_OF_RANGE', field: 'randomStart' });
    expect(refusalOf(interval({ increments: 0 }))).toEqual({ code: 'OUT_OF_RANGE', field: 'increments' });
    expect(refusalOf(interval({ mass_t: d('-500') }))).toEqual({ code: 'OUT_OF_RANGE', field: 'mass_t' });
    expect(refusalOf(interval({ mass_t: d('0.05') }))).toEqual({ code: 'INTERVAL_TOO_SHORT', field: 'increments' });
    const fast = { basis: 'time', increments: 100_000, maximumFlow_t_per_h: d('800') } as const;
    expect(refusalOf(interval(fast))).toEqual({ code: 'INTERVAL_TOO_SHORT', field: 'increments' });
  });

  it('leaves every cut inside the lot, whatever the lot and the start', () => {
    const decimal = (min: number, max: number, scale: number) =>
      fc.integer({ min, max }).map((digits) => d(new Decimal(digits).div(scale).toFixed()));
    fc.assert(
      fc.property(
        decimal(1_000_000, 100_000_000, 1000),
        fc.integer({ min: 1, max: 1000 }),
        decimal(100, 20_000, 10),
        decimal(0, 999_999, 1_000_000),
        (mass_t, increments, maximumFlow_t_per_h, randomStart) => {
          const asked = { mass_t, increments, maximumFlow_t_per_h, randomStart };
          const byMass = workedOf(interval({ ...asked, basis: 'mass' })).value;
          expect(new Decimal(byMass.interval_t).times(increments).lte(mass_t)).toBe(true);
          expect(new Decimal(byMass.lastCut_t ?? NaN).lt(mass_t)).toBe(true);
          const byTime = workedOf(interval({ ...asked, basis: 'time' })).value;
          const duration = new Decimal(mass_t).times(3600).div(maximumFlow_t_per_h);
          expect(new Decimal(byTime.interval_s ?? NaN).times(increments).lte(duration)).toBe(true);
          expect(new Decimal(byTime.firstCut_s ?? NaN).lt(byTime.interval_s ?? NaN)).toBe(true);
          expect(new Decimal(byTime.lastCut_s ?? NaN).lt(duration)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('mass of one cut', () => {
  const mass = (flow: string, opening: string, speed: string) =>
    cutMass({ flow_t_per_h: d(flow), opening_mm: d(opening), cutterSpeed_m_per_s: d(speed) }, grainSampling);

  it('is Q·w/(3.6·v): 800 t/h, 30 mm and 0.5 m/s give 13.333 kg', () => {
    const { value, steps } = workedOf(mass('800', '30', '0.5'));
    expect(value).toEqual({ cutMass_kg: '13.333' });
    expect(steps[0]?.inputs.map(({ symbol, value: given, unit }) => `${symbol} ${given} ${unit}`)).toEqual([
      'Q 800 t/h',
      'w 0.03 m',
      'v 0.5 m/s',
    ]);
    expect(workedOf(mass('360', '19', '0.5')).value.cutMass_kg).toBe('3.800');
  });

  it('doubles where the speed is halved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        (flow, width, speed) => {
          const unrounded = (divisor: number) =>
            new Decimal(
              workedOf(mass(String(flow), String(width), new Decimal(speed).div(100 * divisor).toFixed())).steps[0]?.unrounded ?? NaN,
            );
          // Both are cut to 30 digits when written down.
          expect(unrounded(1).times(2).minus(unrounded(2)).abs().lt('1e-20')).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('refuses what is not greater than zero', () => {
    expect(refusalOf(mass('0', '30', '0.5'))).toEqual({ code: 'OUT_OF_RANGE', field: 'flow_t_per_h' });
    expect(refusalOf(mass('800', '30', '-0.5'))).toEqual({ code: 'OUT_OF_RANGE', field: 'cutterSpeed_m_per_s' });
  });
});
