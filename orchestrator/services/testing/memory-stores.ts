import { createHash } from 'node:crypto';
import type { BlobStore, ViewPut, ViewStore } from '../../storage/ports.ts';

/** Views and blobs in memory, for tests. */

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
    find: async <T>(
      collection: string,
      { index, afterKey = '', limit = Infinity }: { index?: string; afterKey?: string; limit?: number } = {},
    ) =>
      sorted()
        .filter(
          (row) =>
            row.collection === collection &&
            row.key > afterKey &&
            (index === undefined || row.index === index),
        )
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
