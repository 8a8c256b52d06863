import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';

/** The journal in the data folder of a server. Throws `DATA_FOLDER_EMPTY`. */
export function journalFile(folder: string): string {
  const file = join(folder, 'journal.db');
  if (existsSync(file)) return file;
  throw new RefusedError({
    code: 'DATA_FOLDER_EMPTY',
    field: 'data',
    message: `There is no journal in ${folder}.`,
    remedy: 'Name the data folder of a server with --data.',
  });
}

/** The history of process values in the data folder of a server. */
export const telemetryFile = (folder: string): string => join(folder, 'telemetry.db');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Reads a file; null where it is not there. Reading of a process that just ended gives ESRCH. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

/**
 * When a process started: the boot and the kernel's ticks since. Tells a living writer from a stranger that got its number, also
 * after a restart of the machine. Empty where the system does not say (no /proc).
 */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === null) return '';
  // The name before may hold spaces and brackets; what follows begins with the state, field 3 of proc(5). Field 22 is the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields[0] === 'Z' ? 'ended, nobody has asked how' : fields[19];
  return `${textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${ticks}`;
}

/** Whether the writer that left this claim still lives. */
function isHeld(claim: string): boolean {
  const [number = '', started = ''] = claim.split(' ');
  const pid = Number(number);
  if (!(pid > 0) || !isAlive(pid)) return false;
  const now = startOf(pid);
  // Where starts are not known, another process of that number is taken for the writer, and we are not.
  return started === '' || now === '' ? pid !== process.pid : started === now;
}

/** Makes the data folder where there is none. Throws `DATA_FOLDER_NOT_WRITABLE`. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new RefusedError(notWritable(folder));
  }
  if (!isWritable(folder)) throw new RefusedError(notWritable(folder));
}

/** Whether files can be made in a folder that is there. */
export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const notWritable = (folder: string): Refusal => ({
  code: 'DATA_FOLDER_NOT_WRITABLE',
  field: 'data',
  message: `The user who asks may not write in ${folder}.`,
  remedy: 'Run this as the user of the server; give that user the folder, or name another with --data.',
});

/**
 * Claims a data folder for one writer. The claim is a file with our process id; the claim of a process that no longer lives is
 * taken over. Throws `DATA_FOLDER_IN_USE` while another writer lives, `DATA_FOLDER_NOT_WRITABLE`. Returns how to give the claim back.
 */
export function claimDataFolder(folder: string): () => void {
  makeDataFolder(folder);
  const file = join(folder, 'writer.lock');
  const aside = join(folder, `writer.${process.pid}`);
  const stale = join(folder, `writer.${process.pid}.stale`);
  for (;;) {
    try {
      // Written aside and linked: the claim appears whole or not at all.
      writeFileSync(aside, `${process.pid} ${startOf(process.pid)}`);
      linkSync(aside, file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const claim = textOf(file);
      // Given back just now.
      if (claim === null) continue;
      if (isHeld(claim)) {
        throw new RefusedError({
          code: 'DATA_FOLDER_IN_USE',
          field: 'data',
          message: `The data folder ${folder} is in use by process ${claim.split(' ')[0]}.`,
          remedy: 'Stop that server first, or choose another folder with --data.',
        });
      }
      takeAway(file, stale, claim);
    } finally {
      rmSync(aside, { force: true });
    }
  }
}

/** Takes a stale claim away. If somebody else took it over meanwhile, theirs is put back. */
function takeAway(file: string, stale: string, claim: string): void {
  try {
    renameSync(file, stale);
    if (textOf(stale) !== claim) linkSync(stale, file);
  } catch (error) {
    // Gone already, or claimed again: looked at anew.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(stale, { force: true });
  }
}
