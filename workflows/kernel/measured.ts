import type { DecimalString } from './brand.ts';
import { Decimal, sumOf, toDecimal, toDecimalString } from './decimal.ts';

/** Plant scales resolve a gram at best; a single-precision float carries no more than this of a sample's mass. */
const massDecimals = 4;

/** A mass a PLC gave as a float, kg, as an exact decimal, to 0.1 g by default. Throws for what is not a finite number ≥ 0. */
export function measuredMass(kilograms: number, decimals = massDecimals): DecimalString {
  if (!Number.isFinite(kilograms) || kilograms < 0) throw new RangeError(`${kilograms} is not a mass in kg`);
  return toDecimalString(new Decimal(kilograms).toDecimalPlaces(decimals));
}

/** Sum of two exact masses, kg. */
export const addMass = (a: DecimalString, b: DecimalString): DecimalString => toDecimalString(sumOf([toDecimal(a), toDecimal(b)]));
