import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readCanonical } from '../../reports/canonical.ts';
import { compactJws, openJws, whyNotThen } from '../../reports/signing/compact-jws.ts';
import { whyNotTrusted } from '../../reports/signing/cms-verification.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { readTimeStamp } from '../../reports/signing/time-stamp-token.ts';
import type { StampTime } from '../../reports/signing/time-stamp.ts';
import type { KeyHolder, VerificationKey } from '../../reports/signing/verification-key.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';

const jwsType = 'quaylab-journal-root+jws';
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const rootSchema = z.strictObject({
  schema: z.literal('urn:quaylab:journal-root:1'),
  /** Entries the root is over: those at positions 1 to `size`. */
  size: z.int().min(1),
  /** Root of the tree (RFC 6962, SHA-256) whose leaves are the hashes of the entries, 32 bytes each; hex. */
  root: hash,
  /** Hash of the entry at position `size`, hex. */
  head: hash,
  /** When it was signed, by the server's clock; ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type JournalRoot = z.infer<typeof rootSchema>;

const recordSchema = z.strictObject({
  jws: z.string().max(10_000),
  /** RFC 3161 token over the SHA-256 of the JWS, base64; null where no authority is configured. */
  timeStamp: z.base64().max(40_000).nullable(),
});
/** A signed root as it is stored and published. */
export type SignedRoot = z.infer<typeof recordSchema>;

/** Signs a root, and has the signature stamped. Rejects with what signer and time stamp authority reject with. */
export async function signRoot(
  root: Omit<JournalRoot, 'schema'>,
  signer: Signer,
  stampTime?: StampTime,
): Promise<SignedRoot> {
  const jws = await compactJws(jwsType, { schema: 'urn:quaylab:journal-root:1', ...root }, signer);
  const token = await stampTime?.(imprintOf(jws));
  return { jws, timeStamp: token?.toString('base64') ?? null };
}

const imprintOf = (jws: string): Buffer => createHash('sha256').update(jws, 'ascii').digest();

export const bytesOfRecord = (record: SignedRoot): Buffer => Buffer.from(canonicalJson(record), 'utf8');

/** A stored record; undefined when the bytes are none. */
export function readRecord(bytes: Buffer): SignedRoot | undefined {
  return recordSchema.safeParse(readCanonical(bytes)?.value).data;
}

export interface OpenedRoot {
  readonly root: JournalRoot;
  readonly signedBy: KeyHolder;
  /** The time stamp, when its authority is under one of the given roots. */
  readonly stamped?: { readonly at: Date; readonly authority: string };
}

/**
 * Checks signature and time stamp. Refuses with what `openJws` refuses with, `JOURNAL_ROOT_INVALID` (signed, but no root),
 * `JWS_KEY_NOT_VALID_THEN`, `TIME_STAMP_WRONG`.
 */
export async function openRoot(
  { jws, timeStamp }: SignedRoot,
  keys: readonly VerificationKey[],
  timeStampRoots: readonly Uint8Array[],
): Promise<Outcome<OpenedRoot>> {
  const opened = await openJws(jws, jwsType, keys);
  if (!opened.ok) return opened;
  const { value, signedBy } = opened.value;
  const { data: root } = rootSchema.safeParse(value);
  if (!root)
    return refuse({
      code: 'JOURNAL_ROOT_INVALID',
      field: 'root',
      message: 'What is signed is no root of a journal.',
      remedy,
    });
  const notThen = whyNotThen(signedBy, root.at, 'at');
  if (notThen) return refuse(notThen);
  if (timeStamp === null) return ok({ root, signedBy });
  const stamp = await readTimeStamp(Buffer.from(timeStamp, 'base64'), imprintOf(jws));
  if (typeof stamp === 'string')
    return refuse({
      code: 'TIME_STAMP_WRONG',
      field: 'timeStamp',
      message: `The time stamp does not hold. ${stamp}`,
      remedy,
    });
  const { at, authority, message } = stamp;
  const distrust = await whyNotTrusted(message, timeStampRoots, at);
  return ok({ root, signedBy, ...(distrust === undefined && { stamped: { at, authority } }) });
}

const remedy = 'Fetch the root from the laboratory again; do not rely on this one.';
