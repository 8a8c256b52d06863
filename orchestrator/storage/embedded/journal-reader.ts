import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { Journal, JournalEntry } from '../ports.ts';
import { openJournalForReading } from './schema.ts';

interface Row {
  readonly position: number;
  readonly process: string;
  readonly seq: number;
  readonly input_id: string;
  readonly answers: string | null;
  readonly effects: number;
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
  body: row.body,
  hash: row.hash,
});

/** Everything of a journal but writing. */
export interface JournalReader extends Omit<Journal, 'append' | 'head' | 'close'> {
  readonly close: () => void;
}

/**
 * Entries of which fewer effects are answered than asked for. An effect's id is `process#seq.index`: answers to one entry stand
 * together in the index, from `process#seq.` up to the next character after the point, and end in digits only.
 */
const unsettledEffects = `
  select j.* from journal j
  where j.effects > 0 and j.effects > (
    select count(distinct a.answers) from journal a
    where a.answers >= j.process || '#' || j.seq || '.' and a.answers < j.process || '#' || j.seq || '/'
      and substr(a.answers, length(j.process || '#' || j.seq || '.') + 1) not glob '*[^0-9]*'
  )
  order by j.position`;

/** Reads a journal beside its writer, or when there is none; changes nothing. */
export function openJournalReader(file: string): JournalReader {
  const reader = openJournalForReading(file);
  const select = {
    read: reader.prepare('select * from journal where process = ? order by seq'),
    last: reader.prepare('select * from journal where process = ? order by seq desc limit 1'),
    tail: reader.prepare('select * from journal where position > ? order by position limit ?'),
    newest: reader.prepare(
      'select j.* from (select process, max(seq) as seq from journal group by process) n join journal j on j.process = n.process and j.seq = n.seq order by j.position',
    ),
    unsettled: reader.prepare(unsettledEffects),
    at: reader.prepare('select * from journal where process = ? and seq = ?'),
    settled: reader.prepare('select count(*) as n from journal where answers = ?'),
    inputs: reader.prepare('select input_id, seq from journal where process = ?'),
  };
  const rows = (result: unknown[]) => (result as Row[]).map(entryOf);
  const countSettled = (id: string) => (select.settled.get(id) as { n: number }).n;

  return {
    read: async (process) => rows(select.read.all(process)),
    at: async (process, seq) => rows(select.at.all(process, seq))[0] ?? null,
    last: async (process) => rows(select.last.all(process))[0] ?? null,
    tail: async (position, limit) => rows(select.tail.all(position, limit)),
    newestOfEach: async () => rows(select.newest.all()),
    withUnsettledEffects: async () => rows(select.unsettled.all()),
    isSettled: async (id) => countSettled(id) > 0,
    inputIds: async (process) =>
      (select.inputs.all(process) as Row[]).map((row) => ({ inputId: row.input_id, seq: row.seq })),
    close: () => {
      reader.close();
    },
  };
}
