import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundDown } from '../kernel/rounding.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { CoalSamplingPlan } from './types.ts';

/** A part of a sampling unit that is sampled by itself. */
export interface CoalPart {
  /** t, > 0 */
  readonly mass: DecimalString;
  /** ≥ 1 */
  readonly increments: number;
}

/**
 * The plan of a lot for a part of one of its units, with an interval cut anew from the part's own mass and increments, as `cutInterval`
 * cuts it: Δm = m/n t by mass; by time in proportion to the unit's, whose flow it rests on. Cut downwards, never below one step of its
 * decimals. One cut falls into each interval, so that stratified random sampling has its increments, too.
 */
export function planPart(
  plan: CoalSamplingPlan,
  { mass, increments }: CoalPart,
  {
    interval: { timeDecimals, massDecimals },
    unitMassDecimals,
    conformance,
  }: Pick<CoalSamplingRules, 'interval' | 'unitMassDecimals' | 'conformance'>,
): CoalSamplingPlan {
  const byMass = plan.basis === 'mass';
  const part = toDecimal(mass).div(increments);
  // A unit weighs less than one step more than its mass, which was cut down: no more than this passes between two cuts.
  const whole = toDecimal(plan.unitMass).plus(stepOf(unitMassDecimals)).div(plan.incrementsPerUnit);
  const decimals = byMass ? massDecimals : timeDecimals;
  const unrounded = byMass ? part : toDecimal(plan.interval).times(part).div(whole);
  const interval = roundDown(Decimal.max(unrounded, stepOf(decimals)), decimals);
  return {
    ...plan,
    unitMass: mass,
    incrementsPerUnit: increments,
    interval,
    ...(byMass && {
      gapAbove: toDecimalString(toDecimal(interval).times(toDecimal(conformance.gap.mostIntervals))),
    }),
  };
}

const stepOf = (decimals: number): Decimal => new Decimal(10).pow(-decimals);
