import type { DecimalString } from '../kernel/brand.ts';
import type { Decimal } from '../kernel/decimal.ts';
import { sumOf, toDecimal } from '../kernel/decimal.ts';
import type { Refusal } from '../kernel/refusal.ts';

/** Two results of one quantity that should agree, in its unit. */
export interface ResultPair {
  readonly first: DecimalString;
  readonly second: DecimalString;
}

/** More pairs than this are no test of one system. */
const mostPairs = 1000;

export const differenceOf = ({ first, second }: ResultPair): Decimal => toDecimal(first).minus(toDecimal(second));

/** Σd², exact. */
export const sumOfSquares = (pairs: readonly ResultPair[]): Decimal => sumOf(pairs.map((pair) => differenceOf(pair).pow(2)));

/** `TOO_FEW_PAIRS` or `TOO_MANY_PAIRS`; null when the number of pairs will do. */
export function pairsRefusal(pairs: readonly ResultPair[], least: number, field = 'pairs'): Refusal | null {
  if (pairs.length < least) {
    const message = `${pairs.length} pairs are fewer than the ${least} needed at least.`;
    return { code: 'TOO_FEW_PAIRS', field, message, remedy: `Give at least ${least} pairs.` };
  }
  if (pairs.length <= mostPairs) return null;
  const message = `${pairs.length} pairs are more than the ${mostPairs} that are taken.`;
  return { code: 'TOO_MANY_PAIRS', field, message, remedy: 'Judge one system and one period at a time.' };
}

/** `NOT_POSITIVE` for a quantity that must be greater than zero. */
export const positiveRefusal = (field: string, value: DecimalString): Refusal | null =>
  toDecimal(value).gt(0)
    ? null
    : { code: 'NOT_POSITIVE', field, message: `${field} is ${value}.`, remedy: `Give ${field} greater than zero.` };
