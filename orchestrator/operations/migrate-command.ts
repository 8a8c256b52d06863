import { claimDataFolder } from '../storage/data-folder.ts';
import { copyRecord } from './copy-record.ts';
import { progressBar } from './progress.ts';
import { openRecord, readAddress, recordToRead } from './record-stores.ts';
import type { RecordAddress } from './record-stores.ts';

type Print = (line: string) => void;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Copies a port's record from one store to another and audits the copy; the source is left as it is. Every server of the port must be
 * stopped. Broken off, the same command goes on where it was. Throws `DATA_FOLDER_IN_USE` and what `copyRecord` throws.
 */
export async function migrateStoreCommand(
  { from, to }: { readonly from: string; readonly to: string },
  env: Environment,
  print: Print,
): Promise<void> {
  const [source, target] = [readAddress(from, 'from', env), readAddress(to, 'to', env)];
  const giveBack = keptFromServers(source);
  const bar = progressBar('复制 entries');
  try {
    const read = await recordToRead(source);
    try {
      const written = await openRecord(target);
      try {
        const {
          from: start,
          entries,
          head,
          blobs,
          privateFiles,
          certificates,
          roots,
        } = await copyRecord(read, written, bar.show);
        bar.stop();
        if (start > 0) print(`继续 went on behind entry ${start}`);
        print(
          `已复制 copied: ${entries} entries, head ${head}; ${blobs} blobs; ${privateFiles} private files`,
        );
        print(`完好 intact: ${certificates} certificates; ${roots} signed roots`);
        print(
          '原数据未改动 the source was not changed: take it away from where a server could be started on it',
        );
      } finally {
        await written.close();
      }
    } finally {
      await read.close();
    }
  } finally {
    bar.stop();
    giveBack();
  }
}

const keptFromServers = (source: RecordAddress): (() => void) =>
  source.kind === 'embedded' ? claimDataFolder(source.folder) : () => {};

/** Brings indexes and schema of the MongoDB that the environment names up to date, as every start of a node does. */
export async function migrate(env: Environment, print: Print): Promise<void> {
  const address = readAddress('mongodb', 'mongodbUri', env);
  const [{ connectMongo }, { migrateStore }] = await Promise.all([
    import('../storage/mongo/connection.ts'),
    import('../storage/mongo/migrate-store.ts'),
  ]);
  if (address.kind !== 'mongodb') return;
  const connection = await connectMongo(address.uri);
  try {
    const { version, run } = await migrateStore(connection);
    print(
      `数据库版本 database version ${version}; ${run.length === 0 ? '已是最新 nothing to do' : `run: ${run.join(', ')}`}`,
    );
  } finally {
    await connection.close();
  }
}
