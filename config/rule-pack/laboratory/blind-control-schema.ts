import { z } from 'zod';
import { blindControlFormulaKeys } from '../../../workflows/blind-control/rules.ts';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { decimals, formula, positiveDecimal, source, sourced } from '../primitives.ts';

/** The blind-control section, `BlindControlRules`. */
export const blindControlSchema = z.strictObject({
  precisionFactor: sourced,
  duplicates: z.strictObject({
    actionFactor: positiveDecimal.refine((factor) => Number(factor) >= 1, 'must not be less than 1'),
    source,
  }),
  references: z
    .strictObject({ warning: positiveDecimal, action: positiveDecimal, source })
    .refine(({ warning, action }) => compareDecimals(warning, action) <= 0, {
      message: 'must not be below the warning',
      path: ['action'],
    }),
  scores: z.strictObject({ decimals, source }),
  formulas: z.record(z.enum(blindControlFormulaKeys), formula),
});
