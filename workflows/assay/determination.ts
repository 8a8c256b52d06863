import type { DecimalString } from '../kernel/brand.ts';
import {
  type Decimal,
  meanOf,
  parseDecimal,
  rangeOf,
  toDecimal,
  toDecimalString,
} from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { repeatabilityLimit } from './repeatability.ts';
import type { AssayItem, DeterminationVerdict } from './types.ts';

/** Digits of an unrounded mean. */
const meanDigits = 10;
/**
 * Critical range as a multiple of T for two, three and four determinations: GB/T 483-2007 clause 6.1. They are the shape
 * of the rule itself (f(n)/f(2) of ISO 5725-6, rounded), not a table a laboratory replaces.
 */
const rangeFactor = { 2: '1', 3: '1.2', 4: '1.3' } as const;
type Count = keyof typeof rangeFactor;
type Accepted = Extract<DeterminationVerdict, { kind: 'accepted' }>;

/** Indices of four determinations taken three at a time. */
const triplesOfFour = [[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]] as const; // prettier-ignore

/**
 * The two-three-four rule of GB/T 483-2007 clause 6.1 on determinations in the order they were made:
 * two within T → their mean; else a third, three within 1.2 T → mean of three; else a fourth, four within 1.3 T → mean of
 * four; else the one triple within 1.2 T → its mean; else discard all.
 *
 * T is chosen each time by the mean of the determinations considered. The rule stops at its first acceptance, so that a
 * further value cannot move an accepted mean; what follows a fourth belongs to a new round and is not looked at. `limit` is
 * the critical range applied (with its factor). All exact.
 */
export function judgeDeterminations(item: AssayItem, values: readonly DecimalString[]): DeterminationVerdict {
  const numbers = values.map(toDecimal);
  for (const count of [2, 3, 4] as const) {
    if (numbers.length < count) return needMore(numbers.length);
    const used = Array.from({ length: count }, (_, index) => index);
    const verdict = accept(item, numbers, used);
    if (verdict) return verdict;
  }
  return judgeTriples(item, numbers);
}

function needMore(have: number): DeterminationVerdict {
  const reason = have < 2 ? 'first' : have === 2 ? 'exceeds-T' : 'exceeds-1.2T';
  return { kind: 'need-more', have, reason };
}

function accept(item: AssayItem, values: readonly Decimal[], used: readonly number[]): Accepted | null {
  const chosen = used.flatMap((index) => values[index] ?? []);
  const mean = meanOf(chosen);
  const limit = criticalRange(item, chosen);
  const range = rangeOf(chosen);
  if (range.gt(limit)) return null;
  return {
    kind: 'accepted',
    mean: toDecimalString(mean.toSignificantDigits(meanDigits)),
    rounded: roundGbt8170(toDecimalString(mean), item.decimals),
    used,
    limit: toDecimalString(limit),
    range: toDecimalString(range),
  };
}

function judgeTriples(item: AssayItem, values: readonly Decimal[]): DeterminationVerdict {
  const accepted = triplesOfFour.flatMap((triple) => accept(item, values, triple) ?? []);
  const [first, second] = accepted;
  if (!first) return { kind: 'discard-all', limit: toDecimalString(criticalRange(item, values.slice(0, 4))) };
  if (!second) return first;
  return { kind: 'reviewer-chooses', triples: accepted.map(({ used }) => used), limit: first.limit };
}

function criticalRange(item: AssayItem, chosen: readonly Decimal[]): Decimal {
  return repeatabilityLimit(item, meanOf(chosen)).times(rangeFactor[chosen.length as Count]);
}

/**
 * Reads what an analyst typed for an item, in the item's unit. Refuses, always with field `value`:
 * `NOT_A_NUMBER`, `NUMBER_TOO_LONG`, `DETERMINATION_NEGATIVE`, `DETERMINATION_OUT_OF_RANGE` (plausible range of the pack).
 */
export function parseDetermination(item: AssayItem, text: string): Outcome<DecimalString> {
  const parsed = parseDecimal(text, 'value');
  if (!parsed.ok) return parsed;
  const value = toDecimal(parsed.value);
  if (value.lt(0)) {
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
