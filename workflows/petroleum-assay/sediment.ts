import type { DecimalString } from '../kernel/brand.ts';
import { decimalString } from '../kernel/brand.ts';
import { type Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { PetroleumPrecisionRules } from './rules.ts';

export interface SedimentRequest {
  /** % by mass, unrounded, 0 to 100. */
  readonly massPercent: DecimalString;
  /** Relative density of the oil, > 0; absent = no volume percentage is wanted. */
  readonly relativeDensity?: DecimalString;
}

export interface ReportedSediment {
  readonly massPercent: DecimalString;
  readonly volumePercent: DecimalString | null;
}

/**
 * Reports sediment by extraction (ASTM D473): not more than 0.005 % is "0", else to the nearest 0.01 %. The volume percentage,
 * mass % / 2.0 · relative density, is calculated from the unrounded mass percentage and reported alike.
 */
export function reportSediment(
  { massPercent, relativeDensity }: SedimentRequest,
  rules: Pick<PetroleumPrecisionRules, 'sediment' | 'formulas'>,
): Worked<ReportedSediment> {
  const { sediment, formulas } = rules;
  const mass = toDecimal(massPercent);
  const shownMass = reported(mass, sediment);
  const massStep = workingStep(formulas.sedimentReport, [['S', massPercent, '%']], { unrounded: mass, reported: shownMass, unit: '%' });
  if (relativeDensity === undefined) return { value: { massPercent: shownMass, volumePercent: null }, steps: [massStep] };

  const volume = mass.times(toDecimal(relativeDensity)).div(toDecimal(sediment.density));
  const shownVolume = reported(volume, sediment);
  const inputs = [
    ['S', massPercent, '%'],
    ['density of sediment', sediment.density],
    ['d', relativeDensity],
  ] as const;
  return {
    value: { massPercent: shownMass, volumePercent: shownVolume },
    steps: [massStep, workingStep(formulas.sedimentVolume, inputs, { unrounded: volume, reported: shownVolume, unit: '%' })],
  };
}

const reported = (percent: Decimal, { zeroUpTo, decimals }: PetroleumPrecisionRules['sediment']): DecimalString =>
  percent.lte(toDecimal(zeroUpTo)) ? decimalString('0') : roundGbt8170(toDecimalString(percent), decimals);
