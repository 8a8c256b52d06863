import Database from 'libsql';

/**
 * The journal's table. `synchronous=FULL` with a write-ahead log: a resolved append survives power loss. The unique indexes
 * are the last line of defence behind the engine's own order and idempotence.
 */
const journalSchema = `
  create table if not exists journal (
    position integer primary key,
    process  text not null,
    seq      integer not null,
    input_id text not null,
    answers  text,
    effects  integer not null,
    body     text not null,
    hash     text not null
  ) strict;
  create unique index if not exists journal_process_seq on journal (process, seq);
  create unique index if not exists journal_process_input on journal (process, input_id);
  create index if not exists journal_answers on journal (answers) where answers is not null;
  create index if not exists journal_effects on journal (position) where effects > 0;
`;

/** A larger write-ahead log than SQLite's default of 1000 pages: checkpoints are rarer and the commit path steadier. */
const checkpointPages = 4000;

export type Connection = InstanceType<typeof Database>;

/** Opens the journal for its one writer and creates the table when it is missing. */
export function openJournalForWriting(file: string): Connection {
  const connection = new Database(file);
  connection.pragma('journal_mode=WAL');
  connection.pragma('synchronous=FULL');
  connection.pragma(`wal_autocheckpoint=${checkpointPages}`);
  connection.exec(journalSchema);
  return connection;
}

/** Opens the journal beside its writer; only for reading. */
export function openJournalForReading(file: string): Connection {
  const connection = new Database(file);
  connection.pragma('query_only=ON');
  return connection;
}
