import type { X509Certificate } from 'node:crypto';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { keyIdOf } from './key-id.ts';
import { publicJwkOf } from './public-jwk.ts';
import type { VerificationKey } from './verification-key.ts';
import { readCertificate, whyNotSign } from './x509.ts';

/**
 * The public side of a signer, by its certificates.
 *
 * Throws RefusedError `SIGNING_KEY_UNSUPPORTED` when the own certificate is for another kind of key than P-256 and SM2, and at the
 * time `at` `SIGNING_CERTIFICATE_NOT_YET_VALID`, `SIGNING_CERTIFICATE_EXPIRED`, `SIGNING_CERTIFICATE_USAGE`.
 */
export async function certifiedKey(
  chain: readonly [X509Certificate, ...X509Certificate[]],
  at: Date,
): Promise<VerificationKey> {
  const [own] = chain;
  const refusal = whyNotSign(readCertificate(own.raw), at);
  if (refusal) throw new RefusedError(refusal);
  const key = publicJwkOf(own);
  if (key === undefined)
    throw new RefusedError({
      code: 'SIGNING_KEY_UNSUPPORTED',
      field: 'certificateFile',
      message: `The certificate of ${own.subject.replaceAll('\n', ', ')} is for a key that is neither on P-256 nor SM2.`,
      remedy: 'Have a key on P-256 or an SM2 key certified.',
    });
  return { ...key, keyId: await keyIdOf(key.publicJwk), certificates: chain.map(({ raw }) => raw) };
}
