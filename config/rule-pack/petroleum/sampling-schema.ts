import { z } from 'zod';
import { petroleumSamplingFormulas } from '../../../workflows/petroleum-sampling/rules.ts';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { incrementMassSchema } from '../increment-mass-schema.ts';
import { bilingual, decimals, formula, positiveDecimal, source, sourced, words } from '../primitives.ts';

/** The sampling section, `PetroleumSamplingRules`. */

const band = z
  .strictObject({ least: positiveDecimal, most: positiveDecimal, source })
  .refine(({ least, most }) => compareDecimals(least, most) < 0, 'least must be below most');

const fieldCheck = z
  .strictObject({ strokes: z.int().min(1), grab: positiveDecimal, least: positiveDecimal, most: positiveDecimal, source })
  .refine(({ least, most }) => compareDecimals(least, most) < 0, 'least must be below most');

const provingRow = z.strictObject({ water: positiveDecimal, meter: positiveDecimal, tankGauge: positiveDecimal });

const provingRows = z
  .array(provingRow)
  .min(1)
  .refine(
    (rows) => rows.every((row, index) => index === 0 || compareDecimals(rows[index - 1]?.water ?? row.water, row.water) < 0),
    'rows must rise by water',
  );

export const samplingSchema = z.strictObject({
  standard: words,
  fieldChecks: z.array(fieldCheck).min(1),
  extractorRepeatabilityPercent: sourced,
  profileSpread: sourced,
  proving: z.strictObject({ rows: provingRows, source, betweenRows: source }),
  setUp: z.strictObject({ receiverFillPercent: sourced, targetGrabs: sourced }),
  margin: z.strictObject({ coefficient: positiveDecimal, best: positiveDecimal, source }),
  factors: z.strictObject({
    minimumVolumeRatio: z.strictObject({ least: positiveDecimal, source }),
    grabFactor: band,
    grabFactorLimit: band,
    grabCountRatio: band,
    performanceFactor: band,
    linearityFactor: band,
    unsampledPercent: z.strictObject({ most: positiveDecimal, source }),
    editions: bilingual.extend({ source }),
  }),
  incrementMass: incrementMassSchema,
  gap: z.strictObject({ mostIntervals: positiveDecimal, source }),
  decimals: z.strictObject({ factor: decimals, margin: decimals, percent: decimals, volume: decimals, parcelVolume: decimals, source }),
  formulas: z.record(z.enum(petroleumSamplingFormulas), formula),
});
