import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Header, Pack, Parser, ReadEntry } from 'tar';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';

/** A file of an archive, whole. */
export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Files in an archive belong to whoever made it and to nobody else. */
const privateMode = 0o600;

/** Writes a gzipped tar archive into a stream, part by part; holds no more than one part. */
export function writeArchive(out: Writable) {
  const pack = new Pack({ portable: true });
  const written = pipeline(pack, createGzip(), out);
  // Told by `add` or `end`, whichever comes next.
  written.catch(() => {});
  return {
    add: async ({ name, bytes }: Part, at: Date): Promise<void> => {
      const header = new Header({
        path: name,
        size: bytes.length,
        mode: privateMode,
        mtime: at,
        type: 'File',
      });
      const entry = new ReadEntry(header);
      const taken = once(entry, 'end');
      pack.write(entry);
      if (bytes.length > 0) entry.write(bytes);
      entry.end();
      await Promise.race([taken, written]);
    },
    end: async (): Promise<void> => {
      pack.end();
      await written;
    },
  };
}

/**
 * Reads an archive part by part. Throws `BACKUP_DAMAGED` naming the part behind which it cannot be read; one that was cut off is
 * damaged too.
 */
export async function* readArchive(input: Readable): AsyncGenerator<Part> {
  const parts: Part[] = [];
  let last = '';
  let failure: Error | undefined;
  const parser = new Parser({ strict: true });
  parser.on('error', (error: Error) => (failure ??= error));
  parser.on('entry', (entry: ReadEntry) => {
    const chunks: Buffer[] = [];
    entry.on('data', (chunk) => chunks.push(chunk));
    entry.on('end', () => parts.push({ name: entry.path, bytes: Buffer.concat(chunks) }));
  });
  function* read(): Generator<Part> {
    for (const part of parts.splice(0)) {
      last = part.name;
      yield part;
    }
    if (failure) throw damaged(last, failure);
  }
  const plain = createGunzip();
  const unpacked = pipeline(input, plain);
  unpacked.catch(() => {});
  const chunks = plain[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((error: Error) => {
      throw damaged(last, error);
    });
    if (next.done) break;
    parser.write(next.value as Buffer);
    yield* read();
  }
  parser.end();
  yield* read();
}

const damaged = (last: string, cause: Error) =>
  new RefusedError(
    {
      code: 'BACKUP_DAMAGED',
      field: 'file',
      message: `The backup cannot be read ${last === '' ? 'at all' : `behind its part ${last}`}: ${cause.message}.`,
      remedy: 'Use another copy of it, or an earlier backup.',
    },
    { cause },
  );
