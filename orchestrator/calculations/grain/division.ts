import { z } from 'zod';
import { checkDivider, divisionOf } from '../../../workflows/grain-sampling/division.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive } from '../scalars.ts';

export const grainDivision = calculation({
  name: 'grain-division',
  title: { zh: '缩分比和缩分次数', en: 'Division ratio and passes' },
  summary: {
    zh: '原始样品对半缩分（钟鼎式或格槽式分样器）到实验室样品，最多几次、剩多少。',
    en: 'How often an aggregate sample may be halved (Boerner or riffle) for a laboratory sample, and what is left.',
  },
  input: z.strictObject({
    aggregateMass_kg: positive().describe('Mass of the aggregate sample'),
    laboratoryMass_kg: positive().describe('Least mass of the laboratory sample'),
  }),
  output: z.object({ ratio: decimalOut, passes: z.int(), massAfterPasses_kg: decimalOut }),
  example: { aggregateMass_kg: '48', laboratoryMass_kg: '3' },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [formulas.divisionRatio, formulas.divisionPasses];
  },
  run: (input, packs) => divisionOf(input, packs('grain').sampling),
});

/** Splits a caller may send at once; a check takes some ten. */
const mostSplits = 1000;

export const grainDividerCheck = calculation({
  name: 'grain-divider-check',
  title: { zh: '分样器检查', en: 'Check of a divider' },
  summary: {
    zh: '重复缩分的两半与平均值之差是否在允差内。',
    en: 'Whether the two halves of repeated splits lie within the tolerance of their mean.',
  },
  input: z.strictObject({
    splits: z
      .array(
        z.strictObject({
          left_g: positive().describe('Mass of the left half'),
          right_g: positive().describe('Mass of the right half'),
        }),
      )
      .max(mostSplits)
      .describe('The halves of each split'),
  }),
  output: z.object({
    verdict: z.enum(['WITHIN_TOLERANCE', 'OUT_OF_TOLERANCE']),
    deviations_pct: z.array(decimalOut).readonly(),
    leftShare_pct: decimalOut,
  }),
  example: {
    splits: [
      { left_g: '505', right_g: '495' },
      { left_g: '492', right_g: '508' },
    ],
  },
  formulas: (packs) => [packs('grain').sampling.formulas.dividerHalves],
  run: ({ splits }, packs) => checkDivider(splits, packs('grain').sampling),
});
