import type { Logger } from 'pino';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { Journal, JournalEntry } from '../storage/ports.ts';
import type { InputMode } from './decide.ts';
import type { DefinitionRegistry } from './definitions.ts';
import { decodeBody } from './entry.ts';
import { revive } from './live-process.ts';
import type { LiveProcess } from './live-process.ts';
import type { InputObserver } from './observer.ts';
import { idsHeld, TakenInputs } from './taken-inputs.ts';

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
  readonly observed?: InputObserver;
  readonly resolve: (result: SubmitResult) => void;
  readonly reject: (error: Error) => void;
}

/** A process in memory with what waits for it. */
export interface Slot {
  live: LiveProcess | null;
  readonly taken: TakenInputs;
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

/** More than are at work on a busy day: fifty ships with five thousand samples are 2000. One takes about 15 KiB. */
const mostProcessesHeld = 10_000;

const isIdle = ({ busy, queue, loaded }: Slot): boolean => !busy && queue.length === 0 && loaded;

/** The processes that are in memory: read from the journal when first asked for, forgotten when finished or long idle. */
export class ProcessSlots {
  readonly #deps: SlotDeps;
  /** Told last stands last. */
  readonly #slots = new Map<ProcessId, Slot>();
  readonly #mostHeld: number;

  constructor(deps: SlotDeps, mostHeld = mostProcessesHeld) {
    this.#deps = deps;
    this.#mostHeld = mostHeld;
  }

  of(process: ProcessId): Slot {
    let slot = this.#slots.get(process);
    if (!slot) {
      slot = { live: null, taken: new TakenInputs(), queue: [], busy: false, loading: null, loaded: false };
      this.#slots.set(process, slot);
    }
    return slot;
  }

  all(): Iterable<Slot> {
    return this.#slots.values();
  }

  /** The process as its newest entry left it. */
  async restore(newest: JournalEntry): Promise<LiveProcess> {
    const { journal, registry, log } = this.#deps;
    const { process } = newest;
    const body = decodeBody(newest.body);
    const live = revive(newest, body, body.hold ? await journal.read(process) : [], registry);
    if (live.hold) log.error({ process, hold: live.hold }, 'process is on hold');
    return live;
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

  /** Makes sure of each input that waits whether it was taken before. */
  lookUp(process: ProcessId, { queue, taken }: Slot): Promise<void> {
    const ids = queue.map(({ input }) => input.id);
    return taken.lookUp(ids, (inputId) => this.#deps.journal.seqOf(process, inputId));
  }

  /**
   * Forgets a process that is finished, and, when many are held, those that were told nothing for longest; the journal has all, should
   * anything ask again.
   */
  release(process: ProcessId, slot: Slot): void {
    // Somebody may have let go of this slot before us, and a new one may be in its place.
    if (!isIdle(slot) || this.#slots.get(process) !== slot) return;
    this.#slots.delete(process);
    if (!slot.live || slot.live.state?.snapshot.status === 'done') return;
    this.#slots.set(process, slot);
    if (this.#slots.size > this.#mostHeld) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const [process, slot] of this.#slots) {
      if (this.#slots.size <= this.#mostHeld) return;
      if (isIdle(slot)) this.#slots.delete(process);
    }
  }

  async #read(process: ProcessId, slot: Slot): Promise<void> {
    const { journal } = this.#deps;
    const newest = await journal.last(process);
    if (newest) slot.live = await this.restore(newest);
    slot.taken.load(newest ? await journal.inputIds(process, idsHeld) : [], newest?.seq ?? 0);
    slot.loaded = true;
  }
}
