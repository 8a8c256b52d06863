import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { later } from '../../workflows/kernel/step.ts';
import { decodeBody } from '../engine/entry.ts';
import type { EntryBody } from '../engine/entry.ts';
import type { Journal, JournalEntry, ViewStore } from '../storage/ports.ts';
import { markedBefore } from '../views/audit-index.ts';

/** Which entries; what is absent is not asked for. `from` is included, `to` is not. */
export interface AuditFilter {
  readonly process?: ProcessId;
  /** Id of a person, a customs system, a unit, a process or a part of the server. */
  readonly actor?: string;
  /** Without version. */
  readonly definition?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface AuditEntry {
  readonly entry: JournalEntry;
  readonly body: EntryBody;
}

interface AuditPage {
  readonly items: readonly AuditEntry[];
  /** Position to go on before; null when there are no more. A page can hold fewer than were asked for, even none, and still go on. */
  readonly next: number | null;
}

/** The journal as an auditor reads it. */
export interface AuditReading {
  /** Entries before a position, the newest first. Looks at a bounded number of entries, however long the journal is. */
  entries(filter: AuditFilter, before: number, limit: number): Promise<AuditPage>;
  entry(
    position: number,
  ): Promise<{ readonly entry: AuditEntry; readonly previousHash: string | null } | null>;
}

/** Entries looked at for one page: about 20 KiB each. What does not fit is for the next page. */
const mostLookedAt = 1000;
/** Between these others have their turn. */
const slice = 50;
/** Inputs are written in the order they came; so far may the clock they are stamped by have been set back between two. */
const clockMayJump_ms = 3_600_000;

export function createAuditReading({
  journal,
  views,
}: {
  readonly journal: Journal;
  readonly views: ViewStore;
}): AuditReading {
  const at = async (position: number): Promise<JournalEntry | null> => {
    const [entry] = await journal.tail(position - 1, 1);
    return entry?.position === position ? entry : null;
  };
  const timeAt = async (position: number): Promise<Instant> => {
    const entry = await at(position);
    if (!entry) throw new Error(`entry ${position} of the journal is missing`);
    return decodeBody(entry.body).input.at;
  };

  /** The first position in (0, end] from which on the predicate holds, by halving; `end + 1` where it nowhere does. */
  const firstWhere = async (end: number, holds: (position: number) => Promise<boolean>): Promise<number> => {
    let [low, high] = [1, end + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (await holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  /** Chunks of entries before a position and not before `least`, each and all the newest first. */
  async function* chunks(
    filter: AuditFilter,
    before: number,
    least: number,
  ): AsyncGenerator<readonly JournalEntry[]> {
    const { process, actor, definition } = filter;
    if (process !== undefined) return yield* ofProcess(process, before);
    for (const [by, id] of [
      ['auditActors', actor],
      ['auditDefinitions', definition],
    ] as const) {
      if (id === undefined) continue;
      const [newest] = await markedBefore(views, by, id, Number.MAX_SAFE_INTEGER, 1);
      // Of what has no marks the entries themselves are looked through.
      if (newest !== undefined) return yield* ofMarks(by, id, before);
    }
    for (let end = before; end > least; end = Math.max(least, end - slice)) {
      const begin = Math.max(least, end - slice);
      yield (await journal.tail(begin - 1, end - begin)).toReversed();
    }
  }

  async function* ofMarks(
    by: 'auditActors' | 'auditDefinitions',
    id: string,
    before: number,
  ): AsyncGenerator<readonly JournalEntry[]> {
    for (let end = before; ;) {
      const positions = await markedBefore(views, by, id, end, slice);
      const last = positions.at(-1);
      if (last === undefined) return;
      yield (await Promise.all(positions.map(at))).filter((entry) => entry !== null);
      end = last;
    }
  }

  async function* ofProcess(process: ProcessId, before: number): AsyncGenerator<readonly JournalEntry[]> {
    const newest = await journal.last(process);
    if (!newest) return;
    const isBefore = async (seq: number) => ((await journal.at(process, seq))?.position ?? 0) >= before;
    for (let end = await firstWhere(newest.seq, isBefore); end > 1; end = Math.max(1, end - slice)) {
      const seqs = Array.from({ length: Math.min(slice, end - 1) }, (_, index) => end - 1 - index);
      yield (await Promise.all(seqs.map((seq) => journal.at(process, seq)))).filter(
        (entry) => entry !== null,
      );
    }
  }

  return {
    entries: async (filter, asked, limit) => {
      const { position: head } = await journal.head();
      const { from, to } = filter;
      let before = Math.min(asked, head + 1);
      if (to !== undefined)
        before = Math.min(
          before,
          await firstWhere(head, async (position) => (await timeAt(position)) >= later(to, clockMayJump_ms)),
        );
      const least =
        from === undefined
          ? 1
          : await firstWhere(
              head,
              async (position) => (await timeAt(position)) >= later(from, -clockMayJump_ms),
            );
      const items: AuditEntry[] = [];
      let looked = 0;
      for await (const chunk of chunks(filter, before, least)) {
        for (const entry of chunk) {
          if (entry.position < least) return { items, next: null };
          const one = { entry, body: decodeBody(entry.body) };
          if (isAsked(one, filter)) items.push(one);
          looked += 1;
          if (items.length === limit || looked === mostLookedAt)
            return { items, next: entry.position > least ? entry.position : null };
        }
        await nextTurn();
      }
      return { items, next: null };
    },
    entry: async (position) => {
      const entry = await at(position);
      if (!entry) return null;
      const before = position > 1 ? await at(position - 1) : null;
      return { entry: { entry, body: decodeBody(entry.body) }, previousHash: before?.hash ?? null };
    },
  };
}

function isAsked({ entry, body: { input, definition } }: AuditEntry, filter: AuditFilter): boolean {
  return (
    (filter.process === undefined || entry.process === filter.process) &&
    (filter.actor === undefined || input.actor.id === filter.actor) &&
    (filter.definition === undefined || definition.split('@')[0] === filter.definition) &&
    (filter.from === undefined || input.at >= filter.from) &&
    (filter.to === undefined || input.at < filter.to)
  );
}
