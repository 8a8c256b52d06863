import type { KeyedRandom } from '../random.ts';

/** What the instruments at the sampling point show. */
export interface LineConditions {
  /** °C */
  readonly temperature: number;
  /** bar gauge */
  readonly pressure: number;
  /** kg/m³ at line temperature. */
  readonly density: number;
}

/** Crude oils this jetty receives, kg/m³ at 20 °C, and a tanker's heated cargo, °C. */
const DENSITY_20 = { low: 845, high: 885 } as const;
const TEMPERATURE = { low: 32, high: 42 } as const;
/** Density falls by about this much for each °C, kg/m³. */
const EXPANSION = 0.66;
/** Static head at the manifold, and the friction loss at nominal flow, bar. */
const STATIC_PRESSURE = 2.4;
const FRICTION_PRESSURE = 3.8;

const wave = (amount: number, period: number, phase: number): number =>
  Math.sin((2 * Math.PI * amount) / period + phase);

/**
 * The line while a cargo passes: temperature and density wander from tank to tank, that is with the volume passed; the
 * pressure goes with the square of the flow.
 * @param cargo name of the parcel, empty before the first.
 * @param passed m³ of it.
 * @param relativeFlow flow ÷ nominal flow.
 */
export function lineConditions(
  random: KeyedRandom,
  cargo: string,
  passed: number,
  relativeFlow: number,
): LineConditions {
  const phase = random.between(0, 2 * Math.PI, 'tank', cargo);
  const mean = cargoMeans(random, cargo);
  const temperature = mean.temperature + wave(passed, 4300, phase);
  return {
    temperature,
    pressure: STATIC_PRESSURE + FRICTION_PRESSURE * relativeFlow ** 2,
    density: expanded(mean.at20 + wave(passed, 7100, phase), temperature),
  };
}

/** How full a receiver is, %, from the mass in it, kg, at the cargo's mean density, and its volume, L. */
export function receiverLevel(random: KeyedRandom, cargo: string, mass: number, litres: number): number {
  const { at20, temperature } = cargoMeans(random, cargo);
  return ((mass / expanded(at20, temperature)) * 1000 * 100) / litres;
}

const cargoMeans = (random: KeyedRandom, cargo: string): { at20: number; temperature: number } => ({
  at20: random.between(DENSITY_20.low, DENSITY_20.high, 'density', cargo),
  temperature: random.between(TEMPERATURE.low, TEMPERATURE.high, 'temperature', cargo),
});

const expanded = (at20: number, temperature: number): number => at20 - EXPANSION * (temperature - 20);

/** Relative standard deviation of a grab's volume: three of them stay within the ±5 % ASTM D4177 (5) allows. */
const GRAB_SPREAD = 0.012;
/** One stroke in so many is not confirmed: the piston stops short of its switch. */
const UNCONFIRMED_IN = 2000;
/** Light ends lost on the way to the receiver, fraction of the mass. */
const VAPOUR_LOSS = 0.001;

export interface Grab {
  /** mL */
  readonly volume: number;
  /** Mass that reached the receiver, kg. */
  readonly kept: number;
}

/**
 * One stroke of the extractor; null when it was not confirmed and brought nothing.
 * @param index the planned grab's number within the sample.
 * @param grabVolume set volume, mL.
 * @param density kg/m³ in the line.
 */
export function takeGrab(
  random: KeyedRandom,
  sampleId: string,
  index: number,
  grabVolume: number,
  density: number,
): Grab | null {
  if (random.uniform('stroke', sampleId, index) < 1 / UNCONFIRMED_IN) return null;
  const volume = grabVolume * (1 + random.spread(GRAB_SPREAD, 'grab', sampleId, index));
  const loss = random.between(0, VAPOUR_LOSS, 'vapour', sampleId, index);
  // Rounded as the PLC's Float tags carry them, so that log, event ring and wire agree to the last digit.
  return { volume: Math.fround(volume), kept: Math.fround(volume * 1e-6 * density * (1 - loss)) };
}
