import { z } from 'zod';
import { compareDecimals } from '../../workflows/kernel/decimal.ts';
import { decimal, decimals, positiveDecimal, source, sourced, words } from './primitives.ts';

/** The sampling section, `CoalSamplingRules`. */

const kinds = z.array(z.enum(['raw', 'screened', 'cleaned', 'other-washed'])).min(1);

const precision = z.strictObject({
  kinds,
  ashUpTo: decimal.exactOptional(),
  precision: z.union([
    z.strictObject({ fixed: positiveDecimal }),
    z.strictObject({ shareOfAsh: positiveDecimal, atLeast: positiveDecimal }),
  ]),
  source,
});

const minimumMassRow = z.strictObject({
  topSize: positiveDecimal,
  general: positiveDecimal,
  moisture: positiveDecimal.exactOptional(),
});

const minimumMassRows = z
  .array(minimumMassRow)
  .min(1)
  .refine(
    (rows) =>
      rows.every(
        (row, index) =>
          index === 0 || compareDecimals(rows[index - 1]?.topSize ?? row.topSize, row.topSize) < 0,
      ),
    'rows must rise by top size',
  );

export const samplingSchema = z.strictObject({
  standard: words,
  precision: z.array(precision).min(1),
  precisionDecimals: decimals,
  incrementVariance: z.array(z.strictObject({ kinds, ...sourced.shape })).min(1),
  preparationVariance: sourced,
  unitBasis: z.strictObject({ large: sourced, small: sourced }),
  minimumIncrements: z.strictObject({ count: z.int().min(1), source }),
  unitMassDecimals: decimals,
  interval: z.strictObject({ timeDecimals: decimals, massDecimals: decimals, source }),
  incrementMassDecimals: decimals,
  incrementMassSource: source,
  minimumMass: z.strictObject({ rows: minimumMassRows, source }),
  plausible: z.strictObject({
    largestLot: positiveDecimal,
    largestFlow: positiveDecimal,
    mostUnits: z.int().min(1),
    source,
  }),
  conformance: z.strictObject({ missedCutsPercent: sourced, keptTopSize: sourced }),
});
