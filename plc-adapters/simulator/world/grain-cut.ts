import type { KeyedRandom } from '../random.ts';

/** Opening of the diverter's slot, m: three times a large maize kernel. */
const SLOT = 0.03;
/** The diverter travels this far, m, from home on one side of the stream to home on the other. */
const STROKE = 1.2;
/** Relative standard deviations: of a cut's mass around the formula, of the traverse speed, of the divider. */
const CUT_SPREAD = 0.015;
const SPEED_SPREAD = 0.008;
const DIVIDER_SPREAD = 0.01;
/** Dust that the conveying air carries off between diverter and bag, fraction. */
const DUST = { low: 0.001, high: 0.003 } as const;

export interface GrainCut {
  readonly sampleId: string;
  /** The planned cut's number within the sample. */
  readonly index: number;
  /** t/h at the instant of the cut. */
  readonly flow: number;
  /** Traverse speed asked for, m/s. */
  readonly traverseSpeed: number;
  /** Part of the cut the divider is to keep, above 0, at most 1. */
  readonly fraction: number;
}

export interface GrainIncrement {
  /** Mass cut from the stream, kg. */
  readonly mass: number;
  /** Mass that reached the bag, kg. */
  readonly kept: number;
  /** From home to home, s. */
  readonly traverseTime: number;
  /** % by mass, as the on-line meter reads it. */
  readonly moisture: number;
  /** °C */
  readonly temperature: number;
}

/** s from home to home at a speed in m/s. */
export const traverseTime = (speed: number): number => STROKE / speed;

/**
 * One pass of the diverter through the falling grain: m = Q·w/(3.6·v), kg, with Q in t/h, slot width w in m and the
 * speed v it really has in m/s; then division and the loss of dust on the way to the bag.
 */
export function cutGrain(random: KeyedRandom, cargo: string, cut: GrainCut): GrainIncrement {
  const { sampleId, index, flow, traverseSpeed, fraction } = cut;
  const speed = traverseSpeed * (1 + random.spread(SPEED_SPREAD, 'traverse', sampleId, index));
  const mass =
    ((flow * SLOT) / (3.6 * speed)) * (1 + random.spread(CUT_SPREAD, 'increment-mass', sampleId, index));
  const dust = random.between(DUST.low, DUST.high, 'dust', sampleId, index);
  const divided = mass * fraction * (1 + random.spread(DIVIDER_SPREAD, 'divider', sampleId, index));
  // Rounded as the PLC's Float tags carry them, so that log, event ring and wire agree to the last digit.
  return {
    mass: Math.fround(mass),
    kept: Math.fround(Math.min(mass, divided) * (1 - dust)),
    traverseTime: Math.fround(traverseTime(speed)),
    moisture: Math.fround(
      random.between(12.2, 14.2, 'moisture', cargo) + random.spread(0.2, 'moisture', sampleId, index),
    ),
    temperature: Math.fround(
      random.between(16, 30, 'temperature', cargo) + random.spread(0.5, 'temperature', sampleId, index),
    ),
  };
}
