import type { Certificate } from '../../workflows/certificate/content.ts';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import { parseCertificate } from '../certificate-json.ts';
import { compactJws, openJws, whyNotThen } from './compact-jws.ts';
import type { Signer } from './signer.ts';
import type { KeyHolder, VerificationKey } from './verification-key.ts';

const type = 'quaylab-certificate+jws';

/** A JWS whose signature, form and content were checked. */
export interface VerifiedJws {
  readonly certificate: Certificate;
  /** SHA-256 of the canonical JSON, 64 hex digits. */
  readonly digest: string;
  readonly signedBy: KeyHolder;
}

/**
 * The certificate as a compact JWS (RFC 7515): the payload is its canonical JSON, byte for byte, so the SHA-256 of the payload is
 * the digest that stands on paper.
 *
 * Rejects with `SIGNER_UNAVAILABLE` and what else the signer rejects with.
 */
export const certificateJws = (certificate: Certificate, signer: Signer): Promise<string> =>
  compactJws(type, certificate, signer);

/**
 * Checks such a JWS with the keys at hand; needs no network. White space around it is passed over.
 *
 * Refuses with what `openJws` refuses with, `CERTIFICATE_INVALID` with the field (signed, but not by the schema) and
 * `JWS_KEY_NOT_VALID_THEN` (issued outside the validity of the key's certificate).
 */
export async function verifyJws(
  text: string,
  keys: readonly VerificationKey[],
): Promise<Outcome<VerifiedJws>> {
  const opened = await openJws(text, type, keys);
  if (!opened.ok) return opened;
  const { value, digest, signedBy } = opened.value;
  const certificate = parseCertificate(value);
  if (!certificate.ok) return certificate;
  const refusal = whyNotThen(signedBy, certificate.value.issuedAt, 'issuedAt');
  return refusal ? refuse(refusal) : ok({ certificate: certificate.value, digest, signedBy });
}
