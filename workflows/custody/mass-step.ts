import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';

const percent = 100;

/** Whether a mass differs from the one recorded before by more than so many % of it; exact, the tolerance itself is no step. */
export const isMassStep = (
  before: DecimalString,
  after: DecimalString,
  tolerancePercent: DecimalString,
): boolean =>
  toDecimal(after)
    .minus(toDecimal(before))
    .abs()
    .times(percent)
    .gt(toDecimal(tolerancePercent).times(toDecimal(before)));
