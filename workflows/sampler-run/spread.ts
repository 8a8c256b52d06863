import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { SamplerRunContext, Spread } from './run.ts';

type Known = Pick<SamplerRunContext, 'order' | 'spread' | 'totalAtStart'>;

/**
 * How far the cuts are spread when the meter shows a total: a stretch that ends there without a cut is counted, and where it is a gap,
 * all of it but the interval that its cut stands for has passed unsampled.
 */
export function spreadUntil({ order, spread, totalAtStart }: Known, total: number | null): Spread {
  const from = spread.lastCutAt ?? totalAtStart;
  if (from === null || total === null || total <= from) return spread;
  const passed = new Decimal(total).minus(from);
  const longest = toDecimalString(Decimal.max(toDecimal(spread.longest), passed));
  const { spacing } = order;
  const isGap = spacing !== null && passed.gt(toDecimal(spacing.gapAbove));
  return {
    ...spread,
    longest,
    ...(isGap && {
      unsampled: toDecimalString(toDecimal(spread.unsampled).plus(passed).minus(toDecimal(spacing.interval))),
    }),
  };
}

/** The spread with one more cut. */
export const withCut = (known: Known, total: number, flow: number): Spread => {
  const spread = spreadUntil(known, total);
  const flows = toDecimalString(
    toDecimal(spread.flows).plus(new Decimal(flow).toDecimalPlaces(flowDecimals)),
  );
  return { ...spread, lastCutAt: Math.max(spread.lastCutAt ?? total, total), flows };
};

/** A single-precision flow carries no more. */
const flowDecimals = 3;
