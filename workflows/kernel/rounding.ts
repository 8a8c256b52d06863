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

/** Towards zero, for what must not promise more than there is (an interval, a required precision); ≥ 0 only. */
export const roundDown = (value: Decimal, decimals: number): DecimalString =>
  decimalString(value.toFixed(decimals, Decimal.ROUND_DOWN));

/** Away from zero, for a least mass or a precision reached; ≥ 0 only. */
export const roundUp = (value: Decimal, decimals: number): DecimalString =>
  decimalString(value.toFixed(decimals, Decimal.ROUND_UP));

const withoutSignOfZero = (text: string): DecimalString =>
  decimalString(/^-[0.]+$/.test(text) ? text.slice(1) : text);
