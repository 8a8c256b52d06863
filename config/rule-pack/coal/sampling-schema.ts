import { z } from 'zod';
import { coalSamplingFormulaKeys } from '../../../workflows/coal-sampling/formulas.ts';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { incrementMassSchema } from '../increment-mass-schema.ts';
import { decimal, decimals, formula, positiveDecimal, source, sourced, words } from '../primitives.ts';
import { cutterSchema, samplerSchema } from './sampler-schema.ts';
import { manualSchema } from './manual-sampling-schema.ts';
import { risingByTopSize } from './rising-rows.ts';

/** The sampling section, `CoalSamplingRules`. */

const kinds = z.array(z.enum(['raw', 'screened', 'cleaned', 'other-washed'])).min(1);
const counted = z.strictObject({ count: z.int().min(1), source });

const precision = z.strictObject({
  kinds,
  ashUpTo: decimal.exactOptional(),
  precision: z.union([
    z.strictObject({ fixed: positiveDecimal }),
    z.strictObject({ shareOfAsh: positiveDecimal, atLeast: positiveDecimal }),
  ]),
  source,
});

const minimumMassTable = z.strictObject({
  rows: risingByTopSize(
    z.strictObject({
      topSize: positiveDecimal,
      general: positiveDecimal,
      moisture: positiveDecimal.exactOptional(),
      sizeAnalysis1Percent: positiveDecimal.exactOptional(),
      sizeAnalysis2Percent: positiveDecimal.exactOptional(),
    }),
  ),
  source,
});

const section = z.strictObject({
  standard: words,
  precision: z.array(precision).min(1),
  precisionDecimals: decimals,
  decimalsSource: source,
  incrementVariance: z.array(z.strictObject({ kinds, ...sourced.shape })).min(1),
  preparationVariance: sourced,
  unitBasis: z.strictObject({ large: sourced, small: sourced }),
  minimumIncrements: counted,
  unitMassDecimals: decimals,
  interval: z.strictObject({ timeDecimals: decimals, massDecimals: decimals, source }),
  incrementMassDecimals: decimals,
  incrementMassSource: source,
  minimumMass: minimumMassTable,
  minimumMassIso: minimumMassTable,
  supersededMinimumMass: minimumMassTable,
  manual: manualSchema,
  cutter: cutterSchema,
  sampler: samplerSchema,
  intermittent: z.strictObject({ source }),
  plausible: z.strictObject({
    largestLot: positiveDecimal,
    largestFlow: positiveDecimal,
    mostUnits: z.int().min(1),
    source,
  }),
  conformance: z.strictObject({
    missedCutsPercent: sourced,
    incrementMass: incrementMassSchema,
    gap: z.strictObject({ mostIntervals: positiveDecimal, source }),
    deviationDecimals: decimals,
    keptTopSize: sourced,
  }),
  formulas: z.record(z.enum(coalSamplingFormulaKeys), formula),
});

/** A pack whose table still holds a mass of the withdrawn edition is refused: it was copied from an old page. */
export const samplingSchema = section.superRefine(({ minimumMass, supersededMinimumMass }, context) => {
  for (const [index, row] of minimumMass.rows.entries()) {
    const old = supersededMinimumMass.rows.find(
      (each) => compareDecimals(each.topSize, row.topSize) === 0 && compareDecimals(each.general, row.general) === 0,
    );
    if (!old) continue;
    const { standard, edition } = supersededMinimumMass.source;
    const message = `${row.general} kg for ${row.topSize} mm is of ${standard}-${edition}, which is superseded`;
    context.addIssue({ code: 'custom', message, path: ['minimumMass', 'rows', index, 'general'] });
  }
});
