import { z } from 'zod';
import { formula, source } from '../primitives.ts';

/** The numbers section, `NumberRules`. */
export const numbersSchema = z.strictObject({
  defaultComparison: z.strictObject({ value: z.enum(['full-value', 'rounded-value']), source }),
  formulas: z.strictObject({
    rounding: formula,
    oneStep: formula,
    halfUnit: formula,
    fifthUnit: formula,
    significantDigits: formula,
    fullValue: formula,
    roundedValue: formula,
    choice: formula,
  }),
});
