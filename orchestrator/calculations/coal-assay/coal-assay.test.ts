import { callersOf } from '../common/answers.fixture.ts';
import { coalAssayCalculations } from './index.ts';

const { answer, refused, example } = callersOf(coalAssayCalculations);
const changed = (name: string, change: object) => refused(name, { ...example(name), ...change });
const ofExample = (name: string) => answer(name, example(name));

it('coal-repeatability takes three within 1.2 T', () => {
  expect(ofExample('coal-repeatability')).toEqual({
    verdict: 'ACCEPTED',
    unit: '%',
    mean: '10.15',
    reported: '10.15',
    used: [1, 2, 3],
    criticalRange: '0.24',
    range: '0.24',
    triples: [],
    straddlesBandEdge: false,
  });
});

it('coal-repeatability leaves two triples to a reviewer, counted from 1', () => {
  const input = { item: 'A', determinations_pct: ['10.00', '10.30', '10.10', '10.20'] };
  expect(answer('coal-repeatability', input)).toMatchObject({
    verdict: 'REVIEWER_CHOOSES',
    triples: [
      [1, 3, 4],
      [2, 3, 4],
    ],
    mean: null,
  });
  expect(answer('coal-repeatability', { item: 'A', determinations_pct: [10] })).toMatchObject({
    verdict: 'NEED_MORE',
    criticalRange: null,
  });
});

it('coal-repeatability refuses', () => {
  expect(refused('coal-repeatability', { item: 'Xx', determinations_pct: ['1'] })).toEqual(['ITEM_UNKNOWN', 'item']);
  expect(refused('coal-repeatability', { item: 'Qgr', determinations_pct: ['24.86'] })).toEqual([
    'UNIT_UNEXPECTED',
    'determinations_pct',
  ]);
  expect(refused('coal-repeatability', { item: 'Qgr' })).toEqual(['FIELD_MISSING', 'determinations_J_per_g']);
  expect(changed('coal-repeatability', { determinations_pct: ['-1', '1'] })).toEqual(['OUT_OF_RANGE', 'determinations_pct[0]']);
  expect(changed('coal-repeatability', { determinations_pct: ['abc', '1'] })).toEqual(['NOT_A_NUMBER', 'determinations_pct[0]']);
});

it('coal-between-laboratories compares on the dry basis', () => {
  expect(ofExample('coal-between-laboratories')).toEqual({
    verdict: 'AGREE',
    unit: '%',
    difference: '0.45',
    reproducibilityLimit: '0.5',
    mean: '15.025',
    straddlesBandEdge: true,
  });
  expect(refused('coal-between-laboratories', { item: 'Hg', results_d_ug_per_g: ['0.1', '0.2'] })).toEqual(['LIMIT_NOT_KNOWN', 'item']);
  expect(refused('coal-between-laboratories', { item: 'St', results_d_pct: ['1', '2'] })).toEqual(['VARIANT_MISSING', 'variant']);
  expect(refused('coal-between-laboratories', { item: 'A', results_d_J_per_g: ['1', '2'] })).toEqual([
    'UNIT_UNEXPECTED',
    'results_d_J_per_g',
  ]);
});

describe('coal-base-conversion', () => {
  const name = 'coal-base-conversion';
  it('brings ash of the worked example to the received basis', () => {
    expect(ofExample(name)).toMatchObject({ reported: '9.60', verdict: 'VALID', findings: [] });
    expect(
      answer(name, { value: '1', decimals: 6, from: 'ad', to: 'ar', totalMoisture_ar_pct: '14.2', moisture_ad_pct: '5.30' }),
    ).toMatchObject({ reported: '0.906019' });
  });
  it('suspects moisture of another week', () => {
    const dated = { ...example(name), moistureDeterminedOn: '2026-03-01', analysedOn: '2026-03-07' };
    expect(answer(name, dated)).toMatchObject({ verdict: 'SUSPECT', findings: [{ code: 'MOISTURE_NOT_OF_ANALYSIS' }] });
    expect(changed(name, { analysedOn: '2026-03-07' })).toEqual(['FIELD_MISSING', 'moistureDeterminedOn']);
    expect(changed(name, { moistureDeterminedOn: '2026-03-07' })).toEqual(['FIELD_MISSING', 'analysedOn']);
  });
  it('refuses', () => {
    expect(changed(name, { totalMoisture_ar_pct: undefined })).toEqual(['BASIS_NOT_KNOWN', 'totalMoisture_ar_pct']);
    expect(changed(name, { totalMoisture_ar_pct: '-0.1' })).toEqual(['OUT_OF_RANGE', 'totalMoisture_ar_pct']);
    expect(changed(name, { moisture_ad_pct: '100' })).toEqual(['BASIS_IMPOSSIBLE', 'moisture_ad_pct']);
    expect(changed(name, { to: 'daf', ash_ad_pct: '1', ash_d_pct: '1' })).toEqual(['BASIS_MIXED', 'ash_d_pct']);
    expect(changed(name, { item: 'Qnet' })).toEqual(['BASIS_NOT_CONVERTIBLE', 'item']);
    expect(changed(name, { item: 'other' })).toEqual(['FIELD_MISSING', 'decimals']);
    expect(changed(name, { to: 'dry' })).toEqual(['VALUE_NOT_ALLOWED', 'to']);
  });
});

