import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { Worked } from '../kernel/working.ts';
import type { SampleVolume } from './batch.ts';
import { judgePetroleumSampling, type PetroleumDelivered } from './judge.ts';
import { plannedOrder, planPetroleumSampling, type PetroleumSamplingRequest } from './plan.ts';
import { samplingRules } from './sampling-rules.fixture.ts';

const pack = { id: 'petroleum-cn', version: '2026.1', hash: 'h' };
const crude: PetroleumSamplingRequest = {
  parcels: [{ name: 'crude', volume_m3: d('120000') }],
  leastSample_mL: d('8000'),
  sampler: {
    grab_mL: d('1'),
    receivers: ['R1', 'R2'].map((id) => ({ id, capacity_mL: d('10000') })),
    largestFlow_m3_per_h: d('3600'),
    fastestRate_grabs_per_min: d('30'),
    intervalDecimals: 2,
  },
};
const workedOf = <T>(outcome: Outcome<Worked<T>>): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};
const plan = (more: Partial<PetroleumSamplingRequest> = {}) =>
  planPetroleumSampling({ ...crude, ...more }, samplingRules, pack);

describe('a parcel of 120 000 m³', () => {
  const value = workedOf(plan());
  const [unit] = value.units;
  if (!unit) throw new Error('the plan has no unit');

  it('is grabbed as often as its receivers, filled to 80 %, and its extractor allow', () => {
    // 16 000 grabs in two receivers: 7.5 m³ each; the extractor would allow 2 m³.
    expect(unit).toMatchObject({
      interval_m3: '7.50',
      expectedGrabs: 16000,
      mostSample_mL: '16000.0',
      marginOfError: '0.0100',
    });
  });

  it('is ordered with a gap above three intervals', () => {
    expect(plannedOrder(value, unit, d('0.005'), samplingRules)).toMatchObject({
      incrementMass: {
        expected: { byFlow: false, dividend: value.sampler.grab_mL, divisor: '1' },
        rules: samplingRules.incrementMass,
      },
      settings: {
        'Set.BatchVolume': 120000,
        'Set.GrabVolume': 1,
        'Set.VolumePerGrab': 7.5,
        'Set.Receiver': 0,
      },
      incrementsPlanned: 16000,
      quantity: '120000',
      isLast: true,
      spacing: { interval: '7.50', gapAbove: '22.5' },
    });
  });

  const clean: PetroleumDelivered = {
    taken: 15_990,
    manual: 0,
    suspicions: [],
    passed: d('120000'),
    spread: { lastCutAt: 120_000, longest: d('7.6'), unsampled: d('0'), flows: d('0') },
  };
  const measured = (mL: string): SampleVolume => ({ origin: 'measured', volume: d(mL) });
  const judged = (more: Partial<PetroleumDelivered> = {}, sample = measured('15900')) =>
    workedOf(
      judgePetroleumSampling(
        value,
        unit,
        { ...clean, ...more },
        sample,
        { isMeasured: false, tolerance: d('0.01') },
        samplingRules,
      ),
    );
  /** The parcel measured so many m³, and has the grabs that the interval gives it. */
  const delivered = (volume: string, more: Partial<PetroleumDelivered> = {}, sample = measured('13200')) =>
    workedOf(
      judgePetroleumSampling(
        value,
        { ...unit, volume_m3: d(volume), expectedGrabs: 13_333 },
        { ...clean, taken: 13_333, passed: d('100000'), ...more },
        sample,
        { isMeasured: true, tolerance: d('0.01') },
        samplingRules,
      ),
    );
  const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);

  it('that was sampled as planned is valid; what is merely noted casts no doubt', () => {
    expect(judged()).toMatchObject({
      validity: 'VALID',
      findings: [],
      grabsTaken: 15_990,
      factors: { grabCountRatio: '0.9994' },
    });
    expect(judged().notes.map(({ code }) => code)).toEqual(['LINEARITY_NOT_CHECKED']);
  });

  it('that delivered less than declared is invalid by the declared volume, which says what to do, and valid by the measured one', () => {
    const short = judged({ taken: 13_333, passed: d('100000') }, measured('13200'));
    expect(short.validity).toBe('INVALID');
    expect(codes(short.findings)).toEqual([
      'PERFORMANCE_FACTOR_OUTSIDE',
      'GRAB_COUNT_OUTSIDE',
      'PARCEL_NOT_AS_DECLARED',
    ]);
    const known = delivered('100000');
    expect(known).toMatchObject({
      validity: 'VALID',
      findings: [],
      factors: { grabCountRatio: '1.0000', unsampledPercent: '0.000' },
    });
    expect(codes(known.notes)).toContain('PARCEL_VOLUME_MEASURED');
  });

  it('measured at other than its sampler’s meter counted is for the officer; what the meter did not see passed unsampled', () => {
    // 1 % of 100 000 m³ is allowed, and not a litre more.
    expect(delivered('100000', { passed: d('99000') }).validity).toBe('VALID');
    const before = delivered('100000', { passed: d('98999.999') });
    expect(before).toMatchObject({ validity: 'SUSPECT', factors: { unsampledPercent: '1.000' } });
    expect(codes(before.findings)).toEqual(['PARCEL_METERS_DIFFER']);
    expect(delivered('100000', { passed: d('101000.001') })).toMatchObject({
      validity: 'SUSPECT',
      factors: { unsampledPercent: '0.000' },
    });
    expect(codes(delivered('100000', { passed: null }).findings)).toEqual(['PARCEL_METERS_DIFFER']);
    const much = delivered('100000', { passed: d('94999') });
    expect(much.validity).toBe('INVALID');
    expect(codes(much.findings)).toEqual(['TOO_MUCH_UNSAMPLED', 'PARCEL_METERS_DIFFER']);
  });

  it('is weighed with its tested density', () => {
    // 13 520 g at 850 kg/m³ are 15 905.9 mL.
    expect(
      judged({}, { origin: 'weighed', netMass: d('13520'), density: d('850') }).factors?.sampleVolume,
    ).toBe('15905.9');
  });

  it('is suspect by its factors or by a doubt, and invalid by too much unsampled', () => {
    expect(judged({ taken: 15_100 }, measured('15200'))).toMatchObject({
      validity: 'SUSPECT',
      findings: [{ code: 'GRAB_COUNT_OUTSIDE' }],
    });
    expect(judged({ suspicions: [{ code: 'PLANT_FAULT_3101', zh: '表', en: 'Meter.' }] }).validity).toBe(
      'SUSPECT',
    );
    expect(judged({ spread: { ...clean.spread, unsampled: d('6000.1') } }).validity).toBe('INVALID');
    expect(judged({ spread: { ...clean.spread, unsampled: d('6000') } }).validity).toBe('VALID');
  });

  it('without a grab of the sampler is invalid, however many were taken by hand', () => {
    expect(judged({ taken: 3, manual: 3 })).toMatchObject({
      validity: 'INVALID',
      factors: null,
      findings: [{ code: 'NO_GRABS' }],
    });
  });

  it('never becomes better by a doubt', () => {
    const severity = { VALID: 0, SUSPECT: 1, INVALID: 2 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1000, max: 20_000 }),
        (taken, volume) => {
          const without = judged({ taken }, measured(String(volume)));
          const doubted = judged(
            { taken, suspicions: [{ code: 'X', zh: '疑', en: 'X.' }] },
            measured(String(volume)),
          );
          expect(severity[doubted.validity]).toBeGreaterThanOrEqual(Math.max(1, severity[without.validity]));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('what cannot be planned is refused with its field', () => {
  const sampler = crude.sampler;
  it.each([
    ['no parcel', { parcels: [] }, 'PARCELS_MISSING', 'parcels'],
    ['a parcel twice', { parcels: [...crude.parcels, ...crude.parcels] }, 'PARCEL_REPEATED', 'parcels'],
    [
      'a parcel of nothing',
      { parcels: [{ name: 'a', volume_m3: d('0') }] },
      'VOLUME_NOT_POSITIVE',
      'parcels',
    ],
    [
      'a parcel that ends before the first grab',
      { parcels: [{ name: 'a', volume_m3: d('1') }] },
      'PARCEL_SMALLER_THAN_INTERVAL',
      'parcels',
    ],
    [
      'a parcel that gives too little',
      { parcels: [{ name: 'a', volume_m3: d('4000') }] },
      'SETUP_NOT_WORKABLE',
      'parcels',
    ],
    [
      'more sample than the receivers hold',
      { leastSample_mL: d('20000') },
      'SAMPLE_LARGER_THAN_RECEIVERS',
      'leastSample_mL',
    ],
    ['no receiver', { sampler: { ...sampler, receivers: [] } }, 'NO_RECEIVERS', 'sampler.receivers'],
  ] as const)('%s', (_, more, code, field) => {
    const outcome = plan(more as Partial<PetroleumSamplingRequest>);
    expect(!outcome.ok && { code: outcome.refusal.code, field: outcome.refusal.field }).toEqual({
      code,
      field,
    });
  });
});

it('a plan never asks for more than the receivers may hold, nor for less than the least sample', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 400_000 }),
      fc.integer({ min: 1, max: 4 }),
      (volume, receivers) => {
        const outcome = plan({
          parcels: [{ name: 'a', volume_m3: d(String(volume)) }],
          leastSample_mL: d('4000'),
          sampler: {
            ...crude.sampler,
            receivers: Array.from({ length: receivers }, (_, i) => ({
              id: `R${i}`,
              capacity_mL: d('10000'),
            })),
          },
        });
        if (!outcome.ok) return;
        const [unit] = outcome.value.value.units;
        const sample = toDecimal(crude.sampler.grab_mL).times(unit?.expectedGrabs ?? 0);
        expect(sample.lte(receivers * 8000) && sample.gte(4000)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
