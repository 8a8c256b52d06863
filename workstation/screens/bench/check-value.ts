import type { Schemas } from '../../api/client.ts';
import { normaliseNumber } from '../../scanner/normalise.ts';

export type MeasuredDefinition = Exclude<Schemas['AssayItem'], { rule: 'observation' }>;

/** What is wrong with a typed value, as far as it can be told before it is sent; the server judges it anyway. */
export type ValueFault = 'empty' | 'comma' | 'notNumber' | 'tooLong' | 'negative' | 'tooLow' | 'tooHigh';

type CheckedValue = { readonly value: string } | { readonly fault: ValueFault };

/** Characters: what the server takes. */
const longest = 40;

/** Reads a typed determination; what an input method made of the digits is put right. In the unit of the item. */
export function checkValue(
  { minimum, maximum }: Pick<MeasuredDefinition, 'minimum' | 'maximum'>,
  typed: string,
): CheckedValue {
  const value = normaliseNumber(typed);
  if (value === '') return { fault: 'empty' };
  if (/^-?\d+,\d+$/.test(value)) return { fault: 'comma' };
  if (!/^-?\d+(\.\d+)?$/.test(value)) return { fault: 'notNumber' };
  if (value.length > longest) return { fault: 'tooLong' };
  // Only whether it can be at all: no result is worked out of it.
  const number = Number(value);
  if (number < 0 && Number(minimum) >= 0) return { fault: 'negative' };
  if (number < Number(minimum)) return { fault: 'tooLow' };
  if (number > Number(maximum)) return { fault: 'tooHigh' };
  return { value };
}
