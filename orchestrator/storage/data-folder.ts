import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** When the process started, in the kernel's ticks; tells a living writer from a stranger that got its number. Null where unknown. */
function startTime(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/**
 * Claims a data folder for one writer. The claim is a file with our process id; the claim of a process that no longer lives is
 * taken over. Throws `DATA_FOLDER_IN_USE` while another writer lives. Returns how to give the claim back.
 */
export function claimDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'writer.lock');
  const aside = join(folder, `writer.${process.pid}`);
  for (;;) {
    try {
      // Written aside and linked: the claim appears whole or not at all.
      writeFileSync(aside, `${process.pid} ${startTime(process.pid) ?? ''}`);
      linkSync(aside, file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [pid = '', started = ''] = readFileSync(file, 'utf8').split(' ');
      const holder = Number(pid);
      const same = !started || startTime(holder) === null || startTime(holder) === started;
      if (holder > 0 && holder !== process.pid && isAlive(holder) && same) {
        throw new RefusedError({
          code: 'DATA_FOLDER_IN_USE',
          field: 'data',
          message: `The data folder ${folder} is in use by process ${holder}.`,
          remedy: 'Stop that server first, or choose another folder with --data.',
        });
      }
      rmSync(file, { force: true });
    } finally {
      rmSync(aside, { force: true });
    }
  }
}
