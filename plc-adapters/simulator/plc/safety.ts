import { INTERLOCK } from './interlocks.ts';
import type { ProcessImage } from './process-image.ts';

/** The safety circuit as the standard program sees it. It is hard-wired: nothing here can be written by a client. */
export class SafetyCircuit {
  #pressed = false;
  #resetRequired = false;

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

  publish(image: ProcessImage): void {
    image.set('Sts.EStopOk', !this.#pressed);
    image.set('Sts.GuardsClosed', true);
    image.set('Sts.Isolated', false);
    image.set('Sts.SafetyResetRequired', this.#resetRequired);
  }
}
