import { createHash } from 'node:crypto';
import { chainHash, chainStart } from '../../storage/chain.ts';
import { SequenceConflictError } from '../../storage/ports.ts';
import type { BlobStore, Journal, JournalEntry, ViewPut, ViewStore } from '../../storage/ports.ts';

/** The storage ports in memory, for tests. */

export function memoryJournal(): Journal & { readonly entries: readonly JournalEntry[] } {
  const entries: JournalEntry[] = [];
  const newest = (process: string) => entries.findLast((entry) => entry.process === process) ?? null;
  const settled = (id: string) => entries.some(({ answers }) => answers === id);
  const head = () => ({ position: entries.length, hash: entries.at(-1)?.hash ?? chainStart });
  return {
    entries,
    append: async (batch) =>
      batch.map((draft) => {
        if (draft.seq !== (newest(draft.process)?.seq ?? 0) + 1) throw new SequenceConflictError();
        const position = entries.length + 1;
        entries.push({ ...draft, position, hash: chainHash(head().hash, position, draft.body) });
        return head();
      }),
    read: async (process) => entries.filter((entry) => entry.process === process),
    last: async (process) => newest(process),
    tail: async (position, limit) => entries.slice(position, position + limit),
    newestOfEach: async () => [...new Map(entries.map((entry) => [entry.process, entry])).values()],
    withUnsettledEffects: async () =>
      entries.filter(({ process, seq, effects }) => Array.from({ length: effects }, (_, index) => `${process}#${seq}.${index}`).some((id) => !settled(id))),
    isSettled: async (id) => settled(id),
    inputIds: async (process) => entries.filter((entry) => entry.process === process),
    head: async () => head(),
    close: async () => {},
  };
}

export interface MemoryViews extends ViewStore {
  /** Everything that is kept, as text, in order of collection and key. */
  readonly dump: () => readonly string[];
}

export function memoryViews(): MemoryViews {
  const rows = new Map<string, ViewPut>();
  let projected = 0;
  const nameOf = ({ collection, key }: Pick<ViewPut, 'collection' | 'key'>) => `${collection}\u0000${key}`;
  const copy = <T>(doc: object) => JSON.parse(JSON.stringify(doc)) as T;
  const sorted = () => [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  return {
    get: async <T>(collection: string, key: string) => {
      const row = rows.get(nameOf({ collection, key }));
      return row ? copy<T>(row.doc) : null;
    },
    find: async <T>(collection: string, { index, afterKey = '', limit = Infinity }: { index?: string; afterKey?: string; limit?: number } = {}) =>
      sorted()
        .filter((row) => row.collection === collection && row.key > afterKey && (index === undefined || row.index === index))
        .slice(0, limit)
        .map(({ doc }) => copy<T>(doc)),
    count: async (collection) => sorted().filter((row) => row.collection === collection).length,
    put: async (puts, position) => {
      for (const put of puts) rows.set(nameOf(put), put);
      projected = position;
    },
    position: async () => projected,
    clear: async () => {
      rows.clear();
      projected = 0;
    },
    close: async () => {},
    dump: () => sorted().map((row) => JSON.stringify(row)),
  };
}

export function memoryBlobs(): BlobStore {
  const bytes = new Map<string, Buffer>();
  return {
    put: async (content) => {
      const sha256 = createHash('sha256').update(content).digest('hex');
      bytes.set(sha256, content);
      return sha256;
    },
    get: async (sha256) => bytes.get(sha256) ?? null,
  };
}
