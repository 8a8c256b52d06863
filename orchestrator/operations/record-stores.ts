import { join } from 'node:path';
import { loadServerConfig } from '../../config/server/load.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { createLog } from '../observability/log.ts';
import { claimDataFolder, journalFile } from '../storage/data-folder.ts';
import { openEmbeddedBlobs } from '../storage/embedded/blobs.ts';
import { openJournalReader } from '../storage/embedded/journal-reader.ts';
import { openEmbeddedJournal } from '../storage/embedded/journal.ts';
import { openEmbeddedPrivateFiles } from '../storage/embedded/private-files.ts';
import type { BlobStore, Journal, PrivateFiles } from '../storage/ports.ts';
import { refuseLed } from './refuse-led.ts';

/** Where a port's record lies: what cannot be made again of anything else. */
export type RecordAddress =
  | { readonly kind: 'embedded'; readonly folder: string }
  | {
      readonly kind: 'mongodb';
      readonly uri: string;
      readonly secret: string;
      /** Length of the cluster's lease, s. */
      readonly lease_s: number;
    };

/** A record, opened for its one writer. */
export interface RecordStores {
  readonly journal: Journal;
  readonly blobs: BlobStore;
  readonly privateFiles: PrivateFiles;
  readonly close: () => Promise<void>;
}

/** The same only to be read, beside its writer. */
export interface RecordToRead {
  readonly journal: Pick<Journal, 'read' | 'tail' | 'head' | 'newestOfOpen'>;
  readonly blobs: BlobStore;
  readonly privateFiles: Pick<PrivateFiles, 'names' | 'read'>;
  readonly close: () => Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The record that a server with this environment keeps: in MongoDB where `MONGODB_URI` is set, else in the data folder. */
export function addressInForce(data: string, env: Environment): RecordAddress {
  const config = loadServerConfig({ env, flags: { data } }, []);
  if (!config.ok) throw new RefusedError(config.refusal);
  const { mongodbUri, clusterSecret, lease_s } = config.value.settings;
  return mongodbUri !== undefined && clusterSecret !== undefined
    ? { kind: 'mongodb', uri: mongodbUri, secret: clusterSecret, lease_s }
    : { kind: 'embedded', folder: data };
}

/**
 * Reads an address: `embedded:<folder>`, `mongodb` for the one that `MONGODB_URI` names, or its URI. Throws `RECORD_ADDRESS_UNKNOWN`, and
 * for a MongoDB what the settings lack.
 */
export function readAddress(text: string, field: string, env: Environment): RecordAddress {
  const [, folder] = /^embedded:(.+)$/.exec(text) ?? [];
  if (folder !== undefined) return { kind: 'embedded', folder };
  if (text !== 'mongodb' && !/^mongodb(\+srv)?:\/\//.test(text))
    throw new RefusedError({
      code: 'RECORD_ADDRESS_UNKNOWN',
      field,
      message: `"${text}" names no store.`,
      remedy: 'Use embedded:<folder>, mongodb (then MONGODB_URI says where), or mongodb://…',
    });
  const uri = text === 'mongodb' ? {} : { MONGODB_URI: text, MONGODB_URI_FILE: undefined };
  const config = loadServerConfig({ env: { ...env, ...uri } }, ['mongodbUri', 'clusterSecret']);
  if (!config.ok) throw new RefusedError(config.refusal);
  const { mongodbUri, clusterSecret, lease_s } = config.value.settings;
  return { kind: 'mongodb', uri: mongodbUri, secret: clusterSecret, lease_s };
}

/** Changes nothing. Throws `DATA_FOLDER_EMPTY` where there is no journal, and what `openMongoToRead` throws. */
export async function recordToRead(address: RecordAddress): Promise<RecordToRead> {
  if (address.kind === 'mongodb') return mongoRecord(address, 'read');
  const { folder } = address;
  const journal = openJournalReader(journalFile(folder));
  return { journal, ...besideJournalIn(folder), close: async () => journal.close() };
}

/** The private files alone, for who changes one while no server runs. Throws `DATA_FOLDER_IN_USE`, `CLUSTER_RUNNING`, and what `openMongo` throws. */
export async function openPrivateFiles(
  address: RecordAddress,
): Promise<Pick<RecordStores, 'privateFiles' | 'close'>> {
  if (address.kind === 'mongodb') return mongoRecord(address, 'write');
  const giveBack = claimDataFolder(address.folder);
  return { privateFiles: openEmbeddedPrivateFiles(address.folder), close: async () => giveBack() };
}

/** Makes what is not there yet. Throws `DATA_FOLDER_IN_USE`, `CLUSTER_RUNNING`, and what `openMongo` throws. */
export async function openRecord(address: RecordAddress): Promise<RecordStores> {
  if (address.kind === 'mongodb') return mongoRecord(address, 'write');
  const { folder } = address;
  const giveBack = claimDataFolder(folder);
  const journal = await openEmbeddedJournal(join(folder, 'journal.db'));
  return {
    journal,
    ...besideJournalIn(folder),
    close: async () => {
      await journal.close();
      giveBack();
    },
  };
}

const besideJournalIn = (folder: string) => ({
  blobs: openEmbeddedBlobs(join(folder, 'blobs')),
  privateFiles: openEmbeddedPrivateFiles(folder),
});

/** The database's library is loaded only where there is a database. */
async function mongoRecord(
  address: RecordAddress & { readonly kind: 'mongodb' },
  use: 'read',
): Promise<RecordToRead>;
async function mongoRecord(
  address: RecordAddress & { readonly kind: 'mongodb' },
  use: 'write',
): Promise<RecordStores>;
async function mongoRecord(
  { uri, secret, lease_s }: RecordAddress & { readonly kind: 'mongodb' },
  use: 'read' | 'write',
) {
  const [{ openMongo, openMongoToRead }, { openMongoBlobs }, { openMongoPrivateFiles }] = await Promise.all([
    import('../storage/mongo/open.ts'),
    import('../storage/mongo/blobs.ts'),
    import('../storage/mongo/private-files.ts'),
  ]);
  const connection = await (use === 'read' ? openMongoToRead(uri) : openMongo(uri));
  try {
    if (use === 'write') {
      const { mongoLeases } = await import('../storage/mongo/leases.ts');
      await refuseLed(mongoLeases(connection), lease_s * 1_000);
    }
    const beside = {
      blobs: openMongoBlobs(connection),
      privateFiles: await openMongoPrivateFiles(connection, secret),
    };
    if (use === 'read') {
      const { openMongoJournalReader } = await import('../storage/mongo/journal-reader.ts');
      return { journal: openMongoJournalReader(connection), ...beside, close: () => connection.close() };
    }
    const { openMongoJournal } = await import('../storage/mongo/journal.ts');
    const journal = await openMongoJournal(connection, { log: createLog('warn') });
    const close = async () => {
      await journal.close();
      await connection.close();
    };
    return { journal, ...beside, close };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
