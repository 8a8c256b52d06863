import type { Bottle } from '../world/preparation-recipe.ts';
import { CABINET_SLOTS } from './preparation-tags.ts';

export interface BottleStoreMemory {
  readonly lastBottle: { readonly barcode: string; readonly mass: number } | null;
  readonly bottlesPacked: number;
  /** Barcode of the analysis bottle the tube delivered last. */
  readonly delivered: string;
  /** The analysis bottle that was sent and has not arrived; absent for none. */
  readonly lost?: string;
  /** Barcodes in the cabinet. */
  readonly slots: readonly string[];
}

const EMPTY: BottleStoreMemory = { lastBottle: null, bottlesPacked: 0, delivered: '', slots: [] };

/** Bottle types that are kept in the cabinet: the reserves below 3 mm and 0.2 mm. */
const RESERVES: readonly number[] = [32, 22];
/** The one that goes to the laboratory through the tube. */
const ANALYSIS = 21;

/** Where the filled bottles go: the reserves into the cabinet, the analysis bottle into the tube. */
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
    const isFull = slots.length >= CABINET_SLOTS;
    this.#memory = {
      ...this.#memory,
      lastBottle: { barcode, mass },
      bottlesPacked: bottlesPacked + 1,
      ...(type === ANALYSIS && (carrierLost ? { lost: barcode } : { delivered: barcode })),
      ...(isReserve && !isFull && { slots: [...slots, barcode] }),
    };
    return !(isReserve && isFull);
  }

  /** The lost carrier was found: its bottle arrives. */
  carrierFound(): void {
    const { lost, ...rest } = this.#memory;
    if (lost !== undefined) this.#memory = { ...rest, delivered: lost };
  }
}
