import { reportedMean } from '../assay/determination.ts';
import type { MethodItem } from '../assay/test-item.ts';
import type { TestVerdict } from '../assay/test-verdict.ts';
import { precisionNotKnown } from '../assay/unverified.ts';
import { acceptableResults } from '../iso4259/acceptable-results.ts';
import type { Iso4259Edition } from '../iso4259/rules.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, compareDecimals, meanOf, rangeOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { RefusedError } from '../kernel/refusal.ts';
import { precisionAt } from './precision.ts';
import type { PetroleumPrecisionRules } from './rules.ts';

/**
 * Results of one method under repeatability conditions, in the order they were obtained (ISO 4259-2, edition given): two within r
 * → their mean; else as many more as the edition wants, of which the most divergent is dropped while it lies beyond r₁; too many
 * dropped, or still none acceptable after the most results the rule is for → all discarded. It stops at its first acceptance.
 *
 * r is taken at the median of the results looked at, so that one wild result cannot widen its own limit. Where the method gives
 * no r at the level of two results, they wait for the reviewer's word. `limit` of an acceptance is r, in the item's unit.
 */
export function judgeDuplicates(
  item: MethodItem,
  values: readonly DecimalString[],
  precision: PetroleumPrecisionRules,
  edition: Iso4259Edition,
): TestVerdict {
  const { furtherResults, rejections } = edition;
  let limit: DecimalString | undefined;
  for (let wanted = 2; ; wanted += furtherResults.count) {
    if (values.length < wanted) {
      return { kind: 'need-more', have: values.length, wanted, reason: limit === undefined ? 'first' : 'exceeds-r' };
    }
    const results = values.slice(0, wanted);
    const r = repeatabilityAt(item, results, precision);
    // Two that disagreed are not saved by further ones that lie where no r holds.
    if (r === undefined) return limit === undefined ? precisionNotKnown(item, results, 'outside-range') : { kind: 'discard-all', limit };
    limit = toDecimalString(r);
    const looked = acceptableResults({ results, repeatability: limit, decimals: item.decimals }, edition);
    if (!looked.ok) throw new RefusedError(looked.refusal);
    const { verdict, rejected } = looked.value.value;
    if (verdict === 'ACCEPTED') return acceptedWithout(rejected, item, results, limit);
    const noMore = wanted + furtherResults.count > rejections.mostResults;
    if (verdict === 'CHECK_APPARATUS' || noMore) return { kind: 'discard-all', limit };
  }
}

function acceptedWithout(
  rejected: readonly DecimalString[],
  item: MethodItem,
  results: readonly DecimalString[],
  limit: DecimalString,
): TestVerdict {
  const used = results.map((_, index) => index);
  for (const result of rejected) used.splice(used.findIndex((index) => results[index] === result), 1);
  const numbers = used.flatMap((index) => results[index] ?? []).map(toDecimal);
  return { kind: 'accepted', ...reportedMean(meanOf(numbers), item), used, limit, range: toDecimalString(rangeOf(numbers)) };
}

/** r at the median, in the item's unit; undefined where the method does not give one. */
function repeatabilityAt(
  { precision: { item, factor } }: MethodItem,
  results: readonly DecimalString[],
  rules: PetroleumPrecisionRules,
): Decimal | undefined {
  const found = precisionAt(item, medianOf(results).times(factor), rules);
  return found.ok ? found.value.repeatability.div(factor) : undefined;
}

/** The middle of at least one result, or the mean of the two in the middle. */
function medianOf(results: readonly DecimalString[]): Decimal {
  const sorted = [...results].sort(compareDecimals);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return meanOf(middle.map(toDecimal));
}
