import { ceilQuotient, ceilRootOfQuotient, squareRoot, type Decimal } from '../kernel/decimal.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { CoalSamplingFormulas } from './formulas.ts';
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
export function initialUnits(mass: Decimal, unitBasis: Decimal, formulas: CoalSamplingFormulas): Worked<number> {
  const value = ceilRootOfQuotient(mass, unitBasis);
  const inputs = [
    ['M', mass, 't'],
    ['M₀', unitBasis, 't'],
  ] as const;
  const unrounded = squareRoot(mass.div(unitBasis));
  return { value, steps: [workingStep(formulas.initialUnits, inputs, { unrounded, reported: String(value) })] };
}

/**
 * Increments of each of m units, n = 4·V_I / (m·P_L² − 4·V_PT) rounded up (GB/T 19494.1-2023 equation 5); null when the
 * denominator is not positive, which means that no number of increments is enough for so few units.
 */
export function incrementsForUnits(
  variances: Variances,
  units: number,
  precision: Decimal,
  formulas: CoalSamplingFormulas,
): Worked<number | null> {
  const dividend = variances.increment.times(4);
  const divisor = precision.pow(2).times(units).minus(variances.preparation.times(4));
  const value = divisor.lte(0) ? null : ceilQuotient(dividend, divisor);
  const inputs = [...varianceInputs(variances), ['m', units], ['P_L', precision, '%'], ['m·P_L² − 4·V_PT', divisor, '(%)²']] as const;
  const step = workingStep(formulas.incrementsPerUnit, inputs, {
    unrounded: divisor.isZero() ? null : dividend.div(divisor),
    reported: value === null ? 'NOT_REACHABLE' : String(value),
  });
  return { value, steps: [step] };
}

/** Units needed when each has n increments, m = (4·V_I + 4·n·V_PT) / (n·P_L²) rounded up (equation 6). */
export function unitsForIncrements(
  variances: Variances,
  increments: number,
  precision: Decimal,
  formulas: CoalSamplingFormulas,
): Worked<number> {
  const dividend = variances.increment.plus(variances.preparation.times(increments)).times(4);
  const divisor = precision.pow(2).times(increments);
  const value = ceilQuotient(dividend, divisor);
  const inputs = [...varianceInputs(variances), ['n', increments], ['P_L', precision, '%']] as const;
  const step = workingStep(formulas.unitsForIncrements, inputs, { unrounded: dividend.div(divisor), reported: String(value) });
  return { value, steps: [step] };
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
  formulas: CoalSamplingFormulas,
): Worked<UnitsAndIncrements> {
  const first = incrementsForUnits(variances, atLeastUnits, precision, formulas);
  if (first.value !== null && first.value <= bounds.most) {
    return atLeastTheFewest(atLeastUnits, first.value, bounds, formulas, first.steps);
  }
  const raised = unitsForIncrements(variances, bounds.most, precision, formulas);
  const units = Math.max(atLeastUnits, raised.value);
  const again = incrementsForUnits(variances, units, precision, formulas);
  const steps = [...first.steps, ...raised.steps, ...again.steps];
  return atLeastTheFewest(units, again.value ?? bounds.most, bounds, formulas, steps);
}

function atLeastTheFewest(
  units: number,
  asked: number,
  { fewest }: IncrementBounds,
  formulas: CoalSamplingFormulas,
  before: readonly WorkingStep[],
): Worked<UnitsAndIncrements> {
  const increments = Math.max(asked, fewest);
  const inputs = [
    ['n', asked],
    ['n_least', fewest],
  ] as const;
  const step = workingStep(formulas.leastIncrements, inputs, { unrounded: null, reported: String(increments) });
  return { value: { units, increments }, steps: [...before, step] };
}

const varianceInputs = (variances: Variances) =>
  [
    ['V_I', variances.increment, '(%)²'],
    ['V_PT', variances.preparation, '(%)²'],
  ] as const;
