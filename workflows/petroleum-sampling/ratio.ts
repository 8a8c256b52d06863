import type { Decimal } from '../kernel/decimal.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { Band } from './rules.ts';
import type { DecimalString } from '../kernel/brand.ts';

/** A quotient not yet divided, divisor > 0: compared with a bound by multiplying, so that 0.95 exactly is 0.95. */
export interface Ratio {
  readonly dividend: Decimal;
  readonly divisor: Decimal;
}

export const quotient = ({ dividend, divisor }: Ratio): Decimal => dividend.div(divisor);

export const isAtLeast = ({ dividend, divisor }: Ratio, bound: DecimalString): boolean => dividend.gte(divisor.times(toDecimal(bound)));

export const isAtMost = ({ dividend, divisor }: Ratio, bound: DecimalString): boolean => dividend.lte(divisor.times(toDecimal(bound)));

export const isWithin = (ratio: Ratio, { least, most }: Pick<Band, 'least' | 'most'>): boolean =>
  isAtLeast(ratio, least) && isAtMost(ratio, most);
