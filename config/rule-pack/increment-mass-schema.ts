import { z } from 'zod';
import { compareDecimals } from '../../workflows/kernel/decimal.ts';
import { positiveDecimal, source } from './primitives.ts';

/** How far masses of increments may be off what flow and cutter let expect, `IncrementMassRules`; the same of every commodity. */
export const incrementMassSchema = z
  .strictObject({
    warnPercent: positiveDecimal,
    faultPercent: positiveDecimal,
    warningsInRow: z.int().min(1),
    /** Each state of a run holds so many masses: a longer window makes every entry of the journal longer. */
    window: z.int().min(2).max(50),
    driftPercent: positiveDecimal,
    variationPercent: positiveDecimal,
    source,
  })
  .refine(({ warnPercent, faultPercent }) => compareDecimals(warnPercent, faultPercent) <= 0, {
    message: 'a fault must not come before its warning',
    path: ['faultPercent'],
  })
  .refine(({ warningsInRow, window }) => warningsInRow <= window, {
    message: 'more warnings in a row than the window holds are never seen',
    path: ['warningsInRow'],
  });
