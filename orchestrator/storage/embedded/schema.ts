import Database from 'libsql';
import { formats } from './formats.ts';

/** A larger write-ahead log than SQLite's default of 1000 pages: checkpoints are rarer and the commit path steadier. */
export const checkpointPages = 4000;

export type Connection = InstanceType<typeof Database>;

/**
 * Opens the journal for its one writer, and brings it to the newest format first. `synchronous=FULL` with a write-ahead log: a
 * resolved append survives power loss. The unique indexes are the last line of defence behind the engine's own order and idempotence.
 */
export function openJournalForWriting(file: string): Connection {
  const connection = new Database(file);
  connection.pragma('journal_mode=WAL');
  connection.pragma('synchronous=FULL');
  connection.pragma(`wal_autocheckpoint=${checkpointPages}`);
  if (formatOf(connection) < formats.length) bringUpToDate(connection);
  return connection;
}

const formatOf = (connection: Connection): number => (connection.prepare('pragma user_version').get() as { user_version: number }).user_version;

/** All of it or nothing: who is interrupted begins again. */
function bringUpToDate(connection: Connection): void {
  connection.exec('begin immediate');
  try {
    // Another may have been here while we waited.
    for (const statements of formats.slice(formatOf(connection))) connection.exec(statements);
    connection.exec(`pragma user_version = ${formats.length}`);
    connection.exec('commit');
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback');
    throw error;
  }
}

/** Opens the journal beside its writer; only for reading. */
export function openJournalForReading(file: string): Connection {
  const connection = new Database(file);
  connection.pragma('query_only=ON');
  return connection;
}
