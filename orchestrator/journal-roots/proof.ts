import { z } from 'zod';
import { chainHash } from '../storage/chain.ts';
import { decodeBody } from '../engine/entry.ts';
import type { CertificateContext, CertificateFiles } from '../../workflows/certificate/record.ts';
import type { JournalEntry } from '../storage/ports.ts';
import { leafHash, rootByPath } from './merkle.ts';
import type { JournalRoot } from './signed-root.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** That a journal whose root was signed holds the entry by which a certificate was issued; see docs/verification.md. */
export const proofSchema = z.strictObject({
  schema: z.literal('urn:quaylab:journal-proof:1'),
  /** Number of the certificate. */
  certificate: z.string().min(1).max(100),
  entry: z.strictObject({
    position: z.int().min(1),
    /** Hash of the entry before. */
    previous: hash,
    /** Content of the entry, as it was hashed. */
    body: z.string().max(4_000_000),
  }),
  /** What stands beside the way from the entry to the root, from below; 64 levels are more than any journal has. */
  path: z.array(hash).max(64),
  /** The signed root, as published. */
  root: z.strictObject({ jws: z.string().max(10_000), timeStamp: z.base64().max(40_000).nullable() }),
});
export type JournalProof = z.infer<typeof proofSchema>;

/** A certificate as the entry says that it was issued. */
export interface IssuedByEntry {
  readonly number: string;
  /** SHA-256 of the canonical JSON, hex. */
  readonly digest: string;
  readonly context: CertificateContext;
  readonly files: CertificateFiles;
}

/** The certificate that an entry issued; undefined for entries that did something else. */
export function issuedBy({
  process,
  body,
}: Pick<JournalEntry, 'process' | 'body'>): IssuedByEntry | undefined {
  if (!process.startsWith('certificate/') || !body.includes('"report.issued"')) return undefined;
  const { input, snapshot } = decodeBody(body);
  if (input.event.type !== 'report.issued' || !snapshot) return undefined;
  const context = snapshot.context as object as CertificateContext;
  const { number, files } = context;
  return number && files ? { number, digest: files.json, context, files } : undefined;
}

export const leafOf = (entryHash: string): Buffer => leafHash(Buffer.from(entryHash, 'hex'));

/** Why a proof does not lead to the root that was signed; undefined when it does. */
export function whyNotIncluded(
  { entry, path }: JournalProof,
  { size, root }: JournalRoot,
): string | undefined {
  const { previous, position, body } = entry;
  const leaf = leafOf(chainHash(previous, position, body));
  const reached = rootByPath(
    position - 1,
    size,
    leaf,
    path.map((hex) => Buffer.from(hex, 'hex')),
  );
  if (reached === undefined)
    return `The path is not one of entry ${position} in a journal of ${size} entries.`;
  return reached.toString('hex') === root
    ? undefined
    : `Entry, position or path were changed: they lead to ${reached.toString('hex')}, signed was ${root}.`;
}
