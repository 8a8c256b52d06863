import type { KeyedRandom } from '../random.ts';
import { MICROS_PER_SECOND, type PlantMicros } from './plant-time.ts';

export interface FlowLimits {
  /** Mean rate, t/h or m³/h. */
  readonly nominal: number;
  /** Unloader or pump never exceed this rate, t/h or m³/h; intervals are planned from it (GB/T 19494.1: G, the maximum rate). */
  readonly maximum: number;
}

/** The unloading rate swings by at most this fraction around the nominal one. */
const SWING = 0.2;
/**
 * Grab cycle, hatch corner and hold clean-up, at a tanker pump changes and stripping, give ripples of about these
 * periods, s, with these weights (sum 1).
 */
const RIPPLES = [
  { period: 170, weight: 0.35 },
  { period: 460, weight: 0.4 },
  { period: 1310, weight: 0.25 },
] as const;

interface Ripple {
  readonly angular: number;
  readonly phase: number;
  readonly weight: number;
}

/**
 * One parcel of cargo on its way over a belt, down a spout or through a line: t of solids, m³ of oil. Flow is a smooth
 * function of the time since the parcel began, with an exact integral, so amounts and instants need no stepping.
 */
export class Parcel {
  readonly key: string;
  readonly amount: number;
  readonly duration: PlantMicros;
  readonly #nominal: number;
  readonly #swing: number;
  readonly #ripples: readonly Ripple[];

  constructor(random: KeyedRandom, key: string, amount: number, limits: FlowLimits) {
    this.key = key;
    this.amount = amount;
    this.#nominal = Math.min(limits.nominal, limits.maximum);
    this.#swing = Math.min(SWING, limits.maximum / this.#nominal - 1);
    this.#ripples = RIPPLES.map(({ period, weight }, i) => ({
      angular: (2 * Math.PI) / (period * random.between(0.85, 1.15, 'ripple-period', key, i)),
      phase: random.between(0, 2 * Math.PI, 'ripple-phase', key, i),
      weight,
    }));
    this.duration = this.instantOf(amount);
  }

  /** Rate in t/h or m³/h, 0 when the parcel is over. */
  flowAt(elapsed: PlantMicros): number {
    if (elapsed < 0 || elapsed >= this.duration) return 0;
    const t = elapsed / MICROS_PER_SECOND;
    let wave = 0;
    for (const { angular, phase, weight } of this.#ripples) wave += weight * Math.sin(angular * t + phase);
    return this.#nominal * (1 + this.#swing * wave);
  }

  /** What has passed, t or m³. */
  amountAt(elapsed: PlantMicros): number {
    return elapsed >= this.duration ? this.amount : this.#integral(elapsed);
  }

  /** The first microsecond at which at least `amount` has passed; meaningful up to the parcel's own. */
  instantOf(amount: number): PlantMicros {
    if (amount <= 0) return 0;
    let low = 0;
    let high = Math.ceil((amount / (this.#nominal * (1 - this.#swing))) * 3600 * MICROS_PER_SECOND) + 1;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#integral(middle) >= amount) high = middle;
      else low = middle;
    }
    return high;
  }

  #integral(elapsed: PlantMicros): number {
    const t = elapsed / MICROS_PER_SECOND;
    let wave = 0;
    for (const { angular, phase, weight } of this.#ripples) {
      wave += (weight / angular) * (Math.cos(phase) - Math.cos(angular * t + phase));
    }
    return (this.#nominal / 3600) * (t + this.#swing * wave);
  }
}
