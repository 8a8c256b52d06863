import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore } from '../ports.ts';

/** Blobs as files named by their SHA-256, two folder levels; written aside, synced and renamed, so a crash leaves no half file. */
export function openEmbeddedBlobs(folder: string): BlobStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    put: async (bytes) => {
      const sha256 = digestOf(bytes);
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      const aside = join(folder, `${randomUUID()}.part`);
      const file = await open(aside, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, pathOf(sha256));
      await sync(dirname(pathOf(sha256)));
      return sha256;
    },
    get: async (sha256) => {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      const bytes = await readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (bytes && digestOf(bytes) !== sha256) throw new Error(`${pathOf(sha256)} does not hold the bytes that were stored; restore it from a backup`);
      return bytes;
    },
  };
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A new name in a folder survives power loss once the folder itself is synced. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
