/** Bits of Sts.IntlkWord; a set bit blocks. Bits 0 to 7 are the unit's own. */
export const INTERLOCK = {
  emergencyStop: 1 << 8,
  guard: 1 << 9,
  isolated: 1 << 10,
  safetyReset: 1 << 11,
  noOrchestrator: 1 << 12,
  fault: 1 << 13,
} as const;

/** Of the coal samplers. This site's bit 0 means that the belt stands: an empty running belt is no reason not to start. */
export const SAMPLER_INTERLOCK = {
  belt: 1 << 0,
  cutter: 1 << 1,
  reject: 1 << 2,
  container: 1 << 3,
  chute: 1 << 4,
} as const;

/** Of the grain diverter. Bit 0 means a closed spout here: a stream still to come is no reason not to start. */
export const GRAIN_INTERLOCK = {
  stream: 1 << 0,
  air: 1 << 1,
  explosionProtection: 1 << 2,
  bag: 1 << 3,
  line: 1 << 4,
  diverter: 1 << 5,
} as const;

/** Of the petroleum in-line sampler. Bit 1: no receiver connected, or none free. */
export const PETROLEUM_INTERLOCK = { receiver: 1 << 1, highLevel: 1 << 2, probe: 1 << 3 } as const;

/**
 * Of the preparation line; they refuse its own commands only. The infeed holds another sample, or this one with its last container
 * in; this sample is in the line already; it is not in the line, or not before or in that stage.
 */
export const PREPARATION_INTERLOCK = { infeed: 1 << 4, inLine: 1 << 5, elsewhere: 1 << 6 } as const;

/** Of the storage cabinet; they refuse its own commands only: the door is open, the slot is taken, the sample does not lie in it. */
export const CABINET_INTERLOCK = { door: 1 << 0, occupied: 1 << 1, noSuchSample: 1 << 2 } as const;

/**
 * Of the pneumatic tube; they refuse its own command only: a carrier stands at the destination, none stands where one should leave, one
 * is lost or stuck in the pipe.
 */
export const TUBE_INTERLOCK = { occupied: 1 << 0, noCarrier: 1 << 1, pipe: 1 << 2 } as const;

/** The interlock word and the bit that came first. */
export class InterlockWord {
  #word = 0;
  #firstOut = 0;

  get word(): number {
    return this.#word;
  }

  /** Number of the first bit + 1, 0 for none; kept until the word is free. */
  get firstOut(): number {
    return this.#firstOut;
  }

  update(word: number): void {
    if (word === 0) this.#firstOut = 0;
    else if (this.#firstOut === 0) this.#firstOut = 32 - Math.clz32(word & -word);
    this.#word = word;
  }
}
