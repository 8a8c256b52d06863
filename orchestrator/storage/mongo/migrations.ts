import type { mongo } from 'mongoose';

/** A step from one version of the store to the next. Each may be run again where it was interrupted. */
export interface Migration {
  readonly name: string;
  readonly run: (db: mongo.Db) => Promise<void>;
}

/** Makes a collection unless it is there: on some servers an index cannot be made before. */
async function ensure(
  db: mongo.Db,
  name: string,
  options: mongo.CreateCollectionOptions = {},
): Promise<void> {
  const there = await db.listCollections({ name }, { nameOnly: true }).toArray();
  if (there.length > 0) return;
  await db.createCollection(name, options).catch((error: { code?: unknown }) => {
    if (error.code !== namespaceExists) throw error;
  });
}
const namespaceExists = 48;

/** In order; the number of a migration is its place, from 1. Never changed once released, only added to. */
export const migrations: readonly Migration[] = [
  {
    name: 'journal, what is open, views, blobs, leases, private files',
    run: async (db) => {
      for (const name of [
        'journal',
        'journal_processes',
        'journal_effects',
        'journal_marks',
        'views',
        'view_state',
        'view_redo',
        'leases',
        'private_files',
      ])
        await ensure(db, name);
      const journal = db.collection('journal');
      await journal.createIndex({ process: 1, seq: 1 }, { unique: true, name: 'process_seq' });
      await journal.createIndex({ process: 1, inputId: 1 }, { unique: true, name: 'process_input' });
      await journal.createIndex({ answers: 1 }, { sparse: true, name: 'answers' });
      await db
        .collection('journal_processes')
        .createIndex({ position: 1 }, { partialFilterExpression: { finished: false }, name: 'open' });
      await db
        .collection('views')
        .createIndex(
          { index: 1, _id: 1 },
          { partialFilterExpression: { index: { $exists: true } }, name: 'index' },
        );
      await ensure(db, 'blobs.files');
      await ensure(db, 'blobs.chunks');
      // As the specification of GridFS asks for.
      await db
        .collection('blobs.files')
        .createIndex({ filename: 1, uploadDate: 1 }, { name: 'filename_1_uploadDate_1' });
      await db
        .collection('blobs.chunks')
        .createIndex({ files_id: 1, n: 1 }, { unique: true, name: 'files_id_1_n_1' });
    },
  },
];
