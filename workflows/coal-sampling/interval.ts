import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { roundDown } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { SamplingBasis } from './types.ts';

/** Seconds of an hour, from t/h to a time between cuts. */
export const secondsPerHour = 3600;

export interface Interval {
  readonly interval: DecimalString;
  readonly intervalUnit: 's' | 't';
}

/**
 * Interval between cuts, always cut downwards so that the planned number of increments is the least that is taken.
 * Time basis: 3600·m_SL/(G·n) s with m_SL the mass of the unit, t, and G the highest flow, t/h; mass basis: m_SL/n t
 * (GB/T 19494.1-2023). The lot's mass and number of units come separately, so that the unit's mass is never rounded on the way.
 */
export function cutInterval(
  basis: SamplingBasis,
  lot: {
    readonly mass: Decimal;
    readonly units: number;
    readonly increments: number;
    readonly maximumFlow: Decimal;
  },
  { interval: { timeDecimals, massDecimals }, formulas }: Pick<CoalSamplingRules, 'interval' | 'formulas'>,
): Worked<Interval> {
  const cuts = new Decimal(lot.units).times(lot.increments);
  const inputs = [
    ['m_SL', lot.mass.div(lot.units), 't'],
    ['n', lot.increments],
  ] as const;
  if (basis === 'mass') {
    const unrounded = lot.mass.div(cuts);
    const interval = roundDown(unrounded, massDecimals);
    const step = workingStep(formulas.massInterval, inputs, { unrounded, reported: interval, unit: 't' });
    return { value: { interval, intervalUnit: 't' }, steps: [step] };
  }
  const unrounded = lot.mass.times(secondsPerHour).div(lot.maximumFlow.times(cuts));
  const interval = roundDown(unrounded, timeDecimals);
  const withFlow = [...inputs, ['G', lot.maximumFlow, 't/h'] as const];
  const step = workingStep(formulas.timeInterval, withFlow, { unrounded, reported: interval, unit: 's' });
  return { value: { interval, intervalUnit: 's' }, steps: [step] };
}

/** An interval that was cut down to nothing: the lot passes before the increments can be taken. */
export const isEmptyInterval = ({ interval }: Interval): boolean => toDecimal(interval).isZero();
