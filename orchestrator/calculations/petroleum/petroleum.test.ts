import { petroleumBatchVerdict } from './batch-verdict.ts';
import { petroleumDensity } from './density.ts';
import { petroleumExtractorCheck } from './extractor-check.ts';
import { petroleumGrabMargin } from './grab-margin.ts';
import { petroleumCalculations } from './index.ts';
import { faultsOf, run } from './packs.fixture.ts';
import { shippedPacks } from '../testing/shipped-packs.fixture.ts';
import { petroleumSamplingPlan } from './plan.ts';
import { petroleumPrecision, petroleumRepeatability } from './precision.ts';
import { petroleumProfileTest } from './profile-test.ts';
import { petroleumProving } from './proving.ts';
import { petroleumReceivers } from './receivers.ts';
import { petroleumSamplerSetup } from './sampler-setup.ts';
import { petroleumSediment } from './sediment.ts';

describe.each(petroleumCalculations.map((calculation) => [calculation.name, calculation] as const))('%s', (_name, calculation) => {
  it('names the formulas its steps follow', () => {
    const named = calculation.formulas(shippedPacks).map(({ name }) => name.en);
    const outcome = calculation.run(calculation.input.parse(calculation.example), shippedPacks);
    expect(outcome.ok).toBe(true);
    if (!outcome.ok) return;
    expect(outcome.value.steps.length).toBeGreaterThan(0);
    expect(outcome.value.steps.map(({ name }) => name.en).filter((name) => !named.includes(name))).toEqual([]);
  });
});

