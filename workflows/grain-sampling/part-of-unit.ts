import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundDown, roundUp } from '../kernel/rounding.ts';
import type { GrainSamplingRules } from './rules.ts';
import type { GrainSampler, GrainSamplingPlan, GrainUnit } from './types.ts';

const secondsPerHour = 3600;

/** A part of a unit that is sampled by itself. */
export interface GrainPart {
  /** > 0 */
  readonly mass_t: DecimalString;
  /** ≥ 1 */
  readonly increments: number;
}

/**
 * A part of a unit with an interval cut anew from its own mass and increments, as `cutInterval` cuts it: increments × interval never
 * exceeds the part. Only where the sampler cannot cut so fast, or not so finely, the interval is the shortest that it can be set to.
 */
export function cutPart(
  { basis = 'mass', sampler }: Pick<GrainSamplingPlan, 'basis' | 'sampler'>,
  whole: GrainUnit,
  { mass_t, increments }: GrainPart,
  { interval, gap }: Pick<GrainSamplingRules, 'interval' | 'gap'>,
): GrainUnit {
  const byMass = toDecimal(mass_t).div(increments);
  const byTime = byMass.times(secondsPerHour).div(toDecimal(sampler.maximumFlow_t_per_h));
  const interval_t = atLeast(byMass, shortestMass(sampler), interval.massDecimals);
  return {
    ...whole,
    mass_t,
    increments,
    interval_t,
    ...(basis === 'time' && {
      interval_s: atLeast(byTime, toDecimal(sampler.shortestInterval_s), interval.timeDecimals),
    }),
    gapAbove_t: toDecimalString(toDecimal(interval_t).times(gap.mostIntervals)),
  };
}

/** What passes at the greatest flow while the sampler gets ready for the next cut. */
const shortestMass = ({ shortestInterval_s, maximumFlow_t_per_h }: GrainSampler): Decimal =>
  toDecimal(shortestInterval_s).times(maximumFlow_t_per_h).div(secondsPerHour);

function atLeast(interval: Decimal, shortest: Decimal, decimals: number): DecimalString {
  const least = Decimal.max(shortest, new Decimal(10).pow(-decimals));
  const cutDown = roundDown(interval, decimals);
  return toDecimal(cutDown).lt(least) ? roundUp(least, decimals) : cutDown;
}
