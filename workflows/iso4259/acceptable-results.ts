import type { Bilingual } from '../kernel/bilingual.ts';
import { decimalString, type DecimalString } from '../kernel/brand.ts';
import { compareDecimals, Decimal, sumOf, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { Worked, WorkingStep } from '../kernel/working.ts';
import {
  apparatusStep,
  divergenceSteps,
  meanStep,
  tieStep,
  twoResultsStep,
  type Divergent,
} from './rejection-steps.ts';
import type { Iso4259Edition } from './rules.ts';

/** What a set of results of one laboratory comes to. */
export interface AcceptableResults {
  readonly verdict: 'ACCEPTED' | 'MORE_RESULTS_NEEDED' | 'CHECK_APPARATUS';
  /** Average of the accepted results, to the decimals asked for; null unless accepted. */
  readonly mean: DecimalString | null;
  readonly accepted: readonly DecimalString[];
  /** In the order they were dropped. */
  readonly rejected: readonly DecimalString[];
  /** How many more results are wanted at least; 0 unless more are needed. */
  readonly furtherResults: number;
  readonly finding: (Bilingual & { readonly code: string }) | null;
}

export interface ResultsOfOneLaboratory {
  /** All in the unit of r; their order plays no part. */
  readonly results: readonly DecimalString[];
  /** Repeatability r of the method at the level of the results, > 0, in the unit of the results. */
  readonly repeatability: DecimalString;
  /** Digits after the point of the reported mean. */
  readonly decimals: number;
}

/**
 * Acceptability of the results of one laboratory under repeatability conditions (ISO 4259-2, edition given).
 *
 * Two results: accepted when |x₁ − x₂| ≤ r. More: the one most divergent from the mean of the others is dropped while it lies
 * beyond r₁ = r·√(k/(2(k − 1))). Comparisons are of exact squares, so no root decides. The mean is rounded once.
 *
 * Refuses `TOO_FEW_RESULTS` (fewer than two), `TOO_MANY_RESULTS` (more than the rule on rejections covers), field `results`;
 * `REPEATABILITY_NOT_POSITIVE`, field `repeatability`.
 */
export function acceptableResults(
  request: ResultsOfOneLaboratory,
  edition: Iso4259Edition,
): Outcome<Worked<AcceptableResults>> {
  const { results, repeatability, decimals } = request;
  if (results.length < 2) return refuseTooFew(results.length);
  if (results.length > edition.rejections.mostResults) return refuseTooMany(results.length, edition);
  if (toDecimal(repeatability).lte(0)) return refuseRepeatability(repeatability);

  const steps: WorkingStep[] = [];
  // Sorted, because the order in which results were obtained must not decide which of equals is named.
  const kept = [...results].sort(compareDecimals);
  const rejected: DecimalString[] = [];
  for (;;) {
    const divergent = mostDivergent(kept.map(toDecimal));
    const agrees = withinRejectionLimit(divergent.deviation, kept.length, toDecimal(repeatability));
    steps.push(
      ...(kept.length === 2
        ? twoResultsStep(kept, repeatability, agrees, edition)
        : divergenceSteps(kept, divergent, repeatability, agrees, edition)),
    );
    if (agrees) {
      const mean = meanStep(kept, decimals, edition);
      return ok({ value: accepted(kept, rejected, mean.reported), steps: [...steps, mean] });
    }
    if (divergent.tied) {
      if (kept.length > 2) steps.push(tieStep(kept, edition));
      return ok({ value: moreNeeded(kept, rejected, edition), steps });
    }
    rejected.push(...kept.splice(divergent.index, 1));
    if (rejected.length >= edition.rejections.checkFrom) {
      return ok({
        value: checkApparatus(kept, rejected),
        steps: [...steps, apparatusStep(rejected.length, results.length, edition)],
      });
    }
  }
}

/** Of sorted results, the most divergent is the first or the last. */
function mostDivergent(sorted: readonly Decimal[]): Divergent {
  const sum = sumOf(sorted);
  const at = (index: number) => {
    const result = sorted[index] ?? new Decimal(0);
    return { index, result, deviation: result.times(sorted.length).minus(sum).abs() };
  };
  const lowest = at(0);
  const highest = at(sorted.length - 1);
  const order = lowest.deviation.comparedTo(highest.deviation);
  return { ...(order > 0 ? lowest : highest), tied: order === 0 && !lowest.result.eq(highest.result) };
}

/** deviation/(k − 1) ≤ r·√(k/(2(k − 1))), squared and multiplied out. For k = 2 it is |x₁ − x₂| ≤ r. */
function withinRejectionLimit(deviation: Decimal, k: number, r: Decimal): boolean {
  const pairs = k * (k - 1);
  return deviation.pow(2).times(2).lte(r.pow(2).times(pairs));
}

const accepted = (
  kept: readonly DecimalString[],
  rejected: readonly DecimalString[],
  mean: string,
): AcceptableResults => ({
  verdict: 'ACCEPTED',
  mean: decimalString(mean),
  accepted: kept,
  rejected,
  furtherResults: 0,
  finding: null,
});

const moreNeeded = (
  kept: readonly DecimalString[],
  rejected: readonly DecimalString[],
  { furtherResults }: Iso4259Edition,
): AcceptableResults => ({
  verdict: 'MORE_RESULTS_NEEDED',
  mean: null,
  accepted: kept,
  rejected,
  furtherResults: furtherResults.count,
  finding: {
    code: 'RESULTS_DISAGREE',
    zh: `结果之差超出重复性，至少再取得 ${furtherResults.count} 个结果。`,
    en: `The results differ by more than the repeatability allows: obtain at least ${furtherResults.count} more.`,
  },
});

const checkApparatus = (
  kept: readonly DecimalString[],
  rejected: readonly DecimalString[],
): AcceptableResults => ({
  verdict: 'CHECK_APPARATUS',
  mean: null,
  accepted: kept,
  rejected,
  furtherResults: 0,
  finding: {
    code: 'TOO_MANY_REJECTED',
    zh: `已剔除 ${rejected.length} 个结果，应检查仪器和操作后重新试验。`,
    en: `${rejected.length} results were dropped: check the apparatus and the operation, then start again.`,
  },
});

const refuseTooFew = (given: number) =>
  refuse({
    code: 'TOO_FEW_RESULTS',
    field: 'results',
    message: `${given} result is no set of results.`,
    remedy: 'Give at least two results.',
  });

const refuseTooMany = (given: number, { rejections }: Iso4259Edition) =>
  refuse({
    code: 'TOO_MANY_RESULTS',
    field: 'results',
    message: `${given} results are more than the ${rejections.mostResults} for which the rule on rejections is given.`,
    remedy: `Give at most ${rejections.mostResults} results.`,
  });

const refuseRepeatability = (given: DecimalString) =>
  refuse({
    code: 'REPEATABILITY_NOT_POSITIVE',
    field: 'repeatability',
    message: `A repeatability of ${given} accepts nothing.`,
    remedy: 'Give the repeatability r of the method at this level, in the unit of the results.',
  });
