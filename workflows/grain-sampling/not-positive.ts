import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { refuse, type Outcome } from '../kernel/refusal.ts';

/** Refuses `OUT_OF_RANGE` for the first of some values that is not greater than zero; null where all are. */
export function refuseNotPositive(values: Readonly<Record<string, DecimalString | undefined>>): Outcome<never> | null {
  const wrong = Object.entries(values).find(([, value]) => value !== undefined && toDecimal(value).lte(0));
  if (!wrong) return null;
  const [field, value] = wrong;
  return refuse({
    code: 'OUT_OF_RANGE',
    field,
    message: `${String(value)} is not greater than zero.`,
    remedy: 'Give the measured or planned value in the unit the name says.',
  });
}
