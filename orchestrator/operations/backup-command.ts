import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { readBackup } from './backup/read.ts';
import { restoreBackup } from './backup/restore.ts';
import { takeBackup } from './backup/take.ts';
import { nodeFilesIn } from './node-files.ts';
import { progressBar } from './progress.ts';
import { addressInForce, recordToRead } from './record-stores.ts';
import { telemetryIn } from './telemetry-copy.ts';

type Print = (line: string) => void;

/** Readable by whoever made it only: the laboratory's keys are in it. */
const privateMode = 0o600;
/** Instead of a file: standard output or input, for a program that encrypts. */
const standardStream = '-';

export interface BackupOptions {
  readonly data: string;
  readonly out: string;
  /** With the history of process values. */
  readonly telemetry?: true;
  readonly version: string;
  /** In which `MONGODB_URI` may name the cluster's database. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Writes a backup, also while the server runs. It has its name only when it is whole. Throws `BACKUP_FILE_EXISTS`, `BACKUP_NOT_WRITTEN`, and
 * what `takeBackup` throws.
 */
export async function backup(
  { data, out, telemetry, version, env }: BackupOptions,
  print: Print,
): Promise<void> {
  if (out !== standardStream && existsSync(out)) throw new RefusedError(fileExists(out));
  const address = addressInForce(data, env);
  if (telemetry && address.kind === 'mongodb') throw new RefusedError(telemetryElsewhere);
  const stores = await recordToRead(address);
  const bar = progressBar('备份 entries');
  const beside = `${out}.part`;
  try {
    // Of a backup that was killed.
    if (out !== standardStream) rmSync(beside, { force: true });
    const target =
      out === standardStream
        ? passedOn(process.stdout)
        : createWriteStream(beside, { mode: privateMode, flags: 'wx' });
    const source = {
      ...stores,
      nodeFiles: nodeFilesIn(data),
      telemetry: telemetry ? telemetryIn(data) : Readable.from([]),
    };
    const { journal, blobs, parts } = await takeBackup(source, target, {
      version,
      clock: () => new Date(),
      onProgress: bar.show,
    });
    bar.stop();
    if (out !== standardStream) giveName(beside, out);
    print(
      `已备份 backed up: ${journal.entries} entries, head ${journal.head}; ${blobs} blobs; ${parts.length} parts${out === standardStream ? '' : `; ${out}`}`,
    );
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw path === beside || code === 'ENOSPC' ? new RefusedError(notWritten(out, error as Error)) : error;
  } finally {
    bar.stop();
    if (out !== standardStream) rmSync(beside, { force: true });
    await stores.close();
  }
}

/** A stream that is not closed with what is written to it. */
const passedOn = (stream: NodeJS.WriteStream): Writable =>
  new Writable({ write: (chunk: Buffer, _encoding, done) => void stream.write(chunk, () => done()) });

/** The bytes survive power loss before the name says that they are there. */
function giveName(beside: string, out: string): void {
  const file = openSync(beside, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(beside, out);
}

export interface RestoreOptions {
  readonly data: string | undefined;
  readonly until?: number;
}

/** Makes a data folder of a backup, and audits it. Throws `DATA_FOLDER_MISSING`, and what `restoreBackup` throws. */
export async function restore(file: string, { data, until }: RestoreOptions, print: Print): Promise<void> {
  if (data === undefined) throw new RefusedError(noFolder);
  const bar = progressBar('恢复 entries');
  try {
    const { manifest, entries, head, certificates, roots } = await restoreBackup(inputOf(file), {
      data,
      ...(until !== undefined && { until }),
      onBegin: ({ takenAt, version }) => print(`备份 of ${takenAt}, by version ${version}`),
      onProgress: (done) => bar.show(done, done),
    });
    bar.stop();
    const left = manifest.journal.entries - entries;
    print(
      `已恢复 restored into ${data}: ${entries} entries, head ${head}; ${certificates} certificates; ${roots} signed roots`,
    );
    if (left > 0) print(`略去 left out: the ${left} entries after ${entries}`);
  } finally {
    bar.stop();
  }
}

/** Reads a backup to its end and checks every byte of it; writes nothing. */
export async function checkBackup(file: string, print: Print): Promise<void> {
  const nothing = {
    entries: async () => {},
    blob: async () => {},
    privateFile: async () => {},
    nodeFile: () => {},
    telemetry: () => {},
  };
  const { takenAt, journal, blobs, parts } = await readBackup(inputOf(file), { begin: () => {}, ...nothing });
  print(
    `完好 intact: backup of ${takenAt}; ${journal.entries} entries, head ${journal.head}; ${blobs} blobs; ${parts.length} parts`,
  );
}

function inputOf(file: string): Readable {
  if (file === standardStream) return process.stdin;
  if (existsSync(file)) return createReadStream(file);
  throw new RefusedError({
    code: 'FILE_UNREADABLE',
    field: 'file',
    message: `There is no file ${file}.`,
    remedy: 'Check the path.',
  });
}

const telemetryElsewhere = {
  code: 'TELEMETRY_NOT_IN_FOLDER',
  field: 'telemetry',
  message: 'The history of process values of a cluster is in its database.',
  remedy:
    "Leave --telemetry out; back the collections telemetry_raw and telemetry_minutes up with MongoDB's own tools.",
};

const fileExists = (out: string) => ({
  code: 'BACKUP_FILE_EXISTS',
  field: 'out',
  message: `${out} is there already.`,
  remedy: 'Choose another name; a backup never replaces one.',
});

const notWritten = (out: string, { message }: Error) => ({
  code: 'BACKUP_NOT_WRITTEN',
  field: 'out',
  message: `${out} could not be written: ${message}.`,
  remedy: 'Name a folder that is there, that you may write to, and that has room.',
});

const noFolder = {
  code: 'DATA_FOLDER_MISSING',
  field: 'data',
  message: 'It is not said where to restore it.',
  remedy: 'Add --data with a folder that is not there yet, or --check to read the backup only.',
};
