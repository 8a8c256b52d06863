import type { DecimalString } from '../kernel/brand.ts';
import { meanOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { Iso4259Edition } from '../iso4259/rules.ts';
import { limitStep, precisionAt } from './precision.ts';
import type { PetroleumPrecisionRules } from './rules.ts';

export interface TwoResults {
  readonly item: string;
  /** In the method's unit, obtained under repeatability conditions. */
  readonly results: readonly [DecimalString, DecimalString];
  /** Digits after the point to which the method reports. */
  readonly decimals: number;
}

export interface TwoResultsJudged {
  readonly verdict: 'ACCEPT_MEAN' | 'MORE_RESULTS_NEEDED';
  /** |x₁ − x₂|, exact. */
  readonly difference: DecimalString;
  readonly repeatability: DecimalString;
  readonly mean: DecimalString | null;
  /** How many more results are wanted at least; 0 when the mean is accepted. */
  readonly furtherResults: number;
}

/**
 * Whether two results agree within r of the method at their mean: then the mean, else at least three more results (ISO 4259-2,
 * edition given). The difference is exact: 0.52 and 0.44 differ by 0.08 and are within 0.08.
 *
 * Refuses as `precisionAt`; the level is that of the results, so `LEVEL_OUTSIDE_RANGE` and `NO_PRECISION_AT_LEVEL` name field `results`.
 */
export function judgeTwoResults(
  request: TwoResults,
  rules: PetroleumPrecisionRules,
  edition: Iso4259Edition,
): Outcome<Worked<TwoResultsJudged>> {
  const [x1, x2] = [toDecimal(request.results[0]), toDecimal(request.results[1])];
  const mean = meanOf([x1, x2]);
  const found = precisionAt(request.item, mean, rules);
  if (!found.ok) return found.refusal.field === 'level' ? { ok: false, refusal: { ...found.refusal, field: 'results' } } : found;

  const { method, repeatability } = found.value;
  const difference = x1.minus(x2).abs();
  const accepted = difference.lte(repeatability);
  const verdict = accepted ? 'ACCEPT_MEAN' : 'MORE_RESULTS_NEEDED';
  const shownMean = roundGbt8170(toDecimalString(mean), request.decimals);
  const { unit } = method;
  return ok({
    value: {
      verdict,
      difference: toDecimalString(difference),
      repeatability: roundGbt8170(toDecimalString(repeatability), rules.limitDecimals),
      mean: accepted ? shownMean : null,
      furtherResults: accepted ? 0 : edition.furtherResults.count,
    },
    steps: [
      workingStep(
        rules.formulas.level,
        [
          ['x₁', x1, unit],
          ['x₂', x2, unit],
        ],
        { unrounded: mean, reported: shownMean, unit },
      ),
      limitStep('r', method.repeatability, mean, repeatability, method, rules),
      workingStep(
        edition.formulas.twoResults,
        [
          ['|x₁ − x₂|', difference, unit],
          ['r', repeatability, unit],
        ],
        { unrounded: null, reported: verdict },
      ),
    ],
  });
}
