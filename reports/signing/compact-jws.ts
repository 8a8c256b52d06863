import { createHash } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { ok, refuse, type Outcome, type Refusal } from '../../workflows/kernel/refusal.ts';
import { readCanonical } from '../canonical.ts';
import { base64UrlBytes } from './base64url.ts';
import type { Signer } from './signer.ts';
import { holderOf, isSignedBy, type KeyHolder, type VerificationKey } from './verification-key.ts';

const contentType = 'application/json';

/**
 * `alg` by algorithm of the key. JOSE has registered none for SM2 with SM3 (IANA, JSON Web Signature and Encryption Algorithms);
 * `SM2SM3` is a private name in the sense of RFC 7515 clause 4.1.1, and a general JOSE library refuses it.
 */
export const joseAlgorithm = { ES256: 'ES256', SM2: 'SM2SM3' } as const;

/** Characters. A certificate is some ten thousand; more is not one, and need not be hashed to know it. */
const longest = 4_000_000;

/** What else stands there is of nobody we know, and is not repeated in a message on somebody's terminal. */
const keyIdForm = /^[\w-]{11}$/;

/** Data whose signature and canonical form were checked. */
export interface SignedData {
  readonly value: unknown;
  /** SHA-256 of the canonical JSON, 64 hex digits. */
  readonly digest: string;
  readonly signedBy: KeyHolder;
}

/**
 * Data as a compact JWS (RFC 7515): the payload is their canonical JSON, byte for byte. `type` stands in the header, so that what was
 * signed as one thing is not taken for another.
 *
 * Rejects with `SIGNER_UNAVAILABLE` and what else the signer rejects with.
 */
export async function compactJws(type: string, data: object, signer: Signer): Promise<string> {
  const [own] = signer.certificates;
  const header = {
    alg: joseAlgorithm[signer.algorithm],
    kid: signer.keyId,
    typ: type,
    cty: contentType,
    'x5t#S256': own && createHash('sha256').update(own).digest('base64url'),
  };
  const signed = [canonicalJson(header), canonicalJson(data)]
    .map((part) => Buffer.from(part, 'utf8').toString('base64url'))
    .join('.');
  const signature = await signer.sign(Buffer.from(signed, 'ascii'));
  return `${signed}.${signature.toString('base64url')}`;
}

/**
 * Checks such a JWS with the keys at hand; needs no network. White space around it is passed over.
 *
 * The first thing that fails is refused: `JWS_MALFORMED` (not a compact JWS of this type), `JWS_KEY_UNKNOWN`,
 * `JWS_SIGNATURE_WRONG`, `JWS_NOT_CANONICAL` (signed, but the payload is not canonical JSON and so has no digest).
 */
export async function openJws(
  text: string,
  type: string,
  keys: readonly VerificationKey[],
): Promise<Outcome<SignedData>> {
  const compact = text.trim();
  const parts = partsOf(compact, type);
  if (!parts.ok) return parts;
  const { header, payload, signature, signed } = parts.value;

  const key = keys.find(({ keyId }) => keyId === header.kid);
  if (key === undefined) return refuse(keyUnknown(header.kid));
  if (header.alg !== joseAlgorithm[key.algorithm])
    return refuse(
      malformed(
        `Its header does not say ${joseAlgorithm[key.algorithm]}, which key ${key.keyId} signs with.`,
      ),
    );
  const sound =
    key.algorithm === 'ES256' ? await joseAccepts(compact, key) : isSignedBy(key, signed, signature);
  if (!sound) return refuse(signatureWrong(key.keyId));

  const read = readCanonical(payload);
  return read
    ? ok({ value: read.value, digest: read.digest, signedBy: holderOf(key) })
    : refuse(notCanonical);
}

/** Why a key can not have signed at the time that the data name; undefined when it can. `JWS_KEY_NOT_VALID_THEN`. */
export function whyNotThen(signedBy: KeyHolder, at: string, field: string): Refusal | undefined {
  const { validFrom, validTo } = signedBy;
  const then = new Date(at);
  return (validFrom && then < validFrom) || (validTo && then > validTo)
    ? notValidThen(at, field, signedBy)
    : undefined;
}

interface Parts {
  readonly header: { readonly alg: string; readonly kid: string };
  readonly payload: Buffer;
  readonly signature: Buffer;
  readonly signed: Buffer;
}

function partsOf(compact: string, type: string): Outcome<Parts> {
  if (compact.length > longest)
    return refuse(malformed(`It has ${compact.length} characters; ${longest} is the limit.`));
  const texts = compact.split('.');
  const [head, payload, signature] = texts.map(base64UrlBytes);
  if (texts.length !== 3 || !head || !payload || !signature)
    return refuse(malformed('It is not three parts in base64url, joined by full stops.'));
  const header = jsonOf(head);
  if (!isHeader(header)) return refuse(malformed('Its header is not JSON with alg and the kid of a signer.'));
  if (header.typ !== type || header.cty !== contentType)
    return refuse(malformed(`Its header does not say that it is of type "${type}" with ${contentType}.`));
  // RFC 7515 clause 4.1.11: what is marked critical and not understood is refused. We write no such thing.
  if (header.crit !== undefined) return refuse(malformed('Its header holds critical extensions.'));
  return ok({
    header,
    payload,
    signature,
    signed: Buffer.from(compact.slice(0, compact.lastIndexOf('.')), 'ascii'),
  });
}

interface Header {
  readonly alg: string;
  readonly kid: string;
  readonly typ?: unknown;
  readonly cty?: unknown;
  readonly crit?: unknown;
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false;
  const { alg, kid } = value as Partial<Record<string, unknown>>;
  return typeof alg === 'string' && typeof kid === 'string' && keyIdForm.test(kid);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function joseAccepts(compact: string, key: VerificationKey): Promise<boolean> {
  try {
    await compactVerify(compact, await importJWK(key.publicJwk, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}

const malformed = (message: string): Refusal => ({
  code: 'JWS_MALFORMED',
  message,
  remedy: 'Give it as fetched from the laboratory, unchanged.',
});

const keyUnknown = (kid: string): Refusal => ({
  code: 'JWS_KEY_UNKNOWN',
  field: 'kid',
  message: `It is signed with key ${kid}, which is not among the keys at hand.`,
  remedy: "Fetch the laboratory's present key set from /.well-known/jwks.json; past keys are in it.",
});

const signatureWrong = (keyId: string): Refusal => ({
  code: 'JWS_SIGNATURE_WRONG',
  field: 'signature',
  message: `The signature is not one of key ${keyId} over this content: something was changed, or it is forged.`,
  remedy: 'Fetch it from the laboratory again; do not rely on this one.',
});

const notValidThen = (at: string, field: string, { keyId, validFrom, validTo }: KeyHolder): Refusal => ({
  code: 'JWS_KEY_NOT_VALID_THEN',
  field,
  message:
    `Issued at ${at}; the certificate of key ${keyId} is valid ` +
    `from ${validFrom?.toISOString()} to ${validTo?.toISOString()}.`,
  remedy: 'Ask the laboratory which key it signed with at that time.',
});

const notCanonical: Refusal = {
  code: 'JWS_NOT_CANONICAL',
  field: 'payload',
  message: 'What is signed is not canonical JSON (RFC 8785).',
  remedy: 'Ask the laboratory for it again; do not rely on this one.',
};
