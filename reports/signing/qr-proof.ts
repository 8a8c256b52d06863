import { ok, refuse, RefusedError, type Outcome, type Refusal } from '../../workflows/kernel/refusal.ts';
import { base64UrlBytes } from './base64url.ts';
import type { Signer } from './signer.ts';
import { holderOf, isSignedBy, type KeyHolder, type VerificationKey } from './verification-key.ts';

/** What the code on a certificate proves by itself, without the certificate and without a network. */
export interface QrProof {
  /** Number of the certificate. */
  readonly number: string;
  /** SHA-256 of its canonical JSON, 64 hex digits. */
  readonly digest: string;
  readonly signedBy: KeyHolder;
  /** Address of the status page. Not signed: a forger can put a true proof behind an address of his own. */
  readonly statusUrl: string;
}

const sha256Hex = /^[0-9a-f]{64}$/;
const anyAddress = /^(https?:\/\/[^?#]+)\/([^/?#]+)\?([^#]*)$/;
const unprintable = /[\p{Cc}\p{Cf}]/u;
/** 43, 11 and 86 characters: 256, 66 and 512 bits in base64url. */
const proof = /^d=([\w-]{43})&k=([\w-]{11})&s=([\w-]{86})$/;

/**
 * The text of a certificate's QR code: `<statusUrl>/<number>?d=<digest>&k=<key id>&s=<signature>`, digest and signature in
 * base64url. A telephone opens it as the status page; with the laboratory's keys it is checked offline. Signed is number and
 * digest, not the address, so that a laboratory can move its page.
 *
 * `digest`: 64 hex digits. Rejects with `STATUS_URL_INVALID` when `statusUrl` is not an absolute http(s) URL without query and
 * fragment, `DIGEST_INVALID`, and what the signer rejects with.
 */
export async function qrProof(
  statusUrl: string,
  number: string,
  digest: string,
  signer: Signer,
): Promise<string> {
  if (!sha256Hex.test(digest)) throw new RefusedError(digestInvalid(digest));
  const page = statusPage(statusUrl, number);
  const compact = Buffer.from(digest, 'hex').toString('base64url');
  const signature = await signer.sign(signedBytes(number, compact));
  return `${page}?d=${compact}&k=${signer.keyId}&s=${signature.toString('base64url')}`;
}

/**
 * Checks the text of a QR code with the keys at hand. The text must be, character for character, what `qrProof` writes.
 *
 * Refuses with `QR_NOT_OURS` (no certificate's code), `QR_DAMAGED` (one, but incomplete or changed in form), `QR_KEY_UNKNOWN`,
 * `QR_FORGED` (the signature is not one over this number and digest).
 */
export function verifyQrProof(text: string, keys: readonly VerificationKey[]): Outcome<QrProof> {
  const [, statusUrl, encodedNumber, query] = anyAddress.exec(text) ?? [];
  if (statusUrl === undefined || encodedNumber === undefined || query === undefined) return refuse(notOurs);
  const asked = new URLSearchParams(query);
  if (!asked.has('d') || !asked.has('k') || !asked.has('s')) return refuse(notOurs);

  const [, compact = '', keyId = '', signatureText = ''] = proof.exec(query) ?? [];
  const digest = base64UrlBytes(compact);
  const signature = base64UrlBytes(signatureText);
  const number = decoded(encodedNumber);
  if (digest?.length !== 32 || signature === undefined || number === undefined) return refuse(damaged);

  const key = keys.find((candidate) => candidate.keyId === keyId);
  if (key === undefined) return refuse(keyUnknown(keyId));
  if (!isSignedBy(key, signedBytes(number, compact), signature)) return refuse(forged(number, keyId));
  return ok({ number, digest: digest.toString('hex'), signedBy: holderOf(key), statusUrl });
}

/** The digest has a fixed length and stands last, so no two pairs of number and digest give the same bytes. */
const signedBytes = (number: string, compactDigest: string) =>
  Buffer.from(`quaylab:qr:1\n${number}\n${compactDigest}`, 'utf8');

function statusPage(statusUrl: string, number: string): string {
  const url = URL.canParse(statusUrl) ? new URL(statusUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new RefusedError({
      code: 'STATUS_URL_INVALID',
      field: 'statusUrl',
      message: `"${statusUrl}" is not the address of a status page.`,
      remedy: 'Give an absolute http or https URL without query and fragment.',
    });
  }
  return `${url.href.replace(/\/+$/, '')}/${encodeURIComponent(number)}`;
}

/** Undefined when it is not the one way of percent-encoding this number, or no number: with what a screen obeys and does not show. */
function decoded(encoded: string): string | undefined {
  try {
    const number = decodeURIComponent(encoded);
    return encodeURIComponent(number) === encoded && !unprintable.test(number) ? number : undefined;
  } catch {
    return undefined;
  }
}

const digestInvalid = (digest: string): Refusal => ({
  code: 'DIGEST_INVALID',
  field: 'digest',
  message: `"${digest}" is not a SHA-256.`,
  remedy: 'Give 64 lower-case hex digits.',
});

const notOurs: Refusal = {
  code: 'QR_NOT_OURS',
  message:
    "This is not the code of a certificate: it is no address with a certificate's number, digest, key and signature.",
  remedy: 'Scan the code on the last page of the certificate; those on labels of samples prove nothing.',
};

const damaged: Refusal = {
  code: 'QR_DAMAGED',
  message: 'The code of this certificate is incomplete or was changed.',
  remedy:
    'Scan it again, and give the text as the scanner shows it; a shortened or rewritten address cannot be checked.',
};

const keyUnknown = (keyId: string): Refusal => ({
  code: 'QR_KEY_UNKNOWN',
  field: 'k',
  message: `The code is signed with key ${keyId}, which is not among the keys at hand.`,
  remedy: "Fetch the laboratory's present key set from /.well-known/jwks.json; past keys are in it.",
});

const forged = (number: string, keyId: string): Refusal => ({
  code: 'QR_FORGED',
  message: `The code names certificate ${number}, but its signature is not one of key ${keyId} over this number and digest.`,
  remedy: "Do not rely on this paper; ask the laboratory, by the number and not through the code's address.",
});
