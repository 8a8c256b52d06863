import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { CoalSamplingRules, MinimumMassRow } from './rules.ts';

/**
 * The row of the minimum-mass table for a nominal top size, mm: the row of that size or the next larger one, never
 * interpolated. Undefined when the coal is coarser than the table goes.
 */
export function minimumMassRow(
  topSize: DecimalString,
  rules: Pick<CoalSamplingRules, 'minimumMass'>,
): MinimumMassRow | undefined {
  const size = toDecimal(topSize);
  return rules.minimumMass.rows.find((row) => toDecimal(row.topSize).gte(size));
}
