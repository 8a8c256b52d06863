import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import type { Connection, mongo } from 'mongoose';
import type { BlobStore } from '../ports.ts';
import { areAllDuplicates, databaseOf } from './model.ts';

/** The size that GridFS itself chooses: 1 kB less than a power of two, so that a document fits in it. */
const chunkSize = 255 * 1024;
/** Chunks sent at once: below the 48 MB of one message. */
const chunksAtOnce = 64;

interface FileDocument {
  readonly _id: string;
}
interface ChunkDocument {
  readonly _id: mongo.ObjectId;
  readonly files_id: string;
  readonly n: number;
}

/**
 * Blobs in GridFS under their SHA-256, to be read by any tool that knows GridFS. Chunks are written before the file that they are of,
 * each in its one place: two who put the same bytes at once write the same, and what a crash left half is completed by the next.
 */
export function openMongoBlobs(connection: Connection): BlobStore {
  const db = databaseOf(connection);
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName: 'blobs', chunkSizeBytes: chunkSize });
  const files = db.collection<FileDocument>('blobs.files');
  const chunks = db.collection<ChunkDocument>('blobs.chunks');

  return {
    put: async (bytes) => {
      const sha256 = digestOf(bytes);
      const count = Math.ceil(bytes.length / chunkSize);
      for (let from = 0; from < count; from += chunksAtOnce) {
        const writes = Array.from({ length: Math.min(chunksAtOnce, count - from) }, (_, index) => {
          const n = from + index;
          const data = new mongoose.mongo.Binary(bytes.subarray(n * chunkSize, (n + 1) * chunkSize));
          return { updateOne: { filter: { files_id: sha256, n }, update: { $set: { data } }, upsert: true } };
        });
        await unlessTwice(chunks.bulkWrite(writes, { ordered: false }));
      }
      const file = { length: bytes.length, chunkSize, filename: sha256 };
      await unlessTwice(
        files.bulkWrite([
          {
            updateOne: {
              filter: { _id: sha256 },
              update: { $set: file, $setOnInsert: { uploadDate: new Date() } },
              upsert: true,
            },
          },
        ]),
      );
      return sha256;
    },
    get: async (sha256) => {
      if ((await files.findOne({ _id: sha256 }, { projection: { _id: 1 } })) === null) return null;
      const bytes = await content(bucket, sha256);
      if (bytes && digestOf(bytes) === sha256) return bytes;
      throw new Error(
        `the blob ${sha256} in MongoDB does not hold the bytes that were stored; restore it from a backup`,
      );
    },
  };
}

/** Null where chunks are missing or not as long as they were. */
async function content(bucket: mongo.GridFSBucket, sha256: string): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  try {
    // The driver's type knows only its own ids; the specification allows any.
    for await (const part of bucket.openDownloadStreamByName(sha256)) parts.push(part as Buffer);
  } catch (error) {
    if ((error as Error).name === 'MongoGridFSChunkError') return null;
    throw error;
  }
  return Buffer.concat(parts);
}

/** Somebody who puts the same bytes at the same moment was faster. */
async function unlessTwice(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!areAllDuplicates(error)) throw error;
  });
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
