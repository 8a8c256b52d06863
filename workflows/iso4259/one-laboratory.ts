import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, squareRoot, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { checkPrecision, laboratoryAverage } from './laboratory.ts';
import type { Iso4259Edition } from './rules.ts';

/** Acceptable results of one laboratory, r and R in one unit. */
export interface OneLaboratory {
  readonly results: readonly DecimalString[];
  readonly repeatability: DecimalString;
  readonly reproducibility: DecimalString;
  /** Digits after the point of the mean. */
  readonly decimals: number;
}

/** All in the unit of the results. */
export interface ConfidenceOfMean {
  readonly mean: DecimalString;
  /** R₁. */
  readonly reproducibilityOfMean: DecimalString;
  /** R₁/√2, the half-width of the two-sided interval at 95 %. */
  readonly twoSidedMargin: DecimalString;
  readonly lower: DecimalString;
  readonly upper: DecimalString;
  /** 0.59·R₁: the true value lies not more than this above (or below) the mean at 95 %. */
  readonly oneSidedMargin: DecimalString;
}

/**
 * How far the true value may lie from the mean of one laboratory at 95 %: R₁ = √(R² − r²·(1 − 1/k)), x̄ ± R₁/√2 and, one-sided,
 * 0.59·R₁ (ISO 4259-2, edition given). One result has R₁ = R.
 *
 * Refuses `NO_RESULTS` (field `results`), `REPEATABILITY_NOT_POSITIVE`, `REPRODUCIBILITY_BELOW_REPEATABILITY`.
 */
export function confidenceOfOneLaboratory(request: OneLaboratory, edition: Iso4259Edition): Outcome<Worked<ConfidenceOfMean>> {
  const { repeatability: r, reproducibility: R, decimals } = request;
  const precision = checkPrecision(r, R);
  if (!precision.ok) return precision;
  const average = laboratoryAverage(request.results, 'results');
  if (!average.ok) return average;

  const { mean, sum, count } = average.value;
  const { formulas, limitDecimals, oneSidedFactor } = edition;
  const square = toDecimal(R)
    .pow(2)
    .minus(
      toDecimal(r)
        .pow(2)
        .times(count - 1)
        .div(count),
    );
  const ofMean = squareRoot(square);
  const margin = squareRoot(square.div(2));
  const oneSided = ofMean.times(toDecimal(oneSidedFactor.value));
  const shown = (value: Decimal) => roundGbt8170(toDecimalString(value), limitDecimals);
  const value: ConfidenceOfMean = {
    mean: roundGbt8170(toDecimalString(mean), decimals),
    reproducibilityOfMean: shown(ofMean),
    twoSidedMargin: shown(margin),
    lower: shown(mean.minus(margin)),
    upper: shown(mean.plus(margin)),
    oneSidedMargin: shown(oneSided),
  };
  const steps = [
    workingStep(
      formulas.average,
      [
        ['Σx', sum],
        ['k', count],
      ],
      { unrounded: mean, reported: value.mean },
    ),
    workingStep(
      formulas.oneLaboratory,
      [
        ['R', R],
        ['r', r],
        ['k', count],
      ],
      { unrounded: ofMean, reported: value.reproducibilityOfMean },
    ),
    workingStep(
      formulas.twoSided,
      [
        ['x̄', mean],
        ['R₁', ofMean],
        ['√2', squareRoot(new Decimal(2))],
      ],
      {
        unrounded: margin,
        reported: `${value.lower} … ${value.upper}`,
      },
    ),
    workingStep(
      formulas.oneSided,
      [
        ['factor', oneSidedFactor.value],
        ['R₁', ofMean],
      ],
      { unrounded: oneSided, reported: value.oneSidedMargin },
    ),
  ];
  return ok({ value, steps });
}
