/**
 * Randomness that is looked up instead of drawn in sequence: the same seed and key always give the same number,
 * whatever was asked before. Tick size, restarts and the order of events therefore cannot change the plant.
 */
export class KeyedRandom {
  readonly #seed: string;

  constructor(seed: number | string) {
    this.#seed = String(seed);
  }

  /** Randomness of its own for a part of the plant: the same keys give other numbers there. */
  within(part: string): KeyedRandom {
    return new KeyedRandom(`${this.#seed}|${part}`);
  }

  /** Uniform in [0, 1). */
  uniform(...key: readonly (string | number)[]): number {
    return hash53(`${this.#seed}|${key.join('|')}`) / 2 ** 53;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number, ...key: readonly (string | number)[]): number {
    return low + (high - low) * this.uniform(...key);
  }

  /** Bell-shaped around 0 with the given standard deviation, never beyond 3 of them (sum of three uniforms). */
  spread(standardDeviation: number, ...key: readonly (string | number)[]): number {
    const sum = this.uniform('s1', ...key) + this.uniform('s2', ...key) + this.uniform('s3', ...key);
    return (sum - 1.5) * 2 * standardDeviation;
  }
}

/** cyrb53 (public domain): a 53-bit string hash, well mixed and quick; not for secrets. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
