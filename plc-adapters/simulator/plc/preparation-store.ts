import type { Bottle } from '../world/preparation-recipe.ts';
import { CABINET_SLOTS } from './preparation-tags.ts';

export interface BottleStoreMemory {
  readonly lastBottle: { readonly barcode: string; readonly mass: number } | null;
  readonly bottlesPacked: number;
  /** Barcode of the analysis bottle the tube delivered last. */
  readonly delivered: string;
  /** The analysis bottle that was sent and has not arrived; absent for none. */
  readonly lost?: string;
  /** Barcodes in the cabinet by slot, from slot 1; empty for an empty slot. */
  readonly slots: readonly string[];
}

const EMPTY: BottleStoreMemory = { lastBottle: null, bottlesPacked: 0, delivered: '', slots: [] };

/** Bottle types that are kept in the cabinet: the reserves below 3 mm and 0.2 mm. */
const RESERVES: readonly number[] = [32, 22];
/** The one that goes to the laboratory through the tube. */
const ANALYSIS = 21;

/** Where the filled bottles go: the reserves into the cabinet, the analysis bottle into the tube. The cabinet's drive works on the same slots. */
export class BottleStore {
  #memory: BottleStoreMemory;

  constructor(memory: BottleStoreMemory | null) {
    this.#memory = memory ?? EMPTY;
  }

  get memory(): BottleStoreMemory {
    return this.#memory;
  }

  /** Takes a filled bottle; false when the cabinet has no slot left for it. @param carrierLost the tube loses what it takes. */
  take(sampleBarcode: string, { type, mass }: Bottle, carrierLost: boolean): boolean {
    const barcode = `${sampleBarcode}-${type}`;
    const { bottlesPacked, slots } = this.#memory;
    const isReserve = RESERVES.includes(type);
    const free = slots.includes('') ? slots.indexOf('') : slots.length;
    const isFull = free >= CABINET_SLOTS;
    this.#memory = {
      ...this.#memory,
      lastBottle: { barcode, mass },
      bottlesPacked: bottlesPacked + 1,
      ...(type === ANALYSIS && (carrierLost ? { lost: barcode } : { delivered: barcode })),
      ...(isReserve && !isFull && { slots: withSlot(slots, free + 1, barcode) }),
    };
    return !(isReserve && isFull);
  }

  /** What lies in a slot, from 1; empty for nothing. */
  at(slot: number): string {
    return this.#memory.slots[slot - 1] ?? '';
  }

  /** Puts a bottle into a slot, or with an empty barcode empties it. */
  put(slot: number, barcode: string): void {
    this.#memory = { ...this.#memory, slots: withSlot(this.#memory.slots, slot, barcode) };
  }

  /** The lost carrier was found: its bottle arrives. */
  carrierFound(): void {
    const { lost, ...rest } = this.#memory;
    if (lost !== undefined) this.#memory = { ...rest, delivered: lost };
  }
}

const withSlot = (slots: readonly string[], slot: number, barcode: string): readonly string[] =>
  Array.from({ length: Math.max(slots.length, slot) }, (_, index) => (index === slot - 1 ? barcode : (slots[index] ?? '')));
