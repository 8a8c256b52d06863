import type { KeyedRandom } from '../random.ts';
import { Parcel, type FlowLimits } from './parcel.ts';
import type { PlantMicros } from './plant-time.ts';

export interface StreamMemory {
  /** Everything that passed before the present parcel, t or m³. */
  readonly totalBefore: number;
  readonly lastFedFor: string;
  /** `tonnes` is its amount in the stream's unit: the name is from when there were only belts. */
  readonly parcel: { readonly key: string; readonly tonnes: number; readonly elapsed: PlantMicros } | null;
  /** True while people have stopped the flow in mid-parcel. */
  readonly halted?: boolean;
}

export interface StreamOptions {
  readonly random: KeyedRandom;
  readonly flow: FlowLimits;
  /** What is unloaded or pumped for each new sample, t or m³. */
  readonly parcel: number;
}

interface Current {
  readonly parcel: Parcel;
  /** When it would have begun had it never been halted. */
  readonly begun: PlantMicros;
}

/** A way for cargo past a sampler, in t of solids or m³ of oil: it carries something while a parcel is being unloaded. */
export class Stream {
  readonly #options: StreamOptions;
  #totalBefore: number;
  #lastFedFor: string;
  #current: Current | null;
  #haltedSince: PlantMicros | null;
  #turns = 0;

  /** With a memory, the parcel in progress goes on at instant 0 where it was when the memory was kept. */
  constructor(options: StreamOptions, memory: StreamMemory | null) {
    this.#options = options;
    this.#totalBefore = memory?.totalBefore ?? 0;
    this.#lastFedFor = memory?.lastFedFor ?? '';
    this.#current = memory?.parcel
      ? { parcel: this.#parcel(memory.parcel.key, memory.parcel.tonnes), begun: -memory.parcel.elapsed }
      : null;
    this.#haltedSince = memory?.halted ? 0 : null;
  }

  /** Counts parcels begun, halts and resumptions: instants worked out under an earlier number no longer hold. */
  get turns(): number {
    return this.#turns;
  }

  /** Name of the present or last parcel, empty before the first. */
  get parcelKey(): string {
    return this.#current?.parcel.key ?? '';
  }

  /** A parcel begins for a sample none was begun for, once the parcel before is exhausted. */
  feedFor(sampleId: string, at: PlantMicros): void {
    const isNew = sampleId !== this.#lastFedFor;
    this.#lastFedFor = sampleId;
    if (!isNew || this.#remains(at)) return;
    this.#totalBefore = this.totalAt(at);
    this.#current = { parcel: this.#parcel(sampleId, this.#options.parcel), begun: at };
    if (this.#haltedSince !== null) this.#haltedSince = at;
    this.#turns += 1;
  }

  /** People stop the unloader or the pump, or let it go on; the parcel waits meanwhile. */
  halt(halted: boolean, at: PlantMicros): void {
    if (halted === (this.#haltedSince !== null)) return;
    if (this.#current && this.#haltedSince !== null) {
      this.#current = { ...this.#current, begun: this.#current.begun + at - this.#haltedSince };
    }
    this.#haltedSince = halted ? at : null;
    this.#turns += 1;
  }

  /** t/h or m³/h */
  flowAt(at: PlantMicros): number {
    if (!this.#current || this.#haltedSince !== null) return 0;
    return this.#current.parcel.flowAt(at - this.#current.begun);
  }

  /** t or m³ since the meter was commissioned; never resets. */
  totalAt(at: PlantMicros): number {
    return this.#totalBefore + this.parcelAmountAt(at);
  }

  /** t or m³ of the present parcel that have passed; cuts by amount count on this, free of the total's rounding. */
  parcelAmountAt(at: PlantMicros): number {
    return this.#current ? this.#current.parcel.amountAt(this.#elapsed(this.#current, at)) : 0;
  }

  /** When the present parcel will have brought `amount`; null when it never will, or not while it is halted. */
  instantOfParcelAmount(amount: number): PlantMicros | null {
    if (!this.#current || this.#haltedSince !== null || amount > this.#current.parcel.amount) return null;
    return this.#current.begun + this.#current.parcel.instantOf(amount);
  }

  retain(at: PlantMicros): StreamMemory {
    return {
      totalBefore: this.#totalBefore,
      lastFedFor: this.#lastFedFor,
      // An exhausted parcel is kept at its end, so that an idle stream keeps nothing that changes.
      parcel: this.#current && {
        key: this.#current.parcel.key,
        tonnes: this.#current.parcel.amount,
        elapsed: Math.min(this.#elapsed(this.#current, at), this.#current.parcel.duration),
      },
      ...(this.#haltedSince !== null && { halted: true }),
    };
  }

  #remains(at: PlantMicros): boolean {
    return this.#current !== null && this.#elapsed(this.#current, at) < this.#current.parcel.duration;
  }

  #elapsed({ begun }: Current, at: PlantMicros): PlantMicros {
    return (this.#haltedSince ?? at) - begun;
  }

  #parcel(key: string, amount: number): Parcel {
    return new Parcel(this.#options.random, key, amount, this.#options.flow);
  }
}
