import { faultsOf, runOn } from '../testing/callers.fixture.ts';
import { grainCalculations } from './index.ts';

const named = (name: string) => {
  const found = grainCalculations.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};
/** The example of a calculation with fields changed; undefined takes one out. */
const changed = (name: string, more: object): unknown => JSON.parse(JSON.stringify({ ...(named(name).example as object), ...more }));
const run = (name: string, more: object = {}) => runOn(named(name), changed(name, more));
const faults = (name: string, more: object) => faultsOf(named(name), changed(name, more));

describe('the examples are answered', () => {
  it.each([
    ['grain-sampling-plan', { keptShare_pct: '0.40', bulkLeast_kg: '10', units: [{ hold: '1', increments: 210, interval_t: '57.142' }, { no: 2 }] }],
    ['grain-sublots', { sublots: 10, sublotMass_t: '500.000', incrementsPerSublot: 100, increments: 1000, aggregateMass_kg: '10' }],
    ['grain-masses', { bulkLeast_kg: '10', bulkTotal_kg: '100', laboratoryLeast_g: null }],
    ['grain-cut-mass', { cutMass_kg: '13.333' }],
    ['grain-cut-interval', { interval_t: '5.000', interval_s: '22.5', firstCut_s: '9.0', lastCut_s: '2236.5' }],
    ['grain-division', { ratio: '16.00', passes: 4, massAfterPasses_kg: '3.000' }],
    ['grain-divider-check', { verdict: 'WITHIN_TOLERANCE', deviations_pct: ['1.0', '1.6'], leftShare_pct: '49.8' }],
    ['grain-collected-mass', { verdict: 'WITHIN_TOLERANCE', expected_kg: '13.333', deviation_pct: '-4.7' }],
    ['grain-lot-validity', { validity: 'SUSPECT', findings: [{ code: 'TOO_FEW_INCREMENTS' }, { code: 'UNSAMPLED_GAP' }] }],
    ['grain-grade', { grade: '3', gradeName: { zh: '三等' }, limiting: [{ key: 'imperfectKernels_pct' }] }],
    ['quarantine-findings', { stopUnloading: true, findings: [{ code: 'LISTED_PEST', proposed: ['TREAT_THEN_REINSPECT'] }] }],
  ])('%s', (name, value) => {
    expect(run(name)).toMatchObject({ value });
  });

  it('grain-cutter-check', () => {
    expect(run('grain-cutter-check')).toMatchObject({
      value: {
        verdict: 'CONFORMING',
        findings: expect.arrayContaining([expect.objectContaining({ code: 'DROP_HEIGHT', status: 'WARNING' })]) as unknown,
      },
    });
  });

  it('are all of them', () => {
    expect(grainCalculations.map(({ name }) => name)).toEqual([
      'grain-sampling-plan',
      'grain-sublots',
      'grain-masses',
      'grain-cut-mass',
      'grain-cut-interval',
      'grain-cutter-check',
      'grain-division',
      'grain-divider-check',
      'grain-collected-mass',
      'grain-lot-validity',
      'grain-grade',
      'quarantine-findings',
    ]);
  });
});

describe('defaults hold', () => {
  it('the whole cut is kept, the sublots are planned, nothing was observed, no treatment is known', () => {
    expect(run('grain-collected-mass', { keptShare_pct: undefined })).toMatchObject({ value: { expected_kg: '1333.300' } });
    expect(run('grain-sampling-plan', { basis: 'time' })).toMatchObject({ value: { units: [{ interval_s: '205.7' }, {}] } });
    expect(run('grain-sublots', { plan: undefined })).toMatchObject({ value: { sublots: 10 } });
    expect(run('grain-grade', { observed: undefined })).toMatchObject({ value: { grade: '3' } });
    const pest = [{ finding: 'LISTED_PEST', whileUnloading: false }];
    expect(run('quarantine-findings', { findings: pest })).toMatchObject({
      value: { stopUnloading: false, findings: [{ allowed: ['TREAT_THEN_REINSPECT', 'RETURN', 'DESTROY'] }] },
    });
  });
});

