import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { roundDown } from '../kernel/rounding.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { SamplingBasis } from './types.ts';

/** Seconds of an hour, from t/h to a time between cuts. */
const secondsPerHour = 3600;

export interface Interval {
  readonly interval: DecimalString;
  readonly intervalUnit: 's' | 't';
}

/**
 * Interval between cuts, always cut downwards so that the planned number of increments is the least that is taken.
 * Time basis: 3600·m_SL/(G·n) s with m_SL the mass of the unit, t, and G the highest flow, t/h; mass basis: m_SL/n t.
 * The lot's mass and number of units come separately, so that the unit's mass is never rounded on the way.
 */
export function cutInterval(
  basis: SamplingBasis,
  lot: {
    readonly mass: Decimal;
    readonly units: number;
    readonly increments: number;
    readonly maximumFlow: Decimal;
  },
  rules: Pick<CoalSamplingRules, 'interval'>,
): Interval {
  const cuts = new Decimal(lot.units).times(lot.increments);
  return basis === 'time'
    ? {
        interval: roundDown(
          lot.mass.times(secondsPerHour).div(lot.maximumFlow.times(cuts)),
          rules.interval.timeDecimals,
        ),
        intervalUnit: 's',
      }
    : { interval: roundDown(lot.mass.div(cuts), rules.interval.massDecimals), intervalUnit: 't' };
}

/** An interval that was cut down to nothing: the lot passes before the increments can be taken. */
export const isEmptyInterval = ({ interval }: Interval): boolean => toDecimal(interval).isZero();
