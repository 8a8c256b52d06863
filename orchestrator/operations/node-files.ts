import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { privateFolders } from '../storage/private-names.ts';

/**
 * Folders below the data folder that are neither journal, views, telemetry, blobs nor private files: the OPC UA certificates of this
 * machine and those it trusts, the demonstration certificates, the memory of units that only watch.
 */
const folders = ['pki', 'sandbox', 'shadow'] as const;
const privateFile = 0o600;
const privateFolder = 0o700;

/** Files of one machine's data folder, by their path below it with `/`. */
export interface NodeFiles {
  readonly paths: () => readonly string[];
  /** Null when it is gone meanwhile. */
  readonly read: (path: string) => Buffer | null;
  readonly write: (path: string, bytes: Buffer) => void;
}

export function nodeFilesIn(data: string): NodeFiles {
  return {
    paths: () =>
      folders.flatMap((folder) => {
        const below = join(data, folder);
        if (!existsSync(below)) return [];
        return readdirSync(below, { recursive: true, encoding: 'utf8' })
          .map((name) => join(below, name))
          .filter((file) => !file.endsWith('.part') && statSync(file, { throwIfNoEntry: false })?.isFile())
          .map((file) => relative(data, file).split(sep).join('/'))
          .filter(isNodeFile)
          .sort();
      }),
    read: (path) => {
      try {
        return readFileSync(join(data, path));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    write: (path, bytes) => {
      const file = join(data, path);
      mkdirSync(dirname(file), { recursive: true, mode: privateFolder });
      writeFileSync(file, bytes, { mode: privateFile, flag: 'wx' });
    },
  };
}

/** Whether a path is one that `nodeFilesIn` gives. */
export const isNodeFile = (path: string): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`)) &&
  !privateFolders.some((folder) => path.startsWith(`${folder}/`));
