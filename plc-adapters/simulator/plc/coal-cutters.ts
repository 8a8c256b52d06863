import type { KeyedRandom } from '../random.ts';
import {
  BELT_SPEED,
  cutAcrossBelt,
  cutFallingStream,
  NOMINAL_DIVIDER_RATIO,
  type CoalCut,
  type Increment,
} from '../world/increment.ts';
import { SAMPLER_CYCLE } from '../world/cut-schedule.ts';
import { keepableIntervals, type IntervalRanges, type Range } from './settings-check.ts';

/** What the two kinds of coal sampler do not share. */
export interface CoalCutter {
  readonly recipeCrc: number;
  /** Shortest time between two cuts, s. */
  readonly cycle: number;
  readonly intervals: IntervalRanges;
  /** m/s */
  readonly speeds: Range;
  /** The cutter is off its park position for this long at a cut, s. */
  swingTime(cutterSpeed: number): number;
  readonly dividerRatio: number;
  /** Speed of the belt it sits on or that feeds its chute, m/s. */
  readonly beltSpeed: number;
  cut(random: KeyedRandom, cut: CoalCut): Increment;
}

const LONGEST_INTERVAL = { time: 7200, amount: 20_000 } as const;
const SWING_ACROSS_BELT = 1.5;
/** The falling-stream cutter travels this far, m, from park on one side to park on the other. */
const TRAVEL = 2.5;
/** From park to park at the slowest and settled again, s. */
const FALLING_STREAM_CYCLE = 15;

export const CROSS_BELT: CoalCutter = {
  recipeCrc: 0x5ca1_ab1e,
  cycle: SAMPLER_CYCLE,
  intervals: {
    time: { low: SAMPLER_CYCLE, high: LONGEST_INTERVAL.time },
    amount: { low: 1, high: LONGEST_INTERVAL.amount },
  },
  speeds: { low: 0.2, high: 12 },
  swingTime: () => SWING_ACROSS_BELT,
  dividerRatio: NOMINAL_DIVIDER_RATIO.crossBelt,
  beltSpeed: BELT_SPEED,
  cut: cutAcrossBelt,
};

/**
 * Cutter speeds up to 1.5 m/s, the most for a falling stream (ISO 13909-2:2016, 6.8.2); whether a speed below that
 * suits the aperture is for the plan to decide.
 * @param maximumFlow t/h, the rate no interval may be too short for.
 */
export const fallingStream = (maximumFlow: number): CoalCutter => ({
  recipeCrc: 0xfa11_5ca1,
  cycle: FALLING_STREAM_CYCLE,
  intervals: keepableIntervals(FALLING_STREAM_CYCLE, maximumFlow, LONGEST_INTERVAL),
  speeds: { low: 0.2, high: 1.5 },
  swingTime: (cutterSpeed) => TRAVEL / cutterSpeed,
  dividerRatio: NOMINAL_DIVIDER_RATIO.fallingStream,
  beltSpeed: 3.15,
  cut: cutFallingStream,
});
