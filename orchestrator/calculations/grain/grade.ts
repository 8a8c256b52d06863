import { z } from 'zod';
import { gradeLot } from '../../../workflows/grain-grading/grade.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, nonNegative } from '../scalars.ts';
import { sourceOut, words } from '../source-out.ts';
import { onDay } from './shared-output.ts';

/** Factors a caller may send; no scale has more than a dozen. */
const mostFactors = 50;
const factorName = z.string().max(60);

export const grainGrade = calculation({
  name: 'grain-grade',
  title: { zh: '粮食定等', en: 'Grade of grain' },
  summary: {
    zh: '各项指标均达到的最高等级，并指出限制等级的指标；低于最低等级的为等外。',
    en: 'The best grade whose every factor is met, with the factors that limit it; below the lowest grade the lot is off grade.',
  },
  input: z.strictObject({
    scale: z.string().describe('Grade scale of the rule pack: cn-wheat, cn-maize, cn-soybean or us-corn'),
    on: onDay('inspection'),
    measured: z
      .record(factorName, nonNegative())
      .refine((values) => Object.keys(values).length <= mostFactors, `at most ${mostFactors} factors`)
      .describe(
        'Values as reported, by the scale’s keys with their units, for example testWeight_g_per_L, imperfectKernels_pct, moisture_pct',
      ),
    observed: z
      .array(z.string().max(60))
      .max(mostFactors)
      .default([])
      .describe('Observations that put a lot below every grade, for example odor (us-corn); default: none'),
  }),
  output: z.object({
    scale: z.string(),
    edition: sourceOut,
    grade: z.string(),
    gradeName: words,
    belowGrade: z.boolean(),
    limiting: z.array(z.object({ key: z.string(), name: words })).readonly(),
    requirements: z
      .array(
        z.object({
          key: z.string(),
          name: words,
          limit: decimalOut,
          status: z.enum(['MET', 'NOT_MET', 'NOT_TESTED']),
        }),
      )
      .readonly(),
  }),
  example: {
    scale: 'cn-maize',
    on: '2026-11-21',
    measured: {
      testWeight_g_per_L: '700',
      imperfectKernels_pct: '7.2',
      mouldyKernels_pct: '1.1',
      impurities_pct: '0.8',
      moisture_pct: '14.2',
    },
    observed: [],
  },
  formulas: (packs) => Object.values(packs('grain').grades.formulas),
  run: (input, packs) => gradeLot(input, packs('grain').grades),
});
