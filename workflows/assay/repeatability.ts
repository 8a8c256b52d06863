import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { RefusedError } from '../kernel/refusal.ts';
import type { AssayItem, RepeatabilityBand } from './types.ts';

/**
 * Repeatability limit T of an item at a mean, in the item's unit (same laboratory). A relative limit is a percentage of
 * the mean. Throws `REPEATABILITY_BAND_MISSING` for a mean no band holds; the pack's loader refuses such gaps.
 */
export const repeatabilityLimit = (item: AssayItem, mean: Decimal): Decimal => limitAt(item.repeatability, mean, item);

/** Precision limit (T or R) of bands at a mean; see `repeatabilityLimit`. */
export function limitAt(
  bands: readonly RepeatabilityBand[],
  mean: Decimal,
  of: { readonly item: string; readonly unit: string },
): Decimal {
  const band = bands.find((candidate) => holds(candidate, mean));
  if (!band) {
    throw new RefusedError({
      code: 'REPEATABILITY_BAND_MISSING',
      field: of.item,
      message: `No precision limit is known for ${of.item} at ${toDecimalString(mean)} ${of.unit}.`,
      remedy: 'Complete the bands of the item in the rule pack.',
    });
  }
  const limit = toDecimal(band.limit);
  return band.relative ? limit.times(mean).div(100) : limit;
}

/** Whether values lie in different bands: a limit is taken at their mean, and near an edge one should know. */
export const straddlesBandEdge = (bands: readonly RepeatabilityBand[], values: readonly DecimalString[]): boolean =>
  new Set(values.map((value) => bands.findIndex((band) => holds(band, toDecimal(value))))).size > 1;

/** Edges: the lower one belongs to the band unless it says otherwise, the upper one does not unless it says so. */
function holds(band: RepeatabilityBand, mean: Decimal): boolean {
  const above =
    band.from === undefined || (band.fromInclusive === false ? mean.gt(toDecimal(band.from)) : mean.gte(toDecimal(band.from)));
  const below = band.to === undefined || (band.toInclusive === true ? mean.lte(toDecimal(band.to)) : mean.lt(toDecimal(band.to)));
  return above && below;
}
