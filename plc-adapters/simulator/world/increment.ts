import type { KeyedRandom } from '../random.ts';
import { BELT_SPEED } from './belt.ts';

/** Cutter aperture, mm: three times a 50 mm top size. */
const CUTTER_APERTURE = 150;
/** The on-line divider keeps one part in this many. */
export const NOMINAL_DIVIDER_RATIO = 20;
/** Relative standard deviations: of a cut's mass around the formula, and of the divider's ratio. */
const CUT_SPREAD = 0.015;
const DIVIDER_SPREAD = 0.005;

export interface Increment {
  /** Mass cut from the belt, kg. */
  readonly mass: number;
  /** Mass kept after the on-line crusher and divider, kg. */
  readonly kept: number;
  /** The divider worked at 1:this for the increment. */
  readonly dividerRatio: number;
}

/**
 * One full cut across the belt: m = C·b·10⁻³/(3.6·v_B) (GB/T 19494.1, ISO 13909-2) at the flow C of the cut's instant.
 * @param flow t/h at the instant of the cut.
 * @param index the planned cut's number within the sample.
 */
export function cutIncrement(random: KeyedRandom, sampleId: string, index: number, flow: number): Increment {
  const formula = (flow * CUTTER_APERTURE * 1e-3) / (3.6 * BELT_SPEED);
  const mass = formula * (1 + random.spread(CUT_SPREAD, 'increment-mass', sampleId, index));
  const dividerRatio =
    NOMINAL_DIVIDER_RATIO * (1 + random.spread(DIVIDER_SPREAD, 'divider', sampleId, index));
  // Rounded as the PLC's Float tags carry them, so that log, event ring and wire agree to the last digit.
  return {
    mass: Math.fround(mass),
    kept: Math.fround(mass / dividerRatio),
    dividerRatio: Math.fround(dividerRatio),
  };
}
