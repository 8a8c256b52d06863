import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import { verifyJournal } from '../../engine/audit.ts';
import { RecordCheck, signedRootsIn } from '../../journal-roots/check.ts';
import { claimDataFolder } from '../../storage/data-folder.ts';
import { nodeFilesIn } from '../node-files.ts';
import { putTelemetry } from '../telemetry-copy.ts';
import { openRecord, recordToRead } from '../record-stores.ts';
import type { RecordStores } from '../record-stores.ts';
import type { BackupBegin, BackupManifest } from './manifest.ts';
import { readBackup } from './read.ts';

const privateFolder = 0o700;

export interface RestoreTerms {
  /** Data folder that is not there yet, or empty. */
  readonly data: string;
  /** Position of the last entry that is taken over; default: all. */
  readonly until?: number;
  readonly onBegin?: (begin: BackupBegin) => void;
  /** Told how many entries are in. */
  readonly onProgress?: (done: number) => void;
}

export interface Restored {
  readonly manifest: BackupManifest;
  readonly entries: number;
  readonly head: string;
  readonly certificates: number;
  readonly roots: number;
}

/**
 * Makes a data folder of a backup: all of it or nothing. It is written into a folder beside, audited there (chain, signed roots, bytes of
 * certificates) and given its name last. Views are projected at the server's first start.
 *
 * Throws `RESTORE_FOLDER_USED`, `RESTORE_POSITION_UNKNOWN`, `RESTORE_FOLDER_FIXED`, and what `readBackup` throws.
 */
export async function restoreBackup(
  input: Readable,
  { data, until, onBegin, onProgress }: RestoreTerms,
): Promise<Restored> {
  makeRoom(data);
  const beside = `${data}.restoring`;
  clear(beside);
  try {
    const stores = await openRecord({ kind: 'embedded', folder: beside });
    const manifest = await fill(stores, beside, input, {
      until: until ?? Infinity,
      onBegin,
      onProgress,
    }).finally(stores.close);
    if (until !== undefined && (until < 1 || until > manifest.journal.entries))
      throw unknownPosition(until, manifest.journal.entries);
    const restored = await audited(beside, manifest);
    renameSync(beside, data);
    return restored;
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
}

/** Takes away what a restore that was killed left. Throws `DATA_FOLDER_IN_USE` while another one is at it. */
function clear(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: privateFolder });
  const giveBack = claimDataFolder(folder);
  for (const name of readdirSync(folder))
    if (name !== 'writer.lock') rmSync(join(folder, name), { recursive: true });
  giveBack();
}

async function fill(
  { journal, blobs, privateFiles }: RecordStores,
  folder: string,
  input: Readable,
  terms: { readonly until: number } & {
    readonly [name in 'onBegin' | 'onProgress']: RestoreTerms[name] | undefined;
  },
): Promise<BackupManifest> {
  const nodeFiles = nodeFilesIn(folder);
  return readBackup(input, {
    begin: (begin) => terms.onBegin?.(begin),
    entries: async (entries) => {
      const wanted = entries.filter(({ position }) => position <= terms.until);
      if (wanted.length === 0) return;
      const heads = await journal.append(wanted);
      terms.onProgress?.(heads.at(-1)?.position ?? 0);
    },
    blob: async (bytes) => void (await blobs.put(bytes)),
    privateFile: (name, text) => privateFiles.write(name, text),
    nodeFile: (path, bytes) => nodeFiles.write(path, bytes),
    telemetry: (bytes) => putTelemetry(folder, bytes),
  });
}

/** Reads all of it again from where it was written. */
async function audited(folder: string, manifest: BackupManifest): Promise<Restored> {
  const { journal, blobs, close } = await recordToRead({ kind: 'embedded', folder });
  try {
    const check = new RecordCheck(blobs, { signed: await signedRootsIn(journal), kept: [], keys: null });
    const report = await verifyJournal(journal, (entry) => check.faultOf(entry));
    if (!report.intact) throw notTheSame(report.position, report.reason);
    const { entries, head } = report;
    return { manifest, entries, head, ...check.found };
  } finally {
    await close();
  }
}

/** Takes an empty folder away, so that the restored one can have its name. */
function makeRoom(data: string): void {
  if (!existsSync(data)) return;
  if (readdirSync(data).length > 0)
    throw new RefusedError({
      code: 'RESTORE_FOLDER_USED',
      field: 'data',
      message: `${data} is not empty.`,
      remedy:
        'Restore into a new folder; move the old one aside and keep it until the restored server has been looked at.',
    });
  try {
    rmdirSync(data);
  } catch (error) {
    throw new RefusedError(
      {
        code: 'RESTORE_FOLDER_FIXED',
        field: 'data',
        message: `${data} cannot be replaced: ${(error as Error).message}.`,
        remedy: 'Where it is the root of a file system of its own, restore into a folder below it.',
      },
      { cause: error },
    );
  }
}

const unknownPosition = (until: number, entries: number) =>
  new RefusedError({
    code: 'RESTORE_POSITION_UNKNOWN',
    field: 'until',
    message: `The backup ends with entry ${entries}; there is no entry ${until}.`,
    remedy: 'Give a position of the backup, or leave --until out.',
  });

const notTheSame = (position: number, reason: string) =>
  new RefusedError({
    code: 'RESTORE_NOT_THE_SAME',
    message: `What was written is not what was in the backup: entry ${position}: ${reason}.`,
    remedy: 'Look at the disk, then restore again.',
  });
