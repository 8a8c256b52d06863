import { chainHash, chainStart } from '../chain.ts';
import type { EntryDraft, JournalHead } from '../ports.ts';
import type { Connection } from './schema.ts';

/** Writes a batch behind `after` in one transaction and one sync: all of it, or nothing and the error is thrown. */
export type Commit = (batch: readonly EntryDraft[], after: JournalHead) => readonly JournalHead[];

export function prepareCommit(connection: Connection): Commit {
  const insert = connection.prepare(
    'insert into journal (position, process, seq, input_id, answers, effects, finished, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const write = ({ process, seq, inputId, answers, effects, finished, body }: EntryDraft, after: JournalHead): JournalHead => {
    const position = after.position + 1;
    const hash = chainHash(after.hash, position, body);
    insert.run(position, process, seq, inputId, answers, effects, Number(finished), body, hash);
    return { position, hash };
  };
  return (batch, after) => {
    const [only, second] = batch;
    // One statement is a transaction by itself.
    if (only && !second) return [write(only, after)];
    const heads: JournalHead[] = [];
    let last = after;
    connection.exec('begin immediate');
    try {
      for (const draft of batch) {
        last = write(draft, last);
        heads.push(last);
      }
      connection.exec('commit');
    } catch (error) {
      // A full disk ends the transaction by itself; a second error here would hide the first.
      if (connection.inTransaction) connection.exec('rollback');
      throw error;
    }
    return heads;
  };
}

/** Whether an error of SQLite says that a unique place in the journal is taken. */
export const isConflict = (code: string): boolean => code.startsWith('SQLITE_CONSTRAINT');

/** The newest entry's place in the chain. */
export function readHead(connection: Connection): JournalHead {
  const newest = connection.prepare('select position, hash from journal order by position desc limit 1').get() as JournalHead | undefined;
  return newest ? { position: newest.position, hash: newest.hash } : { position: 0, hash: chainStart };
}
