import { Decimal as DecimalJs } from 'decimal.js';
import { decimalString, type DecimalString } from './brand.ts';
import { ok, refuse, RefusedError, type Outcome } from './refusal.ts';

/**
 * Exact decimal arithmetic. Binary floating point says that 39.5 − 38.9 exceeds 0.6; a certificate must not.
 *
 * Sums, differences and products of measured values (at most `largestLength` digits each) are exact at the working
 * precision; only quotients and roots are cut, far beyond any digit a balance gives.
 */
export const Decimal = DecimalJs.clone({
  precision: 60,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = DecimalJs;

/** Significant digits of an unrounded value that leaves a calculation. */
const unroundedDigits = 30;
/** Longest number a person or a device may send; longer ones are noise, and would cost exactness. */
const largestLength = 30;

const plainNotation = /^[+-]?\d+(\.\d+)?$/;
const firstFullWidth = 0xff01;
const lastFullWidth = 0xff5e;
/** Distance between a full-width form (U+FF01…U+FF5E) and its ASCII character. */
const fullWidthOffset = 0xfee0;

/** Text as a Chinese input method types it, brought to ASCII: `０．５`, `０。５` and `0。5` all mean 0.5. */
function normaliseWidth(text: string): string {
  const narrow = Array.from(text.trim(), (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= firstFullWidth && code <= lastFullWidth) return String.fromCodePoint(code - fullWidthOffset);
    return character === '。' ? '.' : character;
  });
  return narrow.join('');
}

/**
 * Reads a number a person typed or a device sent. Plain notation only: no exponent, no thousands separator (a comma could
 * mean either), no NaN or Infinity, nothing empty. Refuses with `NOT_A_NUMBER` or `NUMBER_TOO_LONG`.
 * The digits are kept as written, trailing zeros included; `+` and leading zeros go.
 */
export function parseDecimal(text: string, field = 'value'): Outcome<DecimalString> {
  const plain = normaliseWidth(text);
  if (!plainNotation.test(plain)) {
    return refuse({
      code: 'NOT_A_NUMBER',
      field,
      message:
        plain === ''
          ? 'The value is empty.'
          : `"${plain.slice(0, largestLength)}" is not a plain decimal number.`,
      remedy: 'Write digits with at most one decimal point, for example 12.34; no comma, no exponent.',
    });
  }
  if (plain.length > largestLength) {
    return refuse({
      code: 'NUMBER_TOO_LONG',
      field,
      message: `The number has ${plain.length} characters; at most ${largestLength} are taken.`,
      remedy: 'Give the digits that were measured.',
    });
  }
  const negative = plain.startsWith('-');
  const digits = plain.replace(/^[+-]/, '').replace(/^0+(?=\d)/, '');
  const zero = /^[0.]+$/.test(digits);
  return ok(decimalString(negative && !zero ? `-${digits}` : digits));
}

/** The number behind a decimal string of ours. Throws `NOT_A_NUMBER` when the string was never checked. */
export function toDecimal(value: DecimalString): Decimal {
  if (!plainNotation.test(value)) {
    throw new RefusedError({
      code: 'NOT_A_NUMBER',
      message: `"${value}" reached a calculation without having been checked.`,
      remedy: 'Read it with parseDecimal first.',
    });
  }
  return new Decimal(value);
}

/** Plain notation, exact when the number has at most 30 significant digits, otherwise cut half-even to 30. */
export function toDecimalString(value: Decimal): DecimalString {
  return decimalString(value.toSignificantDigits(unroundedDigits).plus(0).toFixed());
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; exact. */
export const compareDecimals = (a: DecimalString, b: DecimalString): number =>
  toDecimal(a).comparedTo(toDecimal(b));

/** Exact sum; zero for no values. */
export const sumOf = (values: readonly Decimal[]): Decimal =>
  values.reduce<Decimal>((total, value) => total.plus(value), new Decimal(0));

/** Arithmetic mean of at least one value. */
export function meanOf(values: readonly Decimal[]): Decimal {
  if (values.length === 0) throw new RangeError('The mean of no values does not exist.');
  return sumOf(values).div(values.length);
}

/** Largest minus smallest of at least one value; exact. */
export function rangeOf(values: readonly Decimal[]): Decimal {
  if (values.length === 0) throw new RangeError('The range of no values does not exist.');
  return Decimal.max(...values).minus(Decimal.min(...values));
}

/** Square root of a number ≥ 0, 30 significant digits. */
export const squareRoot = (value: Decimal): Decimal => value.sqrt().toSignificantDigits(unroundedDigits);

/** Least integer not below `dividend / divisor`, both > 0: exact, an exact 100 never becomes 101. Beyond 2⁵³ it is no longer a safe integer. */
export function ceilQuotient(dividend: Decimal, divisor: Decimal): number {
  let quotient = dividend.div(divisor).floor();
  while (quotient.times(divisor).lt(dividend)) quotient = quotient.plus(1);
  return quotient.toNumber();
}

/** Least integer not below `√(dividend / divisor)`, both > 0: exact, by comparing squares. */
export function ceilRootOfQuotient(dividend: Decimal, divisor: Decimal): number {
  let root = dividend.div(divisor).sqrt().floor();
  while (root.times(root).times(divisor).lt(dividend)) root = root.plus(1);
  return root.toNumber();
}
