import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { chainHash, chainStart } from '../../storage/chain.ts';
import { SequenceConflictError } from '../../storage/ports.ts';
import type { EntryDraft, Journal, JournalEntry, JournalHead } from '../../storage/ports.ts';

/** A journal in memory that keeps the contract of the real ones, and can be made to fail. */
export class MemoryJournal implements Journal {
  readonly entries: JournalEntry[] = [];
  /** Batches that were appended. */
  appends = 0;
  /** Awaited before each append; what it throws, the append rejects with. */
  beforeAppend: (batch: readonly EntryDraft[]) => void | Promise<void> = () => {};
  /** Awaited before a process is read. */
  beforeLast: (process: ProcessId) => void | Promise<void> = () => {};

  async append(batch: readonly EntryDraft[]): Promise<readonly JournalHead[]> {
    await this.beforeAppend(batch);
    const added: JournalEntry[] = [];
    for (const draft of batch) {
      const taken = [...this.entries, ...added].some(
        ({ process, seq, inputId }) =>
          process === draft.process && (seq === draft.seq || inputId === draft.inputId),
      );
      if (taken)
        throw new SequenceConflictError(
          `${draft.process} has entry ${draft.seq} or input ${draft.inputId} already`,
        );
      const last = added.at(-1) ?? this.#head();
      const position = last.position + 1;
      added.push({ ...draft, position, hash: chainHash(last.hash, position, draft.body) });
    }
    this.entries.push(...added);
    this.appends += 1;
    return added.map(({ position, hash }) => ({ position, hash }));
  }

  async read(process: ProcessId): Promise<readonly JournalEntry[]> {
    return this.entries.filter((entry) => entry.process === process);
  }

  async last(process: ProcessId): Promise<JournalEntry | null> {
    await this.beforeLast(process);
    return this.entries.findLast((entry) => entry.process === process) ?? null;
  }

  async at(process: ProcessId, seq: number): Promise<JournalEntry | null> {
    return this.entries.find((entry) => entry.process === process && entry.seq === seq) ?? null;
  }

  async tail(position: number, limit: number): Promise<readonly JournalEntry[]> {
    return this.entries.slice(position, position + limit);
  }

  async newestOfOpen(): Promise<readonly JournalEntry[]> {
    const newest = new Map(this.entries.map((entry) => [entry.process, entry]));
    return this.entries.filter((entry) => !entry.finished && newest.get(entry.process) === entry);
  }

  async withUnsettledEffects(): Promise<readonly JournalEntry[]> {
    return this.entries.filter(({ process, seq, effects }) =>
      Array.from({ length: effects }, (_, index) => `${process}#${seq}.${index}`).some(
        (id) => !this.#settled(id),
      ),
    );
  }

  async isSettled(effectId: string): Promise<boolean> {
    return this.#settled(effectId);
  }

  async inputIds(
    process: ProcessId,
    limit = Infinity,
  ): Promise<readonly { inputId: string; seq: number }[]> {
    const entries = await this.read(process);
    return entries
      .slice(Math.max(0, entries.length - limit))
      .map(({ inputId, seq }) => ({ inputId, seq }));
  }

  async seqOf(process: ProcessId, inputId: string): Promise<number | null> {
    return (
      this.entries.find((entry) => entry.process === process && entry.inputId === inputId)?.seq ?? null
    );
  }

  async head(): Promise<JournalHead> {
    return this.#head();
  }

  async close(): Promise<void> {}

  #head(): JournalHead {
    const { position, hash } = this.entries.at(-1) ?? { position: 0, hash: chainStart };
    return { position, hash };
  }

  #settled(effectId: string): boolean {
    return this.entries.some(({ answers }) => answers === effectId);
  }
}
