import type { Logger } from 'pino';
import type { SiteConfig } from '../../config/site/load.ts';
import type { InstrumentResults } from './import.ts';
import { WatchedFolder } from './watched-folder.ts';

/** Watches the folder of every instrument that has one, until it is stopped. */
export function watchFolders(
  site: SiteConfig,
  results: InstrumentResults,
  log: Logger,
): { readonly stop: () => Promise<void> } {
  const folders = (site.instruments ?? []).flatMap(({ id: instrument, folder, analyst: id }) => {
    if (folder === undefined) return [];
    const name = site.users.find((user) => user.id === id)?.name ?? id;
    return [
      new WatchedFolder({ instrument, folder, analyst: { id, name, roles: ['analyst'] }, results, log }),
    ];
  });
  for (const folder of folders) folder.start();
  return { stop: async () => void (await Promise.all(folders.map((folder) => folder.stop()))) };
}
