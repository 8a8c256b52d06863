import { z } from 'zod';
import { workedCoalSamplingPlan } from '../../../workflows/coal-sampling/plan.ts';
import { samplingMethods } from '../../../workflows/coal-sampling/types.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, positive } from '../scalars.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { coalKind, expectedAsh, formulasOf, samplingRules, topSize, varianceFields } from './fields.ts';

const fieldNames = {
  lotMass: 'lotMass_t',
  expectedAshDry: 'expectedAsh_d_pct',
  nominalTopSize: 'nominalTopSize_mm',
  maximumFlow: 'maximumFlow_t_per_h',
  requiredPrecision: 'requiredPrecision_pct',
  ...varianceFields,
};

export const coalSamplingPlan = calculation({
  name: 'coal-sampling-plan',
  title: { zh: '煤炭机械化采样方案', en: 'Mechanical sampling plan of a coal lot' },
  summary: {
    zh: '按 GB/T 19494.1 计算一批煤的采样单元数、子样数、采样间隔、达到的精密度和样品最小质量。',
    en: 'Units, increments, interval, precision reached and least masses for one coal lot from a moving stream, by GB/T 19494.1.',
  },
  input: z.strictObject({
    lotMass_t: positive().describe('mass of the lot'),
    lotSize: z.enum(['large', 'small']).meta({ description: 'large: ship; small: train, truck or barge' }),
    coalKind,
    expectedAsh_d_pct: expectedAsh,
    nominalTopSize_mm: topSize,
    basis: z.enum(['time', 'mass']).meta({ description: 'sampling on a time or a mass basis' }),
    method: z
      .enum(samplingMethods)
      .optional()
      .meta({ description: 'one cut at a random place in each interval, or at equal intervals; default: systematic' }),
    maximumFlow_t_per_h: positive().describe('highest flow of the belt'),
    largestPracticableIncrements: count().describe('most increments the sampler can cut from one unit'),
    minimumUnits: count().optional().describe('units the operation asks for at least; default 1'),
    requiredPrecision_pct: positive()
      .optional()
      .describe('precision a contract asks for; default: the standard’s, which it must not exceed'),
    incrementVariance_pct2: positive().optional().describe('measured V_I; default: the start value of the coal kind'),
    preparationVariance_pct2: positive().optional().describe('measured V_PT; default: the start value'),
  }),
  output: z.strictObject({
    requiredPrecision_pct: decimalOut,
    incrementVariance_pct2: decimalOut,
    preparationVariance_pct2: decimalOut,
    units: z.int(),
    incrementsPerUnit: z.int(),
    unitMass_t: decimalOut,
    interval: z.strictObject({ value: decimalOut, unit: z.enum(['s', 't']) }),
    achievedPrecision_pct: decimalOut,
    minimumGrossMass_kg: decimalOut,
    minimumMoistureMass_kg: decimalOut,
    minimumIncrementMass_kg: decimalOut,
    topSizeRow_mm: decimalOut,
  }),
  example: {
    lotMass_t: '2000',
    lotSize: 'small',
    coalKind: 'cleaned',
    expectedAsh_d_pct: '9',
    nominalTopSize_mm: '25',
    basis: 'time',
    maximumFlow_t_per_h: '1000',
    largestPracticableIncrements: 60,
    requiredPrecision_pct: '0.6',
  },
  formulas: formulasOf(
    'requiredPrecision',
    'precisionAskedFor',
    'initialUnits',
    'unitsAskedFor',
    'incrementsPerUnit',
    'unitsForIncrements',
    'leastIncrements',
    'unitMass',
    'timeInterval',
    'massInterval',
    'stratifiedCuts',
    'achievedPrecision',
    'minimumMass',
    'minimumAverageIncrementMass',
  ),
  run: (input, packs) => {
    const { ref } = packs('coal');
    const worked = workedCoalSamplingPlan(
      {
        lotMass: input.lotMass_t,
        lotSize: input.lotSize,
        coalKind: input.coalKind,
        expectedAshDry: input.expectedAsh_d_pct,
        nominalTopSize: input.nominalTopSize_mm,
        basis: input.basis,
        ...(input.method && { method: input.method }),
        maximumFlow: input.maximumFlow_t_per_h,
        largestPracticableIncrements: input.largestPracticableIncrements,
        ...(input.minimumUnits !== undefined && { minimumUnits: input.minimumUnits }),
        ...(input.requiredPrecision_pct !== undefined && { requiredPrecision: input.requiredPrecision_pct }),
        ...(input.incrementVariance_pct2 !== undefined && { incrementVariance: input.incrementVariance_pct2 }),
        ...(input.preparationVariance_pct2 !== undefined && { preparationVariance: input.preparationVariance_pct2 }),
      },
      samplingRules(packs),
      ref,
    );
    return renamed(withCallerFields(worked, fieldNames), (plan) => ({
      requiredPrecision_pct: plan.precision,
      incrementVariance_pct2: plan.incrementVariance,
      preparationVariance_pct2: plan.preparationVariance,
      units: plan.units,
      incrementsPerUnit: plan.incrementsPerUnit,
      unitMass_t: plan.unitMass,
      interval: { value: plan.interval, unit: plan.intervalUnit },
      achievedPrecision_pct: plan.achievedPrecision,
      minimumGrossMass_kg: plan.minimumGrossMass,
      minimumMoistureMass_kg: plan.minimumMoistureMass,
      minimumIncrementMass_kg: plan.minimumIncrementMass,
      topSizeRow_mm: plan.topSizeRow,
    }));
  },
});