describe('nonsense is refused by code and field', () => {
  it.each([
    ['grain-sampling-plan', { holds: [{ name: '1', mass_t: '100' }], scheme: 'eu-mycotoxin' }, 'INTERVAL_TOO_SHORT', 'holds'],
    ['grain-sampling-plan', { bags: 1, bagCapacity_kg: '5' }, 'BAGS_TOO_SMALL', 'maximumFlow_t_per_h'],
    ['grain-sampling-plan', { scheme: 'us-practice' }, 'BASIS_NOT_IN_SCHEME', 'basis'],
    ['grain-sampling-plan', { opening_mm: '0.0000000001' }, 'CUTS_TOO_LIGHT', 'maximumFlow_t_per_h'],
    ['grain-sublots', { scheme: 'none' }, 'SCHEME_UNKNOWN', 'scheme'],
    ['grain-sublots', { scheme: 'gb-t-5491' }, 'SCHEME_NUMBERS_NOT_KNOWN', 'scheme'],
    ['grain-sublots', { sublots: 8 }, 'SUBLOT_TOO_LARGE', 'sublots'],
    ['grain-masses', { purpose: 'gmo' }, 'LOT_MASS_NEEDED', 'lotMass_t'],
    ['grain-cut-interval', { maximumFlow_t_per_h: undefined }, 'FLOW_NEEDED', 'maximumFlow_t_per_h'],
    ['grain-cutter-check', { largestParticle_mm: undefined }, 'MEASUREMENT_MISSING', 'largestParticle_mm'],
    ['grain-division', { aggregateMass_kg: '1' }, 'AGGREGATE_TOO_SMALL', 'aggregateMass_kg'],
    ['grain-divider-check', { splits: [{ left_g: '1', right_g: '1' }] }, 'TOO_FEW_SPLITS', 'splits'],
    ['grain-grade', { measured: { testWeight_g_per_L: '700' } }, 'FACTOR_MISSING', 'measured.imperfectKernels_pct'],
    ['quarantine-findings', { findings: [{ finding: 'UFO', whileUnloading: true }] }, 'FINDING_UNKNOWN', 'findings[0].finding'],
  ])('%s %j: %s at %s', (name, more, code, field) => {
    expect(run(name, more)).toMatchObject({ code, field });
  });

  it.each([
    ['grain-sublots', { lotMass_t: '0' }, 'OUT_OF_RANGE', 'lotMass_t'],
    ['grain-sublots', { on: 'yesterday' }, 'invalid_format', 'on'],
    ['grain-masses', { sublots: 0 }, 'too_small', 'sublots'],
    ['grain-cut-mass', { cutterSpeed_m_per_s: 'fast' }, 'NOT_A_NUMBER', 'cutterSpeed_m_per_s'],
    ['grain-cut-interval', { randomStart: '1' }, 'OUT_OF_RANGE', 'randomStart'],
    ['grain-cutter-check', { dropHeight_m: '-1' }, 'OUT_OF_RANGE', 'dropHeight_m'],
    ['grain-collected-mass', { keptShare_pct: '101' }, 'OUT_OF_RANGE', 'keptShare_pct'],
    ['grain-lot-validity', { obtainedIncrements: -1 }, 'too_small', 'obtainedIncrements'],
    ['grain-grade', { measured: { testWeight_g_per_L: '1e3' } }, 'NOT_A_NUMBER', 'measured.testWeight_g_per_L'],
    ['quarantine-findings', { findings: [] }, 'too_small', 'findings'],
    ['grain-cut-mass', { speed: '1' }, 'unrecognized_keys', ''],
  ])('%s %j: %s at %s', (name, more, code, field) => {
    expect(faults(name, more)).toEqual([{ code, field }]);
  });
});
