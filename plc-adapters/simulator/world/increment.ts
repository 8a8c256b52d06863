import type { KeyedRandom } from '../random.ts';

/** Belt speed, m/s, of the belt the cross-belt sampler sits on. */
export const BELT_SPEED = 4;
/** Cutter aperture, mm: three times a 50 mm top size. */
const CUTTER_APERTURE = 150;
/** Relative standard deviations: of a cut's mass around the formula, of the divider's ratio, of a cutter's speed. */
const CUT_SPREAD = 0.015;
const DIVIDER_SPREAD = 0.005;
const SPEED_SPREAD = 0.005;

/** The on-line dividers keep one part in this many. A falling-stream cut is about nine times as heavy as a cross-belt one. */
export const NOMINAL_DIVIDER_RATIO = { crossBelt: 20, fallingStream: 50 } as const;

export interface Increment {
  /** Mass cut from the stream, kg. */
  readonly mass: number;
  /** Mass kept after the on-line crusher and divider, kg. */
  readonly kept: number;
  /** The divider worked at 1:this for the increment. */
  readonly dividerRatio: number;
  /** Speed the cutter really had, m/s. */
  readonly cutterSpeed: number;
}

/** A planned cut of coal. */
export interface CoalCut {
  readonly sampleId: string;
  /** The planned cut's number within the sample. */
  readonly index: number;
  /** t/h at the instant of the cut. */
  readonly flow: number;
  /** Speed asked for, m/s. */
  readonly cutterSpeed: number;
}

/** One full cut across the belt: m = C·b·10⁻³/(3.6·v_B) (GB/T 19494.1, ISO 13909-2) at the flow C of the cut's instant. */
export function cutAcrossBelt(random: KeyedRandom, cut: CoalCut): Increment {
  return divided(
    random,
    cut,
    formulaMass(cut.flow, BELT_SPEED),
    NOMINAL_DIVIDER_RATIO.crossBelt,
    cut.cutterSpeed,
  );
}

/**
 * One full cut through a falling stream: m = C·b·10⁻³/(3.6·v_C) (same standards). The mass follows the speed v_C the
 * cutter really has, a little off the one asked for.
 */
export function cutFallingStream(random: KeyedRandom, cut: CoalCut): Increment {
  const speed = cut.cutterSpeed * (1 + random.spread(SPEED_SPREAD, 'cutter-speed', cut.sampleId, cut.index));
  return divided(random, cut, formulaMass(cut.flow, speed), NOMINAL_DIVIDER_RATIO.fallingStream, speed);
}

const formulaMass = (flow: number, speed: number): number => (flow * CUTTER_APERTURE * 1e-3) / (3.6 * speed);

function divided(
  random: KeyedRandom,
  { sampleId, index }: CoalCut,
  formula: number,
  nominalRatio: number,
  cutterSpeed: number,
): Increment {
  const mass = formula * (1 + random.spread(CUT_SPREAD, 'increment-mass', sampleId, index));
  const dividerRatio = nominalRatio * (1 + random.spread(DIVIDER_SPREAD, 'divider', sampleId, index));
  // Rounded as the PLC's Float tags carry them, so that log, event ring and wire agree to the last digit.
  return {
    mass: Math.fround(mass),
    kept: Math.fround(mass / dividerRatio),
    dividerRatio: Math.fround(dividerRatio),
    cutterSpeed: Math.fround(cutterSpeed),
  };
}