it('total moisture in transit and in two steps', () => {
  expect(ofExample('coal-moisture-transit-loss')).toEqual({
    transitLoss_pct: '0.5',
    verdict: 'CORRECTED',
    totalMoistureUnrounded_ar_pct: '14.231',
    totalMoisture_ar_pct: '14.2',
    findings: [],
  });
  expect(answer('coal-moisture-transit-loss', { ...example('coal-moisture-transit-loss'), receivedMass_g: '1480' })).toMatchObject({
    verdict: 'AS_RECEIVED_BY_LABORATORY',
    totalMoisture_ar_pct: '13.8',
    findings: [{ code: 'TRANSIT_LOSS_TOO_LARGE' }],
  });
  expect(changed('coal-moisture-transit-loss', { determinedMoisture_ar_pct: '100' })).toEqual([
    'MOISTURE_IMPOSSIBLE',
    'determinedMoisture_ar_pct',
  ]);
  expect(ofExample('coal-two-step-moisture')).toEqual({ totalMoistureUnrounded_ar_pct: '14.2018', totalMoisture_ar_pct: '14.2' });
  expect(changed('coal-two-step-moisture', { freeMoisture_ar_pct: '100' })).toEqual(['MOISTURE_IMPOSSIBLE', 'freeMoisture_ar_pct']);
});

it('coal-hydrogen, determined and estimated', () => {
  const name = 'coal-hydrogen';
  expect(ofExample(name)).toEqual({ hydrogenUnrounded_ad_pct: '3.94693', hydrogen_ad_pct: '3.95', certifiable: true });
  const estimate = { method: 'estimate', moisture_ad_pct: '5.30', volatileMatter_daf_pct: '39.48', ash_ad_pct: '10.60' };
  expect(answer(name, estimate)).toMatchObject({ hydrogen_ad_pct: '4.27', certifiable: false });
  expect(changed(name, { totalHydrogen_ad_pct: '0.1' })).toEqual(['RESULTS_INCONSISTENT', 'totalHydrogen_ad_pct']);
  expect(changed(name, { method: 'estimate' })).toEqual(['FIELD_MISSING', 'volatileMatter_daf_pct']);
});

it('coal-gross-calorific-value', () => {
  const name = 'coal-gross-calorific-value';
  // 24952 − (94.1·0.55 + 0.0012·24952)
  expect(ofExample(name)).toEqual({
    alpha: '0.0012',
    sulphurUsed: 'total',
    grossCalorificValueUnrounded_ad_J_per_g: '24870.3026',
    grossCalorificValue_ad_J_per_g: '24870',
  });
  expect(changed(name, { totalSulphur_ad_pct: '4.5' })).toEqual(['TOTAL_SULPHUR_NOT_ALLOWED', 'totalSulphur_ad_pct']);
  expect(changed(name, { bombSulphur_ad_pct: '0.5' })).toEqual(['SULPHUR_TWICE', 'totalSulphur_ad_pct']);
  expect(changed(name, { bombCalorificValue_ad_J_per_g: '24.952' })).toEqual([
    'DETERMINATION_OUT_OF_RANGE',
    'bombCalorificValue_ad_J_per_g',
  ]);
  expect(refused(name, { bombCalorificValue_ad_J_per_g: '24952' })).toEqual(['FIELD_MISSING', 'bombSulphur_ad_pct']);
});

