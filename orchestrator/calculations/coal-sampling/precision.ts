import { z } from 'zod';
import { achievedPrecision, precisionFor } from '../../../workflows/coal-sampling/precision-question.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, positive } from '../scalars.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { coalKind, expectedAsh, formulasOf, samplingRules, varianceFields } from './fields.ts';

const fieldNames = {
  expectedAshDry: 'expectedAsh_d_pct',
  increments: 'incrementsPerUnit',
  ...varianceFields,
};

export const coalPrecision = calculation({
  name: 'coal-precision',
  title: { zh: '煤炭采样精密度要求', en: 'Precision required of coal sampling' },
  summary: {
    zh: '按煤种和预期干基灰分查出要求的采样、制样和化验总精密度。',
    en: 'Precision required of sampling, preparation and test together, by coal kind and expected ash.',
  },
  input: z.strictObject({ coalKind, expectedAsh_d_pct: expectedAsh }),
  output: z.strictObject({ requiredPrecision_pct: decimalOut.describe('absolute % ash, dry, at 95 %') }),
  example: { coalKind: 'raw', expectedAsh_d_pct: '12' },
  formulas: formulasOf('requiredPrecision'),
  run: (input, packs) =>
    renamed(
      withCallerFields(
        precisionFor(input.coalKind, input.expectedAsh_d_pct, samplingRules(packs)),
        fieldNames,
      ),
      (value) => ({
        requiredPrecision_pct: value,
      }),
    ),
});

export const coalAchievedPrecision = calculation({
  name: 'coal-achieved-precision',
  title: { zh: '煤炭采样达到的精密度', en: 'Precision reached by coal sampling' },
  summary: {
    zh: '由采样单元数和子样数计算达到的精密度，并与要求的精密度比较。',
    en: 'Precision that a number of units and increments reaches, against the precision required.',
  },
  input: z.strictObject({
    coalKind,
    expectedAsh_d_pct: expectedAsh,
    units: count().describe('sampling units of the lot'),
    incrementsPerUnit: count().describe('increments delivered of each unit'),
    incrementVariance_pct2: positive()
      .optional()
      .describe('measured V_I; default: the start value of the coal kind'),
    preparationVariance_pct2: positive().optional().describe('measured V_PT; default: the start value'),
  }),
  output: z.strictObject({
    achievedPrecision_pct: decimalOut,
    requiredPrecision_pct: decimalOut,
    verdict: z.enum(['REACHED', 'NOT_REACHED']),
  }),
  example: { coalKind: 'raw', expectedAsh_d_pct: '12', units: 3, incrementsPerUnit: 23 },
  formulas: formulasOf('requiredPrecision', 'achievedPrecision'),
  run: (input, packs) => {
    const worked = achievedPrecision(
      {
        coalKind: input.coalKind,
        expectedAshDry: input.expectedAsh_d_pct,
        units: input.units,
        increments: input.incrementsPerUnit,
        ...(input.incrementVariance_pct2 !== undefined && {
          incrementVariance: input.incrementVariance_pct2,
        }),
        ...(input.preparationVariance_pct2 !== undefined && {
          preparationVariance: input.preparationVariance_pct2,
        }),
      },
      samplingRules(packs),
    );
    return renamed(withCallerFields(worked, fieldNames), ({ achieved, required, verdict }) => ({
      achievedPrecision_pct: achieved,
      requiredPrecision_pct: required,
      verdict,
    }));
  },
});
