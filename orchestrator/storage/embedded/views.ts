import Database from 'libsql';
import type { ViewStore } from '../ports.ts';
import { checkpointPages } from './schema.ts';

/** `synchronous=NORMAL`: a power loss may take the last writes, which are projected again from the journal, but never the file. */
export function openEmbeddedViews(file: string): ViewStore {
  const db = new Database(file);
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=NORMAL');
  db.pragma(`wal_autocheckpoint=${checkpointPages}`);
  db.exec(`
    create table if not exists view (
      collection text not null, key text not null, idx text, doc text not null, primary key (collection, key)
    ) strict;
    create index if not exists view_idx on view (collection, idx, key) where idx is not null;
    create table if not exists projected (only integer primary key check (only = 1), position integer not null) strict;
    insert or ignore into projected values (1, 0);
  `);
  const get = db.prepare('select doc from view where collection = ? and key = ?');
  // What is as it was is not written again: an entry of a consignment tells all its containers, of which it changes one.
  const put = db.prepare(
    `insert into view (collection, key, idx, doc) values (?, ?, ?, ?)
     on conflict (collection, key) do update set idx = excluded.idx, doc = excluded.doc where doc <> excluded.doc or idx is not excluded.idx`,
  );
  const all = db.prepare('select doc from view where collection = ? and key > ? order by key limit ?');
  const byIndex = db.prepare('select doc from view where collection = ? and idx = ? and key > ? order by key limit ?');
  const count = db.prepare('select count(*) as n from view where collection = ?');
  const position = db.prepare('select position from projected');
  const setPosition = db.prepare('update projected set position = ?');
  const parse = <T>(row: unknown) => JSON.parse((row as { doc: string }).doc) as T;

  return {
    get: async <T>(collection: string, key: string) => {
      const row = get.get(collection, key);
      return row ? parse<T>(row) : null;
    },
    find: async <T>(collection: string, { index, afterKey = '', limit = -1 }: { index?: string; afterKey?: string; limit?: number } = {}) => {
      const rows = index === undefined ? all.all(collection, afterKey, limit) : byIndex.all(collection, index, afterKey, limit);
      return rows.map((row) => parse<T>(row));
    },
    count: async (collection) => (count.get(collection) as { n: number }).n,
    put: async (puts, at) => {
      db.exec('begin');
      try {
        for (const { collection, key, index, doc } of puts) put.run(collection, key, index ?? null, JSON.stringify(doc));
        setPosition.run(at);
        db.exec('commit');
      } catch (error) {
        db.exec('rollback');
        throw error;
      }
    },
    position: async () => (position.get() as { position: number }).position,
    clear: async () => {
      // Together, or a crash in between leaves views that believe themselves complete.
      db.exec('begin; delete from view; update projected set position = 0; commit');
    },
    close: async () => {
      db.close();
    },
  };
}
