import { z } from 'zod';
import { planManualSampling } from '../../../workflows/coal-sampling/manual-plan.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive } from '../scalars.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { expectedAsh, formulasOf, samplingRules, topSize } from './fields.ts';

const fieldNames = { unitMass: 'unitMass_t', expectedAshDry: 'expectedAsh_d_pct', nominalTopSize: 'nominalTopSize_mm' };

export const coalManualSamplingPlan = calculation({
  name: 'coal-manual-sampling-plan',
  title: { zh: '煤炭人工采样方案', en: 'Manual sampling plan of coal' },
  summary: {
    zh: '按 GB/T 475 基本采样方案或 ASTM 通用采样计算子样数和子样最小质量。',
    en: 'Increments and their least mass for one unit sampled by hand, by GB/T 475 or ASTM general-purpose sampling.',
  },
  input: z.strictObject({
    scheme: z.enum(['gbt-475', 'astm']).default('gbt-475').describe('default gbt-475'),
    coalKind: z
      .enum(['raw', 'screened', 'cleaned', 'other-washed', 'lump'])
      .meta({ description: 'as for mechanical sampling; lump: coal over 100 mm' }),
    expectedAsh_d_pct: expectedAsh,
    from: z.enum(['stream', 'wagons']).meta({ description: 'where increments are taken; plays no part for astm' }),
    unitMass_t: positive().describe('mass of the sampling unit'),
    nominalTopSize_mm: topSize,
  }),
  output: z.strictObject({
    basicIncrements: z.int(),
    increments: z.int(),
    moistureIncrements: z.int().nullable().describe('of a separate moisture sample; null where no number is known'),
    singleIncrementMass_kg: decimalOut.describe('least mass of one increment'),
    minimumGrossMass_kg: decimalOut,
    incrementMassToTake_kg: decimalOut.describe('average that undercuts neither limit'),
  }),
  example: {
    scheme: 'gbt-475',
    coalKind: 'raw',
    expectedAsh_d_pct: '25',
    from: 'stream',
    unitMass_t: '4000',
    nominalTopSize_mm: '50',
  },
  formulas: formulasOf(
    'manualIncrements',
    'manualMoistureIncrements',
    'manualIncrementMass',
    'astmIncrements',
    'astmIncrementMass',
    'minimumMass',
    'minimumAverageIncrementMass',
  ),
  run: (input, packs) => {
    const worked = planManualSampling(
      {
        scheme: input.scheme,
        coalKind: input.coalKind,
        expectedAshDry: input.expectedAsh_d_pct,
        from: input.from,
        unitMass: input.unitMass_t,
        nominalTopSize: input.nominalTopSize_mm,
      },
      samplingRules(packs),
    );
    return renamed(withCallerFields(worked, fieldNames), (plan) => ({
      basicIncrements: plan.basicIncrements,
      increments: plan.increments,
      moistureIncrements: plan.moistureIncrements,
      singleIncrementMass_kg: plan.singleIncrementMass,
      minimumGrossMass_kg: plan.minimumGrossMass,
      incrementMassToTake_kg: plan.incrementMassToTake,
    }));
  },
});
