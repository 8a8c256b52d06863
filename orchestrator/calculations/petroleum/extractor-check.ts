import { z } from 'zod';
import { checkExtractor } from '../../../workflows/petroleum-sampling/extractor-check.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, nonNegative, positive } from '../scalars.ts';
import { withCallerFields } from '../caller-fields.ts';

export const petroleumExtractorCheck = calculation({
  name: 'petroleum-extractor-check',
  title: { zh: '抽取器现场检查', en: 'Field check of an extractor' },
  summary: {
    zh: '核查抽取器若干次动作的总体积以及抓样体积的重复性。',
    en: 'Whether the strokes of an extractor give their volume together, and whether its grabs are alike.',
  },
  input: z.strictObject({
    strokes: count(1, 10_000).describe('strokes of the check'),
    grab_mL: positive().describe('nominal volume of one grab'),
    collected_mL: nonNegative().describe('volume of all strokes together'),
    grabs_mL: z
      .array(nonNegative())
      .min(2)
      .max(1000)
      .optional()
      .describe('single grabs measured over the operating range; left out: repeatability is NOT_CHECKED'),
  }),
  output: z.strictObject({
    grabSize: z.enum(['PASSED', 'FAILED']),
    repeatability: z.enum(['PASSED', 'FAILED', 'NOT_CHECKED']),
    least_mL: decimalOut,
    most_mL: decimalOut,
  }),
  example: { strokes: 20, grab_mL: '1', collected_mL: '19.6', grabs_mL: ['0.98', '1.01', '1.00', '0.97'] },
  formulas: (packs) => {
    const { formulas } = packs('petroleum').sampling;
    return [formulas.fieldCheck, formulas.extractorRepeatability];
  },
  run: ({ strokes, grab_mL: grab, collected_mL: collected, grabs_mL: grabs }, packs) => {
    const outcome = checkExtractor({ strokes, grab, collected, ...(grabs && { grabs }) }, packs('petroleum').sampling);
    if (!outcome.ok) return withCallerFields(outcome, { grabs: 'grabs_mL' });
    const { least, most, ...rest } = outcome.value.value;
    return { ok: true, value: { value: { ...rest, least_mL: least, most_mL: most }, steps: outcome.value.steps } };
  },
});