describe('calculations for petroleum', () => {
  it('set up a sampler', () => {
    expect(run(petroleumSamplerSetup)).toEqual({
      verdict: 'WORKABLE',
      interval_m3: '13.52',
      decidedBy: 'receiver',
      expectedGrabs: '9995',
      mostGrabs: '10000',
      fewestGrabs: '4000',
      expectedSample_mL: '9995.0',
      mostSample_mL: '10000.0',
      marginOfError: '0.0100',
      receivers: [{ id: 'R1', mostSample_mL: '10000.0', mostGrabs: '10000', parcelVolume_m3: '135139.200' }],
      findings: [expect.objectContaining({ code: 'BELOW_TARGET_GRABS', effect: 'NOTE' })],
    });
    expect(run(petroleumSamplerSetup, { leastSample_mL: 20000 })).toEqual(['SAMPLE_LARGER_THAN_RECEIVERS', 'leastSample_mL']);
    expect(run(petroleumSamplerSetup, { parcelVolume_m3: '1' })).toEqual(['PARCEL_SMALLER_THAN_INTERVAL', 'parcelVolume_m3']);
    expect(faultsOf(petroleumSamplerSetup, { grab_mL: '0', intervalDecimals: 7, flow: 1 })).toEqual([
      'grab_mL OUT_OF_RANGE',
      'intervalDecimals too_big',
      ' unrecognized_keys',
    ]);
  });

  it('plan a cargo parcel by parcel', () => {
    expect(run(petroleumSamplingPlan)).toEqual({
      units: [
        {
          no: 1,
          parcel: 'crude',
          volume_m3: '120000',
          interval_m3: '7.50',
          expectedGrabs: 16000,
          mostSample_mL: '16000.0',
          marginOfError: '0.0100',
          findings: [],
        },
      ],
    });
    expect(run(petroleumSamplingPlan, { leastSample_mL: '20000' })).toEqual(['SAMPLE_LARGER_THAN_RECEIVERS', 'leastSample_mL']);
    expect(run(petroleumSamplingPlan, { parcels: [{ name: 'a', volume_m3: '1' }] })).toEqual(['PARCEL_SMALLER_THAN_INTERVAL', 'parcels']);
    expect(faultsOf(petroleumSamplingPlan, { parcels: [], intervalDecimals: 7 })).toEqual(['parcels too_small', 'intervalDecimals too_big']);
  });

  it('tell the margin of error', () => {
    expect(run(petroleumGrabMargin)).toEqual({ marginOfError: '0.0100', reachesBest: true, findings: [] });
    expect(faultsOf(petroleumGrabMargin, { grabs: 0 })).toEqual(['grabs too_small']);
  });

  it('check an extractor', () => {
    expect(run(petroleumExtractorCheck)).toEqual({ grabSize: 'PASSED', repeatability: 'PASSED', least_mL: '18', most_mL: '22' });
    expect(run(petroleumExtractorCheck, { grabs_mL: undefined })).toMatchObject({ repeatability: 'NOT_CHECKED' });
    expect(run(petroleumExtractorCheck, { grabs_mL: ['0', '0'] })).toEqual(['NO_SAMPLE', 'grabs_mL']);
    expect(run(petroleumExtractorCheck, { grab_mL: '2' })).toEqual(['NO_FIELD_CHECK', 'strokes']);
  });

  it('judge a profile', () => {
    expect(run(petroleumProfileTest)).toEqual({ verdict: 'UNIFORM', spread_pct: '0.08', allowed_pct: '0.102' });
    expect(run(petroleumProfileTest, { water_pct: ['0', '0'] })).toEqual(['NO_WATER', 'water_pct']);
    expect(faultsOf(petroleumProfileTest, { water_pct: ['1', '101'] })).toEqual(['water_pct.1 OUT_OF_RANGE']);
  });

  it('prove a system', () => {
    expect(run(petroleumProving)).toEqual({
      verdict: 'PASSED',
      runs: [{ verdict: 'PASSED', deviation_pct: '-0.08', allowed_pct: '0.11' }],
    });
    expect(run(petroleumProving, { volumeBy: 'tank-gauge' })).toMatchObject({ runs: [{ allowed_pct: '0.15' }] });
    expect(run(petroleumProving, { runs: [{ baseline_pct: '0', injected_pct: '0.4', measured_pct: '0.4' }] })).toEqual([
      'WATER_OUTSIDE_TABLE',
      'runs[0]',
    ]);
  });

  it('judge the sample of a parcel', () => {
    expect(run(petroleumBatchVerdict)).toEqual({
      verdict: 'VALID',
      sampleVolume_mL: '9880.7',
      minimumVolumeRatio: '2.4702',
      unsampled_pct: '0.740',
      grabFactor: '0.9901',
      grabCountRatio: '0.9984',
      performanceFactor: '0.9885',
      linearityFactors: ['1.0020', '0.9979'],
      findings: [],
    });
    expect(run(petroleumBatchVerdict, { sample: { origin: 'estimated', volume_mL: '9900' } })).toEqual([
      'SAMPLE_VOLUME_ESTIMATED',
      'sample.origin',
    ]);
    expect(run(petroleumBatchVerdict, { grabs: { count: 9980, origin: 'computed' } })).toEqual(['GRABS_COMPUTED', 'grabs.origin']);
    expect(run(petroleumBatchVerdict, { intervals: undefined })).toMatchObject({
      findings: [{ code: 'LINEARITY_NOT_CHECKED', effect: 'NOTE' }],
    });
    expect(faultsOf(petroleumBatchVerdict, { unsampled: undefined, parcelVolume_m3: 'many' })).toEqual([
      'parcelVolume_m3 NOT_A_NUMBER',
      'unsampled invalid_type',
    ]);
  });

  it('weigh the results of receivers', () => {
    expect(run(petroleumReceivers)).toEqual({
      mean: '0.35',
      weights: [
        { id: 'R1', weight: '0.75' },
        { id: 'R2', weight: '0.25' },
      ],
    });
    const twice = { id: 'R1', parcelVolume_m3: '1', result: '1' };
    expect(
      run(petroleumReceivers, {
        receivers: [
          { ...twice, seal: 'a' },
          { ...twice, seal: 'b' },
        ],
      }),
    ).toEqual(['RECEIVER_TWICE', 'receivers']);
  });

  it('report density', () => {
    expect(run(petroleumDensity)).toEqual({ at: '20-degC', density_kg_per_m3: '855.2', density_g_per_mL: '0.8552' });
    expect(run(petroleumDensity, { at: '60-degF' })).toEqual(['CONVERSION_NEEDS_TABLES', 'at']);
    expect(run(petroleumDensity, { at: '15-degC', reportAt: '15-degC' })).toMatchObject({ at: '15-degC' });
  });

  it('report sediment', () => {
    expect(run(petroleumSediment)).toEqual({ sediment_pct: '0.02', sedimentByVolume_pct: '0.01' });
    expect(run(petroleumSediment, { relativeDensity: undefined, sediment_pct: 0.005 })).toEqual({
      sediment_pct: '0',
      sedimentByVolume_pct: null,
    });
    expect(faultsOf(petroleumSediment, { sediment_pct: '-0.01' })).toEqual(['sediment_pct OUT_OF_RANGE']);
  });

  it('tell r and R', () => {
    expect(run(petroleumPrecision)).toMatchObject({ unit: 'mass %', repeatability: '0.0298', reproducibility: '0.0458' });
    expect(run(petroleumPrecision, { item: 'pour-point' })).toEqual(['PRECISION_IN_METHOD_TABLE', 'item']);
    expect(run(petroleumPrecision, { item: 'water-distillation', level: 2 })).toEqual(['LEVEL_OUTSIDE_RANGE', 'level']);
  });

  it('judge two results', () => {
    expect(run(petroleumRepeatability)).toEqual({
      verdict: 'ACCEPT_MEAN',
      difference: '0.08',
      repeatability: '0.0800',
      mean: '0.48',
      furtherResults: 0,
    });
    expect(run(petroleumRepeatability, { results: ['0.52', '0.43'] })).toMatchObject({
      verdict: 'MORE_RESULTS_NEEDED',
      mean: null,
      furtherResults: 3,
    });
    expect(run(petroleumRepeatability, { results: ['2', '2'] })).toEqual(['LEVEL_OUTSIDE_RANGE', 'results']);
    expect(faultsOf(petroleumRepeatability, { on: '2026-02-30' })).toEqual(['on invalid_format']);
  });
});
