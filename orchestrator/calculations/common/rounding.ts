import { z } from 'zod';
import { workedRounding } from '../../../workflows/assay/worked-rounding.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, quantity } from '../scalars.ts';

export const rounding = calculation({
  name: 'rounding',
  title: { zh: '数值修约', en: 'Rounding' },
  summary: {
    zh: '按 GB/T 8170 一次修约（四舍六入五成双）。数值是否已被修约过无法识别，请给出未修约值。',
    en: 'Rounds by GB/T 8170 in one step, half to even. Whether a value was rounded before cannot be seen: give the unrounded one.',
  },
  input: z.strictObject({
    value: quantity().describe('Unrounded value, as it was measured or calculated'),
    decimals: z.int().min(-10).max(20).optional().describe('Digits after the point; negative for tens, hundreds; or significantDigits'),
    significantDigits: z.int().min(1).max(20).optional().describe('Significant digits, in place of decimals'),
    unit: z.enum(['1', '0.5', '0.2']).default('1').describe('Whole, half or fifth units of the place'),
  }),
  output: z.strictObject({ rounded: decimalOut }),
  example: { value: '1.005', decimals: 2 },
  formulas: (packs) => {
    const { rounding: whole, oneStep, halfUnit, fifthUnit, significantDigits } = packs('laboratory').numbers.formulas;
    return [whole, oneStep, halfUnit, fifthUnit, significantDigits];
  },
  run: ({ value, ...target }, packs) => {
    const worked = workedRounding(value, target, packs('laboratory').numbers);
    return worked.ok ? ok({ value: { rounded: worked.value.value }, steps: worked.value.steps }) : worked;
  },
});
