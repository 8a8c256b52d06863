import { runnerOf } from '../coal-sampling/calculations.fixture.ts';
import { qualityControlCalculations } from './index.ts';

const run = runnerOf(qualityControlCalculations);

it('precision-check answers its example, by formulas it explains', () => {
  // Σd² = 3.4079 over ten pairs
  expect(run('precision-check')).toMatchObject({
    value: {
      variance_pct2: '0.170395',
      unitPrecision_pct: '0.826',
      lotPrecision_pct: '0.826',
      lowerFactor: '0.70',
      upperFactor: '1.75',
      lower_pct: '0.577',
      upper_pct: '1.449',
      verdict: 'CARRY_ON',
    },
    unexplained: [],
  });
});

it('preparation-precision-check answers its example, by formulas it explains', () => {
  expect(run('preparation-precision-check')).toMatchObject({
    value: {
      targetVariance_pct2: '0.072',
      groups: [
        { variance_pct2: '0.045', withinTarget: true },
        { variance_pct2: '0.02', withinTarget: true },
      ],
      verdict: 'ACCEPTABLE',
    },
    unexplained: [],
  });
});

it('bias-test answers its example, by formulas it explains', () => {
  expect(run('bias-test')).toMatchObject({
    value: {
      pairs: 20,
      meanDifference_pct: '0.048',
      standardDeviation_pct: '0.163',
      t: '1.300',
      tCritical: '2.093',
      significant: false,
      lower_pct: '-0.029',
      upper_pct: '0.124',
      band: { lower_pct: '-0.30', upper_pct: '0.30' },
      outlierPair: null,
      independent: true,
      pairsNeeded: 20,
      verdict: 'ACCEPTABLE',
      findings: [],
    },
    unexplained: [],
  });
});

it.each<[string, object, string, string]>([
  ['precision-check', { pairs: [{ a_pct: '1', b_pct: '2' }] }, 'TOO_FEW_PAIRS', 'pairs'],
  ['precision-check', { pairs: [{ a_pct: 'x', b_pct: '2' }] }, 'NOT_A_NUMBER', 'pairs[0].a_pct'],
  ['precision-check', { requiredPrecision_pct: '0' }, 'OUT_OF_RANGE', 'requiredPrecision_pct'],
  ['precision-check', { reported: 'sum' }, 'VALUE_NOT_ALLOWED', 'reported'],
  ['preparation-precision-check', { groups: [] }, 'GROUPS_MISMATCH', 'groups'],
  ['preparation-precision-check', { groups: [[], []] }, 'PAIRS_MISMATCH', 'groups[0]'],
  ['bias-test', { pairs: [{ system_pct: '1', reference_pct: '2' }] }, 'TOO_FEW_PAIRS', 'pairs'],
  ['bias-test', { band: { lower_pct: '0.3', upper_pct: '-0.3' } }, 'BAND_EMPTY', 'band'],
  ['bias-test', { band: undefined }, 'BAND_REQUIRED', 'band'],
  ['bias-test', { on: 'yesterday' }, 'INPUT_INVALID', 'on'],
])('%s of %j is refused: %s, field %s', (name, changed, code, field) => {
  expect(run(name, changed)).toEqual({ code, field });
});
