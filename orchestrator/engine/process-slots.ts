import type { Logger } from 'pino';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { Journal } from '../storage/ports.ts';
import type { InputMode } from './decide.ts';
import type { DefinitionRegistry } from './definitions.ts';
import { decodeBody } from './entry.ts';
import { revive } from './live-process.ts';
import type { LiveProcess } from './live-process.ts';

export type SubmitResult =
  | { readonly status: 'accepted'; readonly position: number; readonly seq: number }
  /** The same input was taken before; nothing was done again. */
  | { readonly status: 'repeated'; readonly seq: number }
  | { readonly status: 'refused'; readonly refusal: Refusal };

/** An input that waits for its turn. */
export interface Pending {
  readonly input: Input;
  readonly mode: InputMode;
  /** Present for a start. */
  readonly definition?: string;
  /** A timer's input counts only while that timer still runs. */
  readonly timer?: { readonly name: string; readonly generation: number };
  readonly resolve: (result: SubmitResult) => void;
  readonly reject: (error: Error) => void;
}

/** A process in memory with what waits for it. */
export interface Slot {
  live: LiveProcess | null;
  /** Input ids taken, with their sequence number. */
  readonly seen: Map<string, number>;
  readonly queue: Pending[];
  busy: boolean;
  /** The one reading of the journal; `loaded` once it is through. Null: not read yet. */
  loading: Promise<void> | null;
  loaded: boolean;
}

interface SlotDeps {
  readonly journal: Journal;
  readonly registry: DefinitionRegistry;
  readonly log: Logger;
}

/** The processes that are in memory: read from the journal when first asked for, forgotten when finished. */
export class ProcessSlots {
  readonly #deps: SlotDeps;
  readonly #slots = new Map<ProcessId, Slot>();

  constructor(deps: SlotDeps) {
    this.#deps = deps;
  }

  of(process: ProcessId): Slot {
    let slot = this.#slots.get(process);
    if (!slot) {
      slot = { live: null, seen: new Map(), queue: [], busy: false, loading: null, loaded: false };
      this.#slots.set(process, slot);
    }
    return slot;
  }

  all(): Iterable<Slot> {
    return this.#slots.values();
  }

  /** Reads the process from the journal, once however many ask. */
  load(process: ProcessId, slot: Slot): Promise<void> {
    slot.loading ??= this.#read(process, slot).catch((error: Error) => {
      // Only this time: the next who asks reads again.
      slot.loading = null;
      throw error;
    });
    return slot.loading;
  }

  /** Forgets a finished process; its journal has all, should anything ask again. */
  release(process: ProcessId, slot: Slot): void {
    const finished = !slot.live || slot.live.state?.snapshot.status === 'done';
    const idle = !slot.busy && slot.queue.length === 0 && slot.loaded;
    // Somebody may have let go of this slot before us, and a new one may be in its place.
    if (finished && idle && this.#slots.get(process) === slot) this.#slots.delete(process);
  }

  async #read(process: ProcessId, slot: Slot): Promise<void> {
    const { journal, registry, log } = this.#deps;
    slot.seen.clear();
    const newest = await journal.last(process);
    if (newest) {
      const held = decodeBody(newest.body).hold !== undefined;
      const live = revive(newest, held ? await journal.read(process) : [], registry);
      if (live.hold) log.error({ process, hold: live.hold }, 'process is on hold');
      slot.live = live;
      for (const { inputId, seq } of await journal.inputIds(process)) slot.seen.set(inputId, seq);
    }
    slot.loaded = true;
  }
}
