import { runnerOf } from './calculations.fixture.ts';
import { coalSamplingCalculations } from './index.ts';

const run = runnerOf(coalSamplingCalculations);
const belt = { kind: 'cross-belt', flow_t_per_h: '3000', aperture_mm: '150', beltSpeed_m_per_s: '4' };

it.each<[string, object]>([
  ['coal-precision', { requiredPrecision_pct: '1.200' }],
  [
    'coal-sampling-plan',
    {
      requiredPrecision_pct: '0.6',
      incrementVariance_pct2: '5',
      preparationVariance_pct2: '0.20',
      units: 4,
      incrementsPerUnit: 32,
      unitMass_t: '500.000',
      interval: { value: '56', unit: 's' }, // 3600·500/(1000·32) = 56.25
      achievedPrecision_pct: '0.597',
      minimumGrossMass_kg: '40',
      minimumMoistureMass_kg: '8',
      minimumIncrementMass_kg: '1.25',
      topSizeRow_mm: '25',
    },
  ],
  [
    'coal-schedule',
    {
      interval: { value: '1599', unit: 's' }, // 3600·13333.333/30000 = 1599.99996
      cuts: ['399', '1998', '3597', '5196', '6795', '8394', '9993', '11592', '13191', '14790'],
      putOff: [],
    },
  ],
  ['coal-increment-mass', { incrementMass_kg: '31.25' }],
  [
    'coal-minimum-mass',
    {
      minimumMass_kg: '170',
      topSizeRow_mm: '50',
      byPurpose: [
        { purpose: 'general', minimumMass_kg: '170' },
        { purpose: 'moisture', minimumMass_kg: '35' },
      ],
      verdict: 'SUFFICIENT',
    },
  ],
  ['coal-cutter-check', { leastAperture_mm: '150.0', highestSpeed_m_per_s: '0.600', verdict: 'ADEQUATE', findings: [] }],
  [
    'coal-sampler-adequacy',
    {
      verdict: 'ADEQUATE',
      findings: [],
      averageIncrementMass_kg: '31.25',
      intervalAtMaximumFlow_s: '1600.000',
      load_t_per_h: '0.071',
      biasTest: 'CURRENT',
    },
  ],
  [
    'coal-sampling-conformance',
    {
      validity: 'VALID',
      findings: [],
      incrementsPlanned: 23,
      incrementsTaken: 23,
      incrementsMissed: 0,
      incrementsRemaining: 0,
      meanIncrementMass_kg: '30.00',
      achievedPrecision_pct: '1.195',
      increments: [
        { expectedMass_kg: '31.25', deviation_pct: '-4.0', verdict: 'NORMAL', warningsInRow: 0 },
        { expectedMass_kg: '31.25', deviation_pct: '-24.8', verdict: 'WARN', warningsInRow: 1 },
      ],
    },
  ],
  ['coal-achieved-precision', { achievedPrecision_pct: '1.195', requiredPrecision_pct: '1.200', verdict: 'REACHED' }],
  [
    'coal-manual-sampling-plan',
    {
      basicIncrements: 60,
      increments: 120,
      moistureIncrements: 20,
      singleIncrementMass_kg: '3',
      minimumGrossMass_kg: '170',
      incrementMassToTake_kg: '3',
    },
  ],
])('%s answers its example, by formulas it explains', (name, value) => {
  const answer = run(name);
  expect(answer).toMatchObject({ unexplained: [] });
  expect(answer.value).toEqual(value);
});

it('coal-intermittent-sampling marks its answer as not for release', () => {
  expect(run('coal-intermittent-sampling')).toMatchObject({
    value: { incrementsPerUnit: 10, forRelease: false, findings: [{ code: 'NOT_FOR_RELEASE' }] },
    unexplained: [],
  });
});

it('coal-increment-mass takes a falling stream, and only the speed that belongs to it', () => {
  const falling = { kind: 'falling-stream', flow_t_per_h: '3600', cutterSpeed_m_per_s: '0.45' };
  expect(run('coal-increment-mass', { ...falling, beltSpeed_m_per_s: undefined })).toMatchObject({
    value: { incrementMass_kg: '333.333333333333333333333333333' },
    unexplained: [],
  });
  expect(run('coal-increment-mass', falling)).toEqual({ code: 'FIELD_UNKNOWN', field: 'beltSpeed_m_per_s' });
});

