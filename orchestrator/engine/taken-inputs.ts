/**
 * How many of a process's newest input ids are held in memory. More than a run, a preparation or a test ever takes, so the journal is
 * asked for older ones only by what lives on: a unit of plant, a register.
 */
export const idsHeld = 1_000;

interface Taken {
  readonly inputId: string;
  readonly seq: number;
}

/** Which inputs one process has taken: the newest ids are in memory, all of them in the journal. */
export class TakenInputs {
  /** Oldest first. */
  readonly #seqs = new Map<string, number>();
  /** Ids the journal was asked for last and does not have. */
  readonly #fresh = new Set<string>();
  #hasAll = true;

  /** Begins with the newest ids of the journal, oldest of them first, of a process that has so many entries. */
  load(newest: readonly Taken[], entries: number): void {
    this.#seqs.clear();
    this.#fresh.clear();
    for (const { inputId, seq } of newest) this.#seqs.set(inputId, seq);
    // Each entry took one input.
    this.#hasAll = this.#seqs.size === entries;
  }

  /** Whether `seqOf` can be believed for this id; if not, it has to be looked up first. */
  isKnown(inputId: string): boolean {
    return this.#hasAll || this.#seqs.has(inputId) || this.#fresh.has(inputId);
  }

  /** The entry that took an input, or undefined. */
  seqOf(inputId: string): number | undefined {
    return this.#seqs.get(inputId);
  }

  add(inputId: string, seq: number): void {
    this.#seqs.set(inputId, seq);
  }

  remove(inputId: string): void {
    this.#seqs.delete(inputId);
  }

  /** Asks the journal for those that are not known. What it was asked for before must have been decided on. */
  async lookUp(
    inputIds: readonly string[],
    inJournal: (inputId: string) => Promise<number | null>,
  ): Promise<void> {
    this.#fresh.clear();
    for (const inputId of inputIds) {
      if (this.isKnown(inputId)) continue;
      const seq = await inJournal(inputId);
      if (seq === null) this.#fresh.add(inputId);
      else this.#seqs.set(inputId, seq);
    }
  }

  /** Lets go of the oldest once there are twice as many as are held. Only while none of them is on its way to the journal. */
  trim(): void {
    if (this.#seqs.size <= 2 * idsHeld) return;
    this.#hasAll = false;
    let surplus = this.#seqs.size - idsHeld;
    for (const inputId of this.#seqs.keys()) {
      if (surplus === 0) break;
      this.#seqs.delete(inputId);
      surplus -= 1;
    }
  }
}
