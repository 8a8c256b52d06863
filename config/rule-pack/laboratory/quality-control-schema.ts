import { z } from 'zod';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { qualityControlFormulaKeys } from '../../../workflows/quality-control/formulas.ts';
import { decimals, formula, positiveDecimal, source } from '../primitives.ts';

/** The quality-control section, `QualityControlRules`. */

const share = positiveDecimal.refine((value) => Number(value) < 1, 'must be a share below 1');
const significance = z.strictObject({ significance: share, source });

const defaultBand = z
  .strictObject({ narrowest: positiveDecimal, widest: positiveDecimal, source })
  .refine(({ narrowest, widest }) => compareDecimals(narrowest, widest) <= 0, {
    message: 'must not be below the narrowest',
    path: ['widest'],
  });

export const qualityControlSchema = z.strictObject({
  precisionCheck: z.strictObject({
    leastPairs: z.int().min(2),
    confidence: share,
    decimals,
    factorDecimals: decimals,
    source,
  }),
  preparationCheck: z.strictObject({
    shareOfPrecisionSquared: share,
    groups: z.int().min(1),
    pairsPerGroup: z.int().min(2),
    source,
  }),
  biasTest: z.strictObject({
    // Grubbs' test and the runs need at least three.
    leastPairs: z.int().min(3),
    confidence: share,
    mostPairs: z.int().min(3).max(1000),
    decimals,
    source,
    outliers: significance,
    independence: significance,
    defaultBands: z.array(defaultBand),
  }),
  formulas: z.record(z.enum(qualityControlFormulaKeys), formula),
});
