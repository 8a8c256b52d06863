import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How far each effect that delivers has come since it was asked for. Kept apart from the journal, which would grow by an entry for each
 * message. A mark that is lost costs messages sent twice under the same id; what was reported is in the journal.
 */
export interface DeliveryMarks {
  /** Cursor of the last row this effect delivered; null when it delivered none, or none that is known. */
  get(subscription: string, effect: string): Promise<number | null>;
  set(subscription: string, effect: string, cursor: number): Promise<void>;
}

/** A file a subscription, written aside and renamed: a killed process leaves the old mark or the new one. */
export function openDeliveryMarks(folder: string): DeliveryMarks {
  const pathOf = (subscription: string) => join(folder, encodeURIComponent(subscription));
  return {
    get: async (subscription, effect) => {
      const text = await readFile(pathOf(subscription), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      const [marked, cursor] = text.split('\n');
      return marked === effect && /^\d+$/.test(cursor ?? '') ? Number(cursor) : null;
    },
    set: async (subscription, effect, cursor) => {
      await mkdir(folder, { recursive: true });
      await writeFile(`${pathOf(subscription)}.part`, `${effect}\n${cursor}\n`);
      await rename(`${pathOf(subscription)}.part`, pathOf(subscription));
    },
  };
}
