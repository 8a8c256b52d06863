import type { DecimalString } from '../kernel/brand.ts';
import { compareDecimals } from '../kernel/decimal.ts';
import type { Limits } from './recipe.ts';

/** Both bounds belong to what is allowed; compared exactly. */
export const isWithin = (value: DecimalString, { least, most }: Limits): boolean =>
  (least === null || compareDecimals(value, least) >= 0) &&
  (most === null || compareDecimals(value, most) <= 0);
