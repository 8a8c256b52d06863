import { z } from 'zod';
import { planIntermittentSampling } from '../../../workflows/coal-sampling/intermittent.ts';
import { calculation } from '../calculation.ts';
import { count, nonNegative, positive } from '../scalars.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { findings, formulasOf, samplingRules, varianceFields } from './fields.ts';

export const coalIntermittentSampling = calculation({
  name: 'coal-intermittent-sampling',
  title: { zh: '间断采样子样数（不得用于放行）', en: 'Intermittent sampling (not for release)' },
  summary: {
    zh: '只采 m 个采样单元中的 u 个时每个单元的子样数；其精密度规定已删除，结果不得用于放行。',
    en: 'Increments of each unit when only u of m units are sampled; the text on its precision is withdrawn, so never for a release.',
  },
  input: z.strictObject({
    units: count().describe('sampling units of the lot, m'),
    sampledUnits: count().describe('units that are sampled, u ≤ m'),
    requiredPrecision_pct: positive().describe('P_L, absolute % ash, dry'),
    incrementVariance_pct2: positive().describe('V_I'),
    preparationVariance_pct2: nonNegative().describe('V_PT'),
    unitVariance_pct2: nonNegative().describe('variance between units V_m, measured'),
  }),
  output: z.strictObject({ incrementsPerUnit: z.int(), forRelease: z.literal(false), findings }),
  example: {
    units: 10,
    sampledUnits: 4,
    requiredPrecision_pct: '1.0',
    incrementVariance_pct2: '5',
    preparationVariance_pct2: '0.20',
    unitVariance_pct2: '0.5',
  },
  formulas: formulasOf('intermittentIncrements', 'leastIncrements'),
  run: (input, packs) => {
    const worked = planIntermittentSampling(
      {
        units: input.units,
        sampledUnits: input.sampledUnits,
        precision: input.requiredPrecision_pct,
        incrementVariance: input.incrementVariance_pct2,
        preparationVariance: input.preparationVariance_pct2,
        unitVariance: input.unitVariance_pct2,
      },
      samplingRules(packs),
    );
    return renamed(
      withCallerFields(worked, {
        ...varianceFields,
        precision: 'requiredPrecision_pct',
        unitVariance: 'unitVariance_pct2',
      }),
      (value) => value,
    );
  },
});
