import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, sumOf, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';

/** The results of one laboratory as a sum and a number, so that their average is compared without dividing. */
export interface LaboratoryAverage {
  readonly sum: Decimal;
  readonly count: number;
  /** For what is shown; comparisons use sum and count. */
  readonly mean: Decimal;
}

/** Refuses `NO_RESULTS`. */
export function laboratoryAverage(results: readonly DecimalString[], field: string): Outcome<LaboratoryAverage> {
  if (results.length === 0) {
    return refuse({
      code: 'NO_RESULTS',
      field,
      message: 'The laboratory has no result.',
      remedy: 'Give the acceptable results of the laboratory.',
    });
  }
  const sum = sumOf(results.map(toDecimal));
  return ok({ sum, count: results.length, mean: sum.div(results.length) });
}

/**
 * Whether r and R can belong to one method. Refuses `REPEATABILITY_NOT_POSITIVE` and `REPRODUCIBILITY_BELOW_REPEATABILITY`:
 * R holds the scatter of r and that between laboratories, and is never less.
 */
export function checkPrecision(r: DecimalString, R: DecimalString): Outcome<null> {
  if (toDecimal(r).lte(0)) {
    return refuse({
      code: 'REPEATABILITY_NOT_POSITIVE',
      field: 'repeatability',
      message: `The repeatability of ${r} is not above zero.`,
      remedy: 'Give the repeatability r of the method at this level.',
    });
  }
  if (toDecimal(R).lt(toDecimal(r))) {
    return refuse({
      code: 'REPRODUCIBILITY_BELOW_REPEATABILITY',
      field: 'reproducibility',
      message: `The reproducibility ${R} is less than the repeatability ${r}.`,
      remedy: 'Give r and R of the same method, at the same level and in the same unit; perhaps they are exchanged.',
    });
  }
  return ok(null);
}