it('coal-net-calorific-value of the worked example, with the calorie named', () => {
  const name = 'coal-net-calorific-value';
  expect(ofExample(name)).toMatchObject({
    condition: 'constant-volume',
    netCalorificValue_ar_kJ_per_kg: '21460',
    netCalorificValue_ar_MJ_per_kg: '21.46',
    inCalories: { kilocaloriesPerKilogram: '5132', calorie: 'cal-20', joulesPerCalorie: '4.1816' },
  });
  expect(changed(name, { grossCalorificValue_ad_J_per_g: '24.86' })).toEqual([
    'DETERMINATION_OUT_OF_RANGE',
    'grossCalorificValue_ad_J_per_g',
  ]);
  expect(changed(name, { method: 'iso-1928-constant-pressure' })).toEqual(['FIELD_MISSING', 'grossCalorificValue_d_J_per_g']);
  expect(changed(name, { calorie: 'cal-15' })).toEqual(['CALORIE_UNKNOWN', 'calorie']);
  expect(changed(name, { moisture_ad_pct: '100' })).toEqual(['BASIS_IMPOSSIBLE', 'moisture_ad_pct']);
  const pressure = {
    grossCalorificValue_d_J_per_g: '26251',
    hydrogen_d_pct: '4.17',
    oxygenAndNitrogen_d_pct: '12.5',
    totalMoisture_ar_pct: '14.2',
  };
  expect(answer(name, { method: 'iso-1928-constant-pressure', ...pressure, calorie: 'cal-it' })).toMatchObject({
    condition: 'constant-pressure',
    netCalorificValueUnrounded_ar_J_per_g: '21409.79168',
    netCalorificValue_ar_MJ_per_kg: '21.41',
    inCalories: { joulesPerCalorie: '4.1868' },
  });
});

it('coal-fixed-carbon', () => {
  expect(ofExample('coal-fixed-carbon')).toEqual({ fixedCarbonUnrounded_ad_pct: '50.9', fixedCarbon_ad_pct: '50.90' });
  expect(changed('coal-fixed-carbon', { volatileMatter_ad_pct: '84.11' })).toEqual(['RESULTS_INCONSISTENT', 'volatileMatter_ad_pct']);
});

it('coal-lot-value weighs dry values by dry mass', () => {
  const name = 'coal-lot-value';
  // (17160·11.193 + 16236·12.406)/33396
  expect(ofExample(name)).toMatchObject({ reported: '11.78', weights_t: ['17160', '16236'] });
  expect(changed(name, { basis: 'ad' })).toEqual(['BASIS_NOT_KNOWN', 'units[0].moisture_ad_pct']);
  expect(changed(name, { units: [{ mass_t: '0', value: '1' }] })).toEqual(['OUT_OF_RANGE', 'units[0].mass_t']);
  expect(changed(name, { units: [] })[1]).toBe('units');
});

it('coal-reported-values gives the worked example on every basis', () => {
  const { values } = ofExample('coal-reported-values') as {
    values: readonly { item: string; basis: string; unit: string; reported: string }[];
  };
  expect(values.map(({ item, basis, reported, unit }) => `${item},${basis} ${reported} ${unit}`)).toEqual([
    'Mt,ar 14.2 %', 'M,ad 5.30 %', 'A,ad 10.60 %', 'A,ar 9.60 %', 'A,d 11.19 %', 'V,ad 33.20 %', 'V,d 35.06 %', 'V,daf 39.48 %',
    'FC,ad 50.90 %', 'St,ad 0.55 %', 'St,d 0.58 %', 'Qgr,ad 24.86 MJ/kg', 'Qgr,d 26.25 MJ/kg', 'Qgr,ar 22.52 MJ/kg', 'Qnet,ar 21.46 MJ/kg',
    'H,ad 3.95 %',
  ]); // prettier-ignore
  expect(refused('coal-reported-values', {})).toEqual(['NOTHING_DETERMINED', undefined]);
  expect(changed('coal-reported-values', { grossCalorificValue_ad_J_per_g: '24.86' })).toEqual([
    'DETERMINATION_OUT_OF_RANGE',
    'grossCalorificValue_ad_J_per_g',
  ]);
  expect(changed('coal-reported-values', { volatileMatter_ad_pct: '79', ash_ad_pct: '20' })).toEqual([
    'RESULTS_INCONSISTENT',
    'volatileMatter_ad_pct',
  ]);
});
