import { createHash } from 'node:crypto';
import type { Reply } from './reply.ts';

/** Bytes that never change, with their digest. */
export interface FixedFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly contentType: string;
  /** Name offered to a person who saves the file; absent for machines. */
  readonly filename?: string;
  readonly cacheControl: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Issued bytes with the digest they were issued under. */
export interface IssuedFile extends FixedFile {
  readonly contentType: 'application/pdf' | 'application/json';
}

/** Takes a stored file and proves that it is still what was issued. Throws when a byte changed: better no file than a wrong one. */
export function proven(bytes: Buffer | null, sha256: string): Buffer {
  if (bytes === null) throw new Error(`blob ${sha256} of an issued certificate is missing`);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256)
    throw new Error(`blob ${sha256} of an issued certificate has changed: it is now ${actual}`);
  return bytes;
}

/**
 * Sends fixed bytes unchanged with a strong ETag (the digest), `304` when the client has them (RFC 9110 clause 13.1.2) and
 * Content-Digest (RFC 9530).
 */
export const issuedFile = (description: string, contentTypes: readonly string[]): Reply<FixedFile> => ({
  responses: [
    { status: 200, description, content: Object.fromEntries(contentTypes.map((type) => [type, null])) },
    { status: 304, description: 'The client has these bytes already (If-None-Match).', content: {} },
  ],
  send(req, res, file) {
    res.set({
      ...file.headers,
      ETag: `"${file.sha256}"`,
      'Cache-Control': file.cacheControl,
      Vary: 'Accept',
    });
    if (req.fresh) {
      res.status(304).end();
      return;
    }
    res.set('Content-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
    if (file.filename !== undefined) res.attachment(file.filename);
    // Set by hand: express would add a charset to JSON, and these bytes are sent as they are.
    res.setHeader('Content-Type', file.contentType);
    res.end(req.method === 'HEAD' ? undefined : file.bytes);
  },
});
