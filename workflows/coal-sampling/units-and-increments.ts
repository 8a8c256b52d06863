import { ceilQuotient, ceilRootOfQuotient, type Decimal } from '../kernel/decimal.ts';
import type { Variances } from './precision.ts';

/** How many sampling units, and how many increments in each. */
export interface UnitsAndIncrements {
  readonly units: number;
  readonly increments: number;
}

export interface IncrementBounds {
  /** Fewest increments the standard allows in a unit. */
  readonly fewest: number;
  /** Most increments the sampler can cut from a unit; ≥ `fewest`. */
  readonly most: number;
}

/** Units a lot of `mass` t starts with, m = √(M/M₀) rounded up, at least 1 (GB/T 19494.1-2023 equation 4). */
export const initialUnits = (mass: Decimal, unitBasis: Decimal): number =>
  ceilRootOfQuotient(mass, unitBasis);

/**
 * Increments of each of m units, n = 4·V_I / (m·P_L² − 4·V_PT) rounded up (GB/T 19494.1-2023 equation 5); null when the
 * denominator is not positive, which means that no number of increments is enough for so few units.
 */
export function incrementsForUnits(variances: Variances, units: number, precision: Decimal): number | null {
  const denominator = precision.pow(2).times(units).minus(variances.preparation.times(4));
  return denominator.lte(0) ? null : ceilQuotient(variances.increment.times(4), denominator);
}

/** Units needed when each has n increments, m = (4·V_I + 4·n·V_PT) / (n·P_L²) rounded up (equation 6). */
export function unitsForIncrements(variances: Variances, increments: number, precision: Decimal): number {
  const asked = variances.increment.plus(variances.preparation.times(increments)).times(4);
  return ceilQuotient(asked, precision.pow(2).times(increments));
}

/**
 * Starts from `atLeastUnits` and applies equation 5. Where that gives nothing, or more increments than the sampler can
 * cut, equation 6 raises the units for the most increments practicable, and equation 5 is applied again because rounding
 * the units up may let fewer increments do. Fewer than the standard's least are raised to it.
 */
export function unitsAndIncrements(
  variances: Variances,
  precision: Decimal,
  atLeastUnits: number,
  bounds: IncrementBounds,
): UnitsAndIncrements {
  const first = incrementsForUnits(variances, atLeastUnits, precision);
  if (first !== null && first <= bounds.most) {
    return { units: atLeastUnits, increments: Math.max(first, bounds.fewest) };
  }
  const units = Math.max(atLeastUnits, unitsForIncrements(variances, bounds.most, precision));
  const again = incrementsForUnits(variances, units, precision) ?? bounds.most;
  return { units, increments: Math.max(again, bounds.fewest) };
}
