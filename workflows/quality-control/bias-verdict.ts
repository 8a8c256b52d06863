import { decimalString, type DecimalString } from '../kernel/brand.ts';
import { toDecimal, type Decimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { isInForce } from '../kernel/source.ts';
import type { QualityControlRules } from './rules.ts';

/** Bias that is still acceptable, from lower to upper, in the quantity's unit. */
export interface BiasBand {
  readonly lower: DecimalString;
  readonly upper: DecimalString;
}

/** `ACCEPTABLE`: shown to lie inside the band; `BIASED`: shown to lie outside; `NOT_SHOWN`: neither. */
export type BiasVerdict = 'ACCEPTABLE' | 'BIASED' | 'NOT_SHOWN';

/** A bias with half the width of its confidence interval. */
export interface BiasEstimate {
  readonly mean: Decimal;
  readonly halfWidth: Decimal;
  /** Of the half-width, which itself is a root and never exact. */
  readonly halfWidthSquared: Decimal;
  readonly tCritical: Decimal;
}

/**
 * The verdict on an interval d̄ ± h. An edge on the band's edge is inside. `doubted`: another test was failed, so that nothing is
 * shown. Squares are compared, so that no root decides.
 */
export function judgeBias(
  { mean, halfWidthSquared }: Pick<BiasEstimate, 'mean' | 'halfWidthSquared'>,
  band: BiasBand,
  doubted: boolean,
): BiasVerdict {
  if (doubted) return 'NOT_SHOWN';
  const above = toDecimal(band.upper).minus(mean);
  const below = mean.minus(toDecimal(band.lower));
  if (above.gte(0) && below.gte(0) && above.pow(2).gte(halfWidthSquared) && below.pow(2).gte(halfWidthSquared)) return 'ACCEPTABLE';
  const outside = (distance: Decimal) => distance.lt(0) && distance.pow(2).gt(halfWidthSquared);
  return outside(above) || outside(below) ? 'BIASED' : 'NOT_SHOWN';
}

/**
 * The band given, or the default of the edition in force on a day: the narrowest, since nobody chose one. Refuses `BAND_REQUIRED`
 * where the edition has none, `BAND_EMPTY` where lower is not below upper.
 */
export function bandOf(given: BiasBand | undefined, on: string, { defaultBands }: QualityControlRules['biasTest']): Outcome<BiasBand> {
  if (given) {
    if (toDecimal(given.lower).lt(toDecimal(given.upper))) return ok(given);
    const message = `A band from ${given.lower} to ${given.upper} holds nothing.`;
    return refuse({ code: 'BAND_EMPTY', field: 'band', message, remedy: 'Give a lower limit below the upper one.' });
  }
  const standing = defaultBands.find(({ source }) => isInForce(source, on));
  if (standing) return ok({ lower: decimalString(`-${standing.narrowest}`), upper: standing.narrowest });
  const last = defaultBands.at(-1);
  const until = last?.source.validTo;
  return refuse({
    code: 'BAND_REQUIRED',
    field: 'band',
    message: `The edition in force on ${on} has no default band of acceptable bias${until ? `; the last ended on ${until}` : ''}.`,
    remedy: 'Set the band by the method of GB/T 19494.3-2023 and give its limits.',
  });
}
