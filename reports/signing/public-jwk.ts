import type { KeyObject, X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import type { Signer } from './signer.ts';

/**
 * SubjectPublicKeyInfo of a key on the named curve SM2 (1.2.156.10197.1.301), up to the uncompressed point. Node reads such a key
 * and writes it back as DER, but knows no JWK for it.
 */
const sm2Prefix = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex');

/**
 * The public key of a certificate as JWK, and the algorithm it signs with; undefined for every other kind of key than P-256 and
 * SM2. JOSE has registered no curve for SM2; `"crv": "SM2"` is a private name.
 */
export function publicJwkOf(
  certificate: X509Certificate,
): Pick<Signer, 'algorithm' | 'publicJwk'> | undefined {
  const key = publicKeyOf(certificate);
  if (key?.asymmetricKeyType === 'ec') {
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined;
    return { algorithm: 'ES256', publicJwk: key.export({ format: 'jwk' }) as JWK };
  }
  // Node has no name for the type of an SM2 key; for every other kind it knows, it has one.
  if (key === undefined || key.asymmetricKeyType !== undefined) return undefined;
  const spki = key.export({ type: 'spki', format: 'der' });
  if (spki.length !== sm2Prefix.length + 64 || !spki.subarray(0, sm2Prefix.length).equals(sm2Prefix))
    return undefined;
  const point = spki.subarray(sm2Prefix.length);
  const [x, y] = [point.subarray(0, 32), point.subarray(32)].map((half) => half.toString('base64url'));
  return { algorithm: 'SM2', publicJwk: { kty: 'EC', crv: 'SM2', x, y } as JWK };
}

function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    // A kind of key that Node's OpenSSL does not know.
    return undefined;
  }
}
