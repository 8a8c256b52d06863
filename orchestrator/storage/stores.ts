import { join } from 'node:path';
import { openEmbeddedBlobs } from './embedded/blobs.ts';
import { openEmbeddedJournal } from './embedded/journal.ts';
import { openEmbeddedPrivateFiles } from './embedded/private-files.ts';
import { openEmbeddedTelemetry } from './embedded/telemetry.ts';
import { openEmbeddedViews } from './embedded/views.ts';
import { claimDataFolder, telemetryFile } from './data-folder.ts';
import type { BlobStore, Journal, PrivateFiles, Telemetry, TelemetryLimits, ViewStore } from './ports.ts';

/** Everything a server keeps, opened for its one writer. */
export interface Stores {
  readonly journal: Journal;
  readonly views: ViewStore;
  readonly blobs: BlobStore;
  readonly telemetry: Telemetry;
  readonly privateFiles: PrivateFiles;
  /** Puts away what is under way, and lets another have them. */
  readonly close: () => Promise<void>;
}

/** Those in a folder of this machine. Throws `DATA_FOLDER_IN_USE`. */
export async function openEmbeddedStores(dataFolder: string, limits: TelemetryLimits): Promise<Stores> {
  const release = claimDataFolder(dataFolder);
  const journal = await openEmbeddedJournal(join(dataFolder, 'journal.db'));
  const views = openEmbeddedViews(join(dataFolder, 'views.db'));
  const blobs = openEmbeddedBlobs(join(dataFolder, 'blobs'));
  const telemetry = await openEmbeddedTelemetry(telemetryFile(dataFolder), limits);
  return {
    journal,
    views,
    blobs,
    telemetry,
    privateFiles: openEmbeddedPrivateFiles(dataFolder),
    close: async () => {
      await Promise.all([journal.close(), views.close(), telemetry.close()]);
      release();
    },
  };
}
