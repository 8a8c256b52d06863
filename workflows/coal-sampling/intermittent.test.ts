import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { planIntermittentSampling, type IntermittentRequest } from './intermittent.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import { incrementsForUnits } from './units-and-increments.ts';

const { sampling: rules } = coalRulePack;
const ten: IntermittentRequest = {
  units: 10,
  sampledUnits: 4,
  precision: d('1.0'),
  incrementVariance: d('5'),
  preparationVariance: d('0.20'),
  unitVariance: d('0.5'),
};
const plan = (request: Partial<IntermittentRequest>) => planIntermittentSampling({ ...ten, ...request }, rules);

it('takes n = 4·V_I / [u·P_L² − 4·(1 − u/m)·V_m − 4·V_PT] increments, and is never for a release', () => {
  // 20 / (4 − 1.2 − 0.8) = 10
  expect(plan({})).toMatchObject({
    ok: true,
    value: {
      value: { incrementsPerUnit: 10, forRelease: false, findings: [{ code: 'NOT_FOR_RELEASE' }] },
      steps: [{ unrounded: '10' }, {}],
    },
  });
  expect(plan({ incrementVariance: d('5.01') })).toMatchObject({ value: { value: { incrementsPerUnit: 11 } } });
  expect(plan({ incrementVariance: d('1') })).toMatchObject({ value: { value: { incrementsPerUnit: 10 } } }); // 2, raised to the least
});

it.each<[string, string, Partial<IntermittentRequest>]>([
  ['UNITS_OUT_OF_RANGE', 'units', { units: 0 }],
  ['UNITS_OUT_OF_RANGE', 'sampledUnits', { sampledUnits: 11 }],
  ['NOT_POSITIVE', 'precision', { precision: d('0') }],
  ['NOT_POSITIVE', 'incrementVariance', { incrementVariance: d('0') }],
  ['NEGATIVE_VARIANCE', 'unitVariance', { unitVariance: d('-1') }],
  ['NEGATIVE_VARIANCE', 'preparationVariance', { preparationVariance: d('-1') }],
  ['PRECISION_NOT_REACHABLE', 'sampledUnits', { sampledUnits: 1 }],
])('is refused: %s, field %s', (code, field, request) => {
  expect(plan(request)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('agrees with continuous sampling when every unit is sampled', () => {
  const hundredths = fc.integer({ min: 1, max: 3000 }).map((n) => d((n / 100).toFixed(2)));
  fc.assert(
    fc.property(hundredths, hundredths, hundredths, fc.integer({ min: 1, max: 30 }), (vi, vpt, precision, units) => {
      const outcome = plan({ units, sampledUnits: units, precision, incrementVariance: vi, preparationVariance: vpt });
      const variances = { increment: new Decimal(vi), preparation: new Decimal(vpt) };
      const continuous = incrementsForUnits(variances, units, new Decimal(precision), rules.formulas).value;
      expect(outcome.ok ? outcome.value.value.incrementsPerUnit : null).toBe(continuous === null ? null : Math.max(continuous, 10));
    }),
    { numRuns: 1000 },
  );
});
