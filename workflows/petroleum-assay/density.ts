import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { PetroleumPrecisionRules } from './rules.ts';

/** Reference temperatures of densities: 20 °C in China, 15 °C and 60 °F in contracts. */
export type ReferenceTemperature = '20-degC' | '15-degC' | '60-degF';

export interface DensityRequest {
  /** kg/m³, > 0 */
  readonly density: DecimalString;
  /** The temperature the density is stated for: a density without one means nothing. */
  readonly at: ReferenceTemperature;
  readonly reportAt: ReferenceTemperature;
}

export interface ReportedDensity {
  readonly at: ReferenceTemperature;
  readonly kgPerM3: DecimalString;
  readonly gPerMl: DecimalString;
}

/**
 * Reports a density to 0.1 kg/m³ and 0.0001 g/mL (ASTM D1298) together with its temperature; China reports at 20 °C. Nothing is
 * converted between temperatures: the petroleum measurement tables are not held here.
 *
 * Refuses `CONVERSION_NEEDS_TABLES`, field `at`.
 */
export function reportDensity(
  { density, at, reportAt }: DensityRequest,
  rules: Pick<PetroleumPrecisionRules, 'density' | 'formulas'>,
): Outcome<Worked<ReportedDensity>> {
  if (at !== reportAt) {
    return refuse({
      code: 'CONVERSION_NEEDS_TABLES',
      field: 'at',
      message: `A density at ${at} is not the density at ${reportAt}.`,
      remedy: `Convert it with ${rules.density.conversionTables}, then give the density at ${reportAt}.`,
    });
  }
  const { kgPerM3, gPerMl } = rules.density.decimals;
  const inGramsPerMl = toDecimal(density).div(1000);
  const value: ReportedDensity = {
    at,
    kgPerM3: roundGbt8170(density, kgPerM3),
    gPerMl: roundGbt8170(toDecimalString(inGramsPerMl), gPerMl),
  };
  return ok({
    value,
    steps: [
      workingStep(
        rules.formulas.densityReport,
        [
          ['ρ', density, 'kg/m³'],
          ['at', at],
        ],
        { unrounded: toDecimal(density), reported: value.kgPerM3, unit: 'kg/m³' },
      ),
      workingStep(
        rules.formulas.densityReport,
        [
          ['ρ', density, 'kg/m³'],
          ['at', at],
        ],
        { unrounded: inGramsPerMl, reported: value.gPerMl, unit: 'g/mL' },
      ),
    ],
  });
}
