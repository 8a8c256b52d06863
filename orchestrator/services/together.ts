import { setTimeout } from 'node:timers/promises';

/** What waits to be written for one key, and who waits for it. */
interface Waiting<Item> {
  readonly items: Item[];
  readonly written: Promise<void>;
}

/**
 * Writes items of a key together: what comes while something of that key is being written waits and goes with the next, at most `most` at
 * once. Where several came together the last time, the next wait for `pause_ms` (ms) for more of them; one that comes alone waits for
 * nothing. The promise of an item is settled when it was written, and rejected for all that were to be written with it when that failed.
 */
export function together<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  { most, pause_ms }: { readonly most: number; readonly pause_ms: number },
): (key: string, item: Item) => Promise<void> {
  const waiting = new Map<string, Waiting<Item>>();
  /** What is being written of a key, and whether those before it came together. */
  const busy = new Map<string, Promise<{ readonly wereMany: boolean }>>();

  const begin = (key: string): Waiting<Item> => {
    const items: Item[] = [];
    const before = busy.get(key) ?? Promise.resolve({ wereMany: false });
    const written = before.then(async ({ wereMany }) => {
      if (wereMany) await setTimeout(pause_ms);
      if (waiting.get(key)?.items === items) waiting.delete(key);
      await write(items);
    });
    const done = written.catch(() => undefined).then(() => ({ wereMany: items.length > 1 }));
    busy.set(key, done);
    return { items, written };
  };

  return (key, item) => {
    const known = waiting.get(key);
    const next = known && known.items.length < most ? known : begin(key);
    waiting.set(key, next);
    next.items.push(item);
    return next.written;
  };
}
