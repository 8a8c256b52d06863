/** Decimals behind the point of a number as it is written. */
const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

const scaled = (value: string, decimals: number): bigint =>
  BigInt(value.replace('.', '') + '0'.repeat(decimals - decimalsOf(value)));

/** |Δ| between the largest and the smallest of numbers in plain notation, exact, with as many decimals as the longest; '' of none. */
export function rangeOf(values: readonly string[]): string {
  const decimals = Math.max(0, ...values.map(decimalsOf));
  const numbers = values
    .map((value) => scaled(value, decimals))
    .toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const [least, most] = [numbers.at(0), numbers.at(-1)];
  if (least === undefined || most === undefined) return '';
  const digits = String(most - least).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Decimals of a mean that is not rounded, as a list has room for them: two more than any limit here has. */
const shownDecimals = 4;

/** A number in plain notation for looking at: cut to few decimals, and marked where something was cut off. */
export const shortened = (value: string): string =>
  decimalsOf(value) <= shownDecimals ? value : `${value.slice(0, value.indexOf('.') + 1 + shownDecimals)}…`;
