import type { KeyedRandom } from '../random.ts';
import { Parcel, type FlowLimits } from './parcel.ts';
import type { PlantMicros } from './plant-time.ts';

export interface BeltMemory {
  /** Everything that passed before the present parcel, t. */
  readonly totalBefore: number;
  readonly lastFedFor: string;
  readonly parcel: { readonly key: string; readonly tonnes: number; readonly elapsed: PlantMicros } | null;
}

export interface BeltOptions {
  readonly random: KeyedRandom;
  readonly flow: FlowLimits;
  /** Mass the stevedores unload for each new sample, t. */
  readonly parcelTonnes: number;
}

/** Belt speed, m/s, of the belt the cross-belt sampler sits on. */
export const BELT_SPEED = 4;

/** The conveyor from the quay: it always runs, and carries coal while a parcel is being unloaded. */
export class Belt {
  readonly #options: BeltOptions;
  #totalBefore: number;
  #lastFedFor: string;
  #current: { readonly parcel: Parcel; readonly begun: PlantMicros } | null;

  /** With a memory, the parcel in progress goes on at instant 0 where it was when the memory was kept. */
  constructor(options: BeltOptions, memory: BeltMemory | null) {
    this.#options = options;
    this.#totalBefore = memory?.totalBefore ?? 0;
    this.#lastFedFor = memory?.lastFedFor ?? '';
    this.#current = memory?.parcel
      ? { parcel: this.#parcel(memory.parcel.key, memory.parcel.tonnes), begun: -memory.parcel.elapsed }
      : null;
  }

  /** The stevedores unload a parcel for a sample they have not unloaded for, once the parcel before is exhausted. */
  feedFor(sampleId: string, at: PlantMicros): void {
    const isNew = sampleId !== this.#lastFedFor;
    this.#lastFedFor = sampleId;
    if (!isNew || this.flowAt(at) > 0) return;
    this.#totalBefore = this.totalAt(at);
    this.#current = { parcel: this.#parcel(sampleId, this.#options.parcelTonnes), begun: at };
  }

  /** t/h */
  flowAt(at: PlantMicros): number {
    return this.#current ? this.#current.parcel.flowAt(at - this.#current.begun) : 0;
  }

  /** t since the belt scale was commissioned; never resets. */
  totalAt(at: PlantMicros): number {
    return this.#totalBefore + this.parcelTonnesAt(at);
  }

  /** t of the present parcel that have passed; the mass-basis sampler counts on this, free of the total's rounding. */
  parcelTonnesAt(at: PlantMicros): number {
    return this.#current ? this.#current.parcel.tonnesAt(at - this.#current.begun) : 0;
  }

  /** When the present parcel will have brought `tonnes`; null when it never will. */
  instantOfParcelTonnes(tonnes: number): PlantMicros | null {
    if (!this.#current || tonnes > this.#current.parcel.tonnes) return null;
    return this.#current.begun + this.#current.parcel.instantOf(tonnes);
  }

  retain(at: PlantMicros): BeltMemory {
    const { parcel, begun } = this.#current ?? { parcel: null, begun: 0 };
    return {
      totalBefore: this.#totalBefore,
      lastFedFor: this.#lastFedFor,
      // An exhausted parcel is kept at its end, so that an idle belt keeps nothing that changes.
      parcel: parcel && {
        key: parcel.key,
        tonnes: parcel.tonnes,
        elapsed: Math.min(at - begun, parcel.duration),
      },
    };
  }

  #parcel(key: string, tonnes: number): Parcel {
    return new Parcel(this.#options.random, key, tonnes, this.#options.flow);
  }
}
