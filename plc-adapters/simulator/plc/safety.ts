import { INTERLOCK } from './interlocks.ts';
import type { ProcessImage } from './process-image.ts';

/** Kept only while a reset is due. */
export interface SafetyMemory {
  readonly pressed: boolean;
}

/** The safety circuit as the standard program sees it. It is hard-wired: nothing here can be written by a client. */
export class SafetyCircuit {
  #pressed: boolean;
  #resetRequired: boolean;

  /** A button stays pressed, and a reset stays due, whatever happens to the PLC's power. */
  constructor(memory: SafetyMemory | null = null) {
    this.#pressed = memory?.pressed ?? false;
    this.#resetRequired = memory !== null;
  }

  /** Interlocks that only people on the spot can lift; they also block Clear. */
  static readonly LOCAL_BITS =
    INTERLOCK.emergencyStop | INTERLOCK.guard | INTERLOCK.isolated | INTERLOCK.safetyReset;

  press(): void {
    this.#pressed = true;
    this.#resetRequired = true;
  }

  /** The button is pulled out; with `reset` the person also turns the local reset key. */
  release(reset: boolean): void {
    this.#pressed = false;
    if (reset) this.#resetRequired = false;
  }

  get bits(): number {
    return (this.#pressed ? INTERLOCK.emergencyStop : 0) | (this.#resetRequired ? INTERLOCK.safetyReset : 0);
  }

  /** Null when all is well. */
  retain(): SafetyMemory | null {
    return this.#resetRequired || this.#pressed ? { pressed: this.#pressed } : null;
  }

  publish(image: ProcessImage): void {
    image.set('Sts.EStopOk', !this.#pressed);
    image.set('Sts.GuardsClosed', true);
    image.set('Sts.Isolated', false);
    image.set('Sts.SafetyResetRequired', this.#resetRequired);
  }
}
