import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { Journal, JournalEntry } from '../ports.ts';
import { readHead } from './commit.ts';
import { openJournalForReading } from './schema.ts';

interface Row {
  readonly position: number;
  readonly process: string;
  readonly seq: number;
  readonly input_id: string;
  readonly answers: string | null;
  readonly effects: number;
  /** Missing where no server of today has opened the journal yet. */
  readonly finished?: number;
  readonly body: string;
  readonly hash: string;
}

const entryOf = (row: Row): JournalEntry => ({
  position: row.position,
  process: row.process as ProcessId,
  seq: row.seq,
  inputId: row.input_id,
  answers: row.answers,
  effects: row.effects,
  finished: row.finished === 1,
  body: row.body,
  hash: row.hash,
});

/** Everything of a journal but writing. */
export interface JournalReader extends Omit<Journal, 'append' | 'close'> {
  readonly close: () => void;
}

const newestOfOpen = `
  select j.* from open_process o
  join journal j on j.process = o.process and j.seq = (select max(seq) from journal where process = o.process)
  order by j.position`;
const withOpenEffects = 'select * from journal where position in (select position from open_effect) order by position';

/** Reads a journal beside its writer, or when there is none; changes nothing. */
export function openJournalReader(file: string): JournalReader {
  const reader = openJournalForReading(file);
  const select = {
    read: reader.prepare('select * from journal where process = ? order by seq'),
    last: reader.prepare('select * from journal where process = ? order by seq desc limit 1'),
    tail: reader.prepare('select * from journal where position > ? order by position limit ?'),
    at: reader.prepare('select * from journal where process = ? and seq = ?'),
    inputs: reader.prepare('select input_id, seq from journal where process = ? order by seq desc limit ?'),
    seqOf: reader.prepare('select seq from journal where process = ? and input_id = ?'),
  };
  /** What is open is only looked for in a journal that its writer has opened; an audit also reads one of an earlier format. */
  const open = once(() => ({
    processes: reader.prepare(newestOfOpen),
    entries: reader.prepare(withOpenEffects),
    effect: reader.prepare('select 1 from open_effect where effect = ?'),
  }));
  const rows = (result: unknown[]) => (result as Row[]).map(entryOf);

  return {
    read: async (process) => rows(select.read.all(process)),
    at: async (process, seq) => rows(select.at.all(process, seq))[0] ?? null,
    last: async (process) => rows(select.last.all(process))[0] ?? null,
    tail: async (position, limit) => rows(select.tail.all(position, limit)),
    newestOfOpen: async () => rows(open().processes.all()),
    withUnsettledEffects: async () => rows(open().entries.all()),
    isSettled: async (id) => open().effect.get(id) === undefined,
    inputIds: async (process, limit = -1) =>
      (select.inputs.all(process, limit) as Row[]).map((row) => ({ inputId: row.input_id, seq: row.seq })).reverse(),
    seqOf: async (process, inputId) => (select.seqOf.get(process, inputId) as { seq: number } | undefined)?.seq ?? null,
    head: async () => readHead(reader),
    close: () => {
      reader.close();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
