import { join } from 'node:path';
import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { definitions } from '../composition/definitions.ts';
import { packLibrary } from '../composition/packs.ts';
import { DefinitionRegistry } from '../engine/definitions.ts';
import { createLog } from '../observability/log.ts';
import { claimDataFolder, journalFile } from '../storage/data-folder.ts';
import { openEmbeddedJournal } from '../storage/embedded/journal.ts';
import { openEmbeddedViews } from '../storage/embedded/views.ts';
import type { Journal, ViewStore } from '../storage/ports.ts';
import { collections } from '../views/projection.ts';
import { Projector } from '../views/projector.ts';
import { progressBar } from './progress.ts';
import type { RecordAddress } from './record-stores.ts';
import { refuseLed } from './refuse-led.ts';

export interface RebuildOptions {
  /** Whose views: those lie beside the record. */
  readonly address: RecordAddress;
  readonly ruleFolders: readonly string[];
}

/**
 * Throws the views away and projects the whole journal again. Every server of the port must be stopped. Broken off, it is gone on with at
 * the next start of one. Throws `DATA_FOLDER_EMPTY`, `DATA_FOLDER_IN_USE`, `CLUSTER_RUNNING`, and what `openMongo` throws.
 */
export async function rebuildViews(
  { address, ruleFolders }: RebuildOptions,
  print: (line: string) => void,
): Promise<void> {
  const { journal, views, close } = await opened(address);
  const bar = progressBar('视图 entries');
  try {
    const { position } = await journal.head();
    await views.clear();
    const [packs, alarms] = [packLibrary(ruleFolders), loadAlarmCatalogue()];
    const { isKnown } = new DefinitionRegistry(definitions(packs, alarms));
    const projector = new Projector(views, journal, packs.proceduresOf, alarms, isKnown);
    projector.follow(() => bar.show(projector.position, position));
    const entries = await projector.catchUp();
    bar.stop();
    const counts: string[] = [];
    for (const name of Object.values(collections)) {
      const count = await views.count(name);
      if (count > 0) counts.push(`${name} ${count}`);
    }
    print(`已重建 rebuilt from ${entries} entries: ${counts.join(', ')}`);
  } finally {
    bar.stop();
    await close();
  }
}

interface Opened {
  readonly journal: Journal;
  readonly views: ViewStore;
  readonly close: () => Promise<void>;
}

const opened = (address: RecordAddress): Promise<Opened> =>
  address.kind === 'embedded' ? inFolder(address.folder) : inMongo(address);

async function inFolder(folder: string): Promise<Opened> {
  const file = journalFile(folder);
  const giveBack = claimDataFolder(folder);
  const journal = await openEmbeddedJournal(file);
  const views = openEmbeddedViews(join(folder, 'views.db'));
  const close = async () => {
    await Promise.all([journal.close(), views.close()]);
    giveBack();
  };
  return { journal, views, close };
}

/** The database's library is loaded only where there is a database. */
async function inMongo({ uri, lease_s }: RecordAddress & { readonly kind: 'mongodb' }): Promise<Opened> {
  const [{ openMongo }, { mongoLeases }, { openMongoJournal }, { openMongoViews }] = await Promise.all([
    import('../storage/mongo/open.ts'),
    import('../storage/mongo/leases.ts'),
    import('../storage/mongo/journal.ts'),
    import('../storage/mongo/views.ts'),
  ]);
  const connection = await openMongo(uri);
  try {
    await refuseLed(mongoLeases(connection), lease_s * 1_000);
    const journal = await openMongoJournal(connection, { log: createLog('warn') });
    const views = await openMongoViews(connection);
    const close = async () => {
      await Promise.all([journal.close(), views.close()]);
      await connection.close();
    };
    return { journal, views, close };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
