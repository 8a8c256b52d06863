import { createHash } from 'node:crypto';
import type { CertificateFiles } from '../../workflows/certificate/record.ts';
import { answerTo } from './conditional.ts';
import type { DocumentedHeader } from './documented-headers.ts';
import type { Reply } from './reply.ts';
import { problemSchema } from './schemas/problem.ts';
import { allowOwnFrames } from './security-headers.ts';

/** Media types of a certificate's renderings. */
export const mediaTypes = {
  json: 'application/json',
  pdf: 'application/pdf',
  /** UN/CEFACT eCert. */
  xml: 'application/xml',
  /** Compact JWS over the canonical JSON (RFC 7515). */
  jws: 'application/jose',
} as const satisfies Readonly<Record<keyof CertificateFiles, string>>;

/** Bytes that never change, with their digest. */
export interface FixedFile {
  /** Called when bytes are to be sent; a client that has them already costs no reading. */
  readonly read: () => Promise<Buffer>;
  readonly sha256: string;
  readonly contentType: string;
  /** Name offered to a person who saves the file; absent for machines. */
  readonly filename?: string;
  /** Pages of ours show it in a frame; without, it is offered for saving. */
  readonly framed?: true;
  readonly cacheControl: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called with the status once it is known and before anything is sent; where it fails, nothing is. */
  readonly record?: (status: 200 | 206 | 304) => Promise<void>;
}

/** Issued bytes with the digest they were issued under. */
export interface IssuedFile extends FixedFile {
  readonly contentType: (typeof mediaTypes)[keyof typeof mediaTypes];
}

/** The bytes of an issued file, from a store that gives none that changed (`BlobStore`): better no file than a wrong one. */
export async function issuedBytes(blob: (sha256: string) => Promise<Buffer | null>, sha256: string): Promise<Buffer> {
  const bytes = await blob(sha256);
  if (bytes === null) throw new Error(`blob ${sha256} of an issued certificate is missing`);
  return bytes;
}

/**
 * Sends fixed bytes unchanged with a strong ETag (the digest), `304` when the client has them (RFC 9110 clause 13.1.2), a part of them
 * where one is asked for (clause 14), and Content-Digest (RFC 9530). Throws `PRECONDITION_FAILED` and `RANGE_NOT_SATISFIABLE`.
 * `headers`: those the file itself brings.
 */
export const issuedFile = (
  description: string,
  contentTypes: readonly string[],
  headers: readonly DocumentedHeader[] = [],
): Reply<FixedFile> => ({
  responses: [
    { status: 200, description, content: bytesOf(contentTypes), headers },
    { status: 206, description: 'The part asked for by Range.', content: bytesOf(contentTypes), headers },
    { status: 304, description: 'The client has these bytes already (If-None-Match).', content: {}, headers },
    { status: 412, description: 'These are not the bytes the client means (If-Match).', content: problem },
    { status: 416, description: 'The range lies outside the bytes.', content: problem },
  ],
  async send(req, res, file) {
    res.set('ETag', `"${file.sha256}"`);
    const answer = await answerTo(req, file);
    await file.record?.(answer.status);
    res.set({ ...file.headers, 'Cache-Control': file.cacheControl, Vary: 'Accept', 'Accept-Ranges': 'bytes' });
    // Also with a 304: a browser takes the headers of what it keeps from it.
    if (file.framed) allowOwnFrames(res);
    res.status(answer.status);
    if (answer.status === 304) {
      res.end();
      return;
    }
    const { bytes } = answer;
    if (answer.status === 206) {
      const { start, end, of } = answer;
      res.set({
        'Content-Range': `bytes ${start}-${end}/${of}`,
        'Repr-Digest': digestField(file.sha256),
        'Content-Digest': digestField(createHash('sha256').update(bytes).digest('hex')),
      });
    } else res.set('Content-Digest', digestField(file.sha256));
    if (file.filename !== undefined) {
      res.attachment(file.filename);
      if (file.framed) res.set('Content-Disposition', String(res.getHeader('Content-Disposition')).replace(/^attachment/, 'inline'));
    }
    // Set by hand: express would add a charset to JSON, and these bytes are sent as they are.
    res.setHeader('Content-Type', file.contentType);
    res.setHeader('Content-Length', bytes.length);
    res.end(req.method === 'HEAD' ? undefined : bytes);
  },
});

const bytesOf = (contentTypes: readonly string[]) => Object.fromEntries(contentTypes.map((type) => [type, null]));
const problem = { 'application/problem+json': problemSchema };
const digestField = (sha256: string): string => `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
