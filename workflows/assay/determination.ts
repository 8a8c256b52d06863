import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, meanOf, parseDecimal, rangeOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { repeatabilityLimit } from './repeatability.ts';
import type { DeterminationRule } from './rules.ts';
import type { MeasuredItem } from './test-item.ts';
import type { AssayItem, DeterminationVerdict } from './types.ts';

/** Digits of an unrounded mean. */
const meanDigits = 10;

/** Indices of four determinations taken three at a time. */
const triplesOfFour = [[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]] as const; // prettier-ignore

/** Some determinations looked at together. */
export interface Consideration {
  /** Indices of the determinations. */
  readonly used: readonly number[];
  readonly mean: Decimal;
  /** T at the mean. */
  readonly repeatability: Decimal;
  /** T times the factor of their count. */
  readonly limit: Decimal;
  readonly range: Decimal;
  readonly accepted: boolean;
}

/**
 * The two-three-four rule of GB/T 483-2007 clause 6.1 on determinations in the order they were made:
 * two within T → their mean; else a third, three within 1.2 T → mean of three; else a fourth, four within 1.3 T → mean of
 * four; else the one triple within 1.2 T → its mean; else discard all. The factors are those of the rule pack.
 *
 * T is chosen each time by the mean of the determinations considered. The rule stops at its first acceptance, so that a
 * further value cannot move an accepted mean; what follows a fourth belongs to a new round and is not looked at. `limit` is
 * the critical range applied (with its factor). All exact.
 */
export function judgeDeterminations(item: AssayItem, values: readonly DecimalString[], rule: DeterminationRule): DeterminationVerdict {
  return verdictOf(item, considerDeterminations(item, values, rule), values.length);
}

/** What the rule looks at, in its order: the first two, three, four, then each three of the four. It ends with an acceptance. */
export function considerDeterminations(
  item: AssayItem,
  values: readonly DecimalString[],
  rule: DeterminationRule,
): readonly Consideration[] {
  const numbers = values.map(toDecimal);
  const considered: Consideration[] = [];
  for (const count of [2, 3, 4] as const) {
    if (numbers.length < count) return considered;
    const used = Array.from({ length: count }, (_, index) => index);
    const next = consider(item, numbers, used, rule);
    considered.push(next);
    if (next.accepted) return considered;
  }
  return [...considered, ...triplesOfFour.map((triple) => consider(item, numbers, triple, rule))];
}

/** The verdict on what was considered of `have` determinations. */
export function verdictOf(item: AssayItem, considered: readonly Consideration[], have: number): DeterminationVerdict {
  const [first, second] = considered.filter(({ accepted }) => accepted);
  if (first && second) {
    const triples = considered.filter(({ accepted }) => accepted).map(({ used }) => used);
    return { kind: 'reviewer-chooses', triples, limit: toDecimalString(first.limit) };
  }
  if (first) return acceptedAs(item, first);
  const four = considered.find(({ used }) => used.length === 4);
  if (four) return { kind: 'discard-all', limit: toDecimalString(four.limit) };
  return { kind: 'need-more', have, reason: have < 2 ? 'first' : have === 2 ? 'exceeds-T' : 'exceeds-1.2T' };
}

/** A mean as a verdict carries it: unrounded to 10 significant digits, and rounded once to the item's decimals. */
export const reportedMean = (mean: Decimal, { decimals }: { readonly decimals: number }) => ({
  mean: toDecimalString(mean.toSignificantDigits(meanDigits)),
  rounded: roundGbt8170(toDecimalString(mean), decimals),
});

const acceptedAs = (item: AssayItem, { used, mean, limit, range }: Consideration): DeterminationVerdict => ({
  kind: 'accepted',
  ...reportedMean(mean, item),
  used,
  limit: toDecimalString(limit),
  range: toDecimalString(range),
});

function consider(item: AssayItem, values: readonly Decimal[], used: readonly number[], rule: DeterminationRule): Consideration {
  const chosen = used.flatMap((index) => values[index] ?? []);
  const mean = meanOf(chosen);
  const repeatability = repeatabilityLimit(item, mean);
  const factor = chosen.length === 2 ? rule.two : chosen.length === 3 ? rule.three : rule.four;
  const limit = repeatability.times(toDecimal(factor));
  const range = rangeOf(chosen);
  return { used, mean, repeatability, limit, range, accepted: range.lte(limit) };
}

/**
 * Reads what an analyst typed for an item, in the item's unit. Refuses, always with field `value`:
 * `NOT_A_NUMBER`, `NUMBER_TOO_LONG`, `DETERMINATION_NEGATIVE` (where the item cannot be), `DETERMINATION_OUT_OF_RANGE` (plausible
 * range of the pack).
 */
export function parseDetermination(item: Pick<MeasuredItem, 'item' | 'unit' | 'minimum' | 'maximum'>, text: string): Outcome<DecimalString> {
  const parsed = parseDecimal(text, 'value');
  if (!parsed.ok) return parsed;
  const value = toDecimal(parsed.value);
  if (value.lt(0) && toDecimal(item.minimum).gte(0)) {
    return refuse({
      code: 'DETERMINATION_NEGATIVE',
      field: 'value',
      message: `${item.item} cannot be negative (${parsed.value} ${item.unit}).`,
      remedy: 'Check the blank and the weighings, then enter the determination again.',
    });
  }
  if (value.lt(toDecimal(item.minimum)) || value.gt(toDecimal(item.maximum))) {
    return refuse({
      code: 'DETERMINATION_OUT_OF_RANGE',
      field: 'value',
      message: `${parsed.value} ${item.unit} lies outside the plausible range of ${item.item}, ${item.minimum} to ${item.maximum} ${item.unit}.`,
      remedy: `Check the decimal point and the unit: ${item.item} is entered in ${item.unit}.`,
    });
  }
  return ok(parsed.value);
}
