import type { PlantMicros } from '../world/plant-time.ts';
import type { StateName, Transition } from './packml.ts';
import type { Cause } from './unit-program.ts';

type Entered = (state: StateName, from: StateName, cause: Cause, at: PlantMicros) => void;

/** Where the unit is among PackML's states, and where it is going. It begins Stopped, as after a boot. */
export class StateMachine {
  readonly #entered: Entered;
  #state: StateName = 'Stopped';
  #underWay: { readonly to: StateName; readonly cause: Cause; readonly ends: PlantMicros } | null = null;

  /** @param entered told of every state entered; it may begin the next transition at once. */
  constructor(entered: Entered) {
    this.#entered = entered;
  }

  get state(): StateName {
    return this.#state;
  }

  /** When the transitional state ends, Infinity in a stable one. */
  get arrival(): PlantMicros {
    return this.#underWay?.ends ?? Infinity;
  }

  /** Leaves for another stable state; a transition under way is given up. */
  begin(transition: Transition, cause: Cause, at: PlantMicros, duration: PlantMicros): void {
    this.#underWay = { to: transition.to, cause, ends: at + duration };
    this.#enter(transition.through, cause, at);
  }

  /** Enters the stable state the transition leads to; true when the unit stays there. */
  arrive(at: PlantMicros): boolean {
    if (!this.#underWay) return false;
    const { to, cause } = this.#underWay;
    this.#underWay = null;
    this.#enter(to, cause, at);
    return this.#state === to;
  }

  #enter(state: StateName, cause: Cause, at: PlantMicros): void {
    const from = this.#state;
    this.#state = state;
    this.#entered(state, from, cause, at);
  }
}