it.each<[string, object, string, string]>([
  ['coal-precision', { expectedAsh_d_pct: '100.1' }, 'OUT_OF_RANGE', 'expectedAsh_d_pct'],
  ['coal-precision', { coalKind: 'brown' }, 'VALUE_NOT_ALLOWED', 'coalKind'],
  ['coal-sampling-plan', { lotMass_t: '0' }, 'OUT_OF_RANGE', 'lotMass_t'],
  ['coal-sampling-plan', { lotMass_t: '40000000' }, 'MASS_IMPLAUSIBLE', 'lotMass_t'],
  ['coal-sampling-plan', { lotMass_t: '12,5' }, 'NOT_A_NUMBER', 'lotMass_t'],
  ['coal-sampling-plan', { nominalTopSize_mm: '151' }, 'TOP_SIZE_BEYOND_TABLE', 'nominalTopSize_mm'],
  ['coal-sampling-plan', { requiredPrecision_pct: '1.1' }, 'PRECISION_LAXER_THAN_STANDARD', 'requiredPrecision_pct'],
  ['coal-sampling-plan', { largestPracticableIncrements: 9 }, 'INCREMENTS_NOT_PRACTICABLE', 'largestPracticableIncrements'],
  ['coal-schedule', { randomStarts: ['1'] }, 'OUT_OF_RANGE', 'randomStarts[0]'],
  ['coal-schedule', { samplerCycle_s: '1600' }, 'CYCLE_LONGER_THAN_INTERVAL', 'samplerCycle_s'],
  ['coal-schedule', { randomStarts: ['0.1', '0.2'] }, 'RANDOM_STARTS_MISMATCH', 'randomStarts'],
  ['coal-schedule', { unitMass_t: '0.1', increments: 10 }, 'INTERVAL_TOO_SHORT', 'unitMass_t'],
  ['coal-increment-mass', { beltSpeed_m_per_s: '0' }, 'OUT_OF_RANGE', 'beltSpeed_m_per_s'],
  ['coal-minimum-mass', { nominalTopSize_mm: '25', statedMinimum_kg: '60' }, 'SUPERSEDED_MINIMUM_MASS', 'statedMinimum_kg'],
  ['coal-minimum-mass', { table: 'iso', purposes: ['size-analysis-1'] }, 'NO_MINIMUM_FOR_PURPOSE', 'purposes'],
  ['coal-minimum-mass', { nominalTopSize_mm: '200' }, 'TOP_SIZE_BEYOND_TABLE', 'nominalTopSize_mm'],
  ['coal-cutter-check', { on: '2026-02-30' }, 'INPUT_INVALID', 'on'],
  ['coal-cutter-check', { nominalTopSize_mm: '-50' }, 'OUT_OF_RANGE', 'nominalTopSize_mm'],
  ['coal-sampler-adequacy', { averageFlow_t_per_h: '3001' }, 'AVERAGE_FLOW_TOO_HIGH', 'averageFlow_t_per_h'],
  ['coal-sampler-adequacy', { cutter: { ...belt, beltSpeed_m_per_s: '0' } }, 'OUT_OF_RANGE', 'cutter.beltSpeed_m_per_s'],
  ['coal-sampling-conformance', { taken: 1 }, 'MORE_WEIGHED_THAN_TAKEN', 'increments'],
  ['coal-sampling-conformance', { totalKeptMass_kg: '691' }, 'KEPT_MORE_THAN_TAKEN', 'totalKeptMass_kg'],
  ['coal-achieved-precision', { incrementsPerUnit: 0 }, 'OUT_OF_RANGE', 'incrementsPerUnit'],
  ['coal-achieved-precision', { incrementVariance_pct2: '-1' }, 'OUT_OF_RANGE', 'incrementVariance_pct2'],
  ['coal-manual-sampling-plan', { nominalTopSize_mm: '151' }, 'TOP_SIZE_BEYOND_TABLE', 'nominalTopSize_mm'],
  ['coal-manual-sampling-plan', { unitMass_t: '2000000' }, 'MASS_IMPLAUSIBLE', 'unitMass_t'],
  ['coal-intermittent-sampling', { sampledUnits: 11 }, 'UNITS_OUT_OF_RANGE', 'sampledUnits'],
  ['coal-intermittent-sampling', { sampledUnits: 1 }, 'PRECISION_NOT_REACHABLE', 'sampledUnits'],
])('%s of %j is refused: %s, field %s', (name, changed, code, field) => {
  expect(run(name, changed)).toEqual({ code, field });
});
