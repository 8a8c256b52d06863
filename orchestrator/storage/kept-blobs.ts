import type { BlobStore } from './ports.ts';

/** A hundred and fifty papers: what customs pulls in a day, beside the 160 MiB the server takes anyway. Bytes. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Reads blobs, and keeps those read last in memory, so that bytes which many ask for are read and compared with their digest once. What
 * is kept was proven when it was read and nobody can change it since: bytes that change in the store later are not sent, and are found by
 * who reads the store itself (`audit verify`, a backup, the next start). Null and errors are not kept. Who gets bytes must not write into them.
 */
export function keptBlobs(store: Pick<BlobStore, 'get'>, most = mostBytes): BlobStore['get'] {
  /** Asked for last stands last. */
  const kept = new Map<string, Buffer>();
  const underWay = new Map<string, Promise<Buffer | null>>();
  let held = 0;

  const keep = (sha256: string, bytes: Buffer): void => {
    if (bytes.length > most) return;
    kept.set(sha256, bytes);
    held += bytes.length;
    for (const [oldest, { length }] of kept) {
      if (held <= most) return;
      kept.delete(oldest);
      held -= length;
    }
  };
  const read = async (sha256: string): Promise<Buffer | null> => {
    try {
      const bytes = await store.get(sha256);
      if (bytes) keep(sha256, bytes);
      return bytes;
    } finally {
      underWay.delete(sha256);
    }
  };

  return async (sha256) => {
    const known = kept.get(sha256);
    if (known) {
      kept.delete(sha256);
      kept.set(sha256, known);
      return known;
    }
    const reading = underWay.get(sha256) ?? read(sha256);
    underWay.set(sha256, reading);
    return reading;
  };
}
