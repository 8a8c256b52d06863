import { decimalString, type DecimalString } from './brand.ts';
import { Decimal, toDecimal } from './decimal.ts';

/**
 * Rounds by GB/T 8170-2008 clause 3.2, in one step: below half down, above half up, exactly half (5 followed by nothing
 * but zeros) to the even digit; the sign plays no part. Trailing zeros are kept because they say how precise the value is:
 * `0.6` to two decimals is `0.60`. Zero has no sign.
 *
 * Round an unrounded value only: rounding what was already rounded is what clause 3.3 forbids, and no function can see it.
 *
 * @param decimals digits after the point, an integer from 0 to 30
 */
export function roundGbt8170(value: DecimalString, decimals: number): DecimalString {
  return withoutSignOfZero(toDecimal(value).toFixed(decimals, Decimal.ROUND_HALF_EVEN));
}

/**
 * Rounds to the nearest multiple of an interval by the same rule, exactly half to the even multiple: GB/T 8170-2008 clause
 * 3.2, and 3.4 for half and fifth units (`0.5`, `0.2`, `20` …). Written with the digits of the interval: 60.25 to 0.5 is `60.0`.
 *
 * @param interval > 0, 1, 2 or 5 times a power of ten: then the quotient ends and nothing is cut
 */
export function roundToInterval(value: DecimalString, interval: Decimal): DecimalString {
  const multiple = toDecimal(value).div(interval).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN);
  return withoutSignOfZero(multiple.times(interval).toFixed(interval.decimalPlaces()));
}

/**
 * Rounds to a number of significant digits, 1 to 30, by the same rule. What rises to the next power of ten keeps its digits:
 * 9.996 to three is `10.0`. Plain notation: 12 345 to two is `12000`, whose zeros say nothing of precision. Zero stays `0`.
 */
export function roundToSignificantDigits(value: DecimalString, digits: number): DecimalString {
  const rounded = toDecimal(value).toSignificantDigits(digits, Decimal.ROUND_HALF_EVEN);
  const exponent = rounded.isZero() ? digits - 1 : rounded.e;
  return withoutSignOfZero(rounded.toFixed(Math.max(0, digits - 1 - exponent)));
}

/** Towards zero, for what must not promise more than there is (an interval, a required precision); ≥ 0 only. */
export const roundDown = (value: Decimal, decimals: number): DecimalString =>
  decimalString(value.toFixed(decimals, Decimal.ROUND_DOWN));

/** Away from zero, for a least mass or a precision reached; ≥ 0 only. */
export const roundUp = (value: Decimal, decimals: number): DecimalString =>
  decimalString(value.toFixed(decimals, Decimal.ROUND_UP));

const withoutSignOfZero = (text: string): DecimalString =>
  decimalString(/^-[0.]+$/.test(text) ? text.slice(1) : text);
