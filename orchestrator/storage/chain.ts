import { createHash } from 'node:crypto';

/** What the first entry of a journal is chained to. */
export const chainStart = '0'.repeat(64);

/** The hash of an entry: over the previous hash, the position and the body's exact text. */
export const chainHash = (previous: string, position: number, body: string): string =>
  createHash('sha256').update(previous).update(`|${position}|`).update(body).digest('hex');
