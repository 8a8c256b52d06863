import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import type { Signer } from './signer.ts';

/** What is needed to check what a key has signed. Every `Signer` is one; so is each key of a published set. */
export type VerificationKey = Pick<Signer, 'keyId' | 'algorithm' | 'publicJwk' | 'certificates'>;

/** Whose key it is, as its certificate says; a key without certificate says only its id. */
export interface KeyHolder {
  readonly keyId: string;
  readonly algorithm: Signer['algorithm'];
  /** Distinguished name, for example `CN=…, O=…, C=CN`. */
  readonly subject?: string;
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

/** r ‖ s of a curve of 256 bits. */
export const signatureBytes = 64;

type PublicKey = Pick<VerificationKey, 'algorithm' | 'publicJwk'>;

/** The public point as SM2 libraries take it: 04 ‖ x ‖ y in hexadecimal. */
export const sm2Point = ({ x, y }: VerificationKey['publicJwk']): string =>
  `04${Buffer.from(x ?? '', 'base64url').toString('hex')}${Buffer.from(y ?? '', 'base64url').toString('hex')}`;

/**
 * The 32 bytes that are signed in the end, for keys behind an interface that takes a hash. ES256: SHA-256 of the data.
 * SM2: SM3(Z ‖ data), Z over the default user id `1234567812345678`, curve and public key (GB/T 32918.2 clause 5.5,
 * GM/T 0009 clause 10).
 */
export function signingDigest(key: PublicKey, data: Uint8Array): Buffer {
  return key.algorithm === 'SM2'
    ? Buffer.from(sm2.getHash(data, sm2Point(key.publicJwk)), 'hex')
    : createHash('sha256').update(data).digest();
}

/** Whether r ‖ s over the data is of this key. Never throws for a signature, whatever its bytes. */
export function isSignedBy(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== signatureBytes) return false;
  if (key.algorithm === 'SM2') {
    const point = sm2Point(key.publicJwk);
    return sm2.doVerifySignature(data, Buffer.from(signature).toString('hex'), point, { hash: true });
  }
  const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });
  return verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

export function holderOf({ keyId, algorithm, certificates: [own] }: VerificationKey): KeyHolder {
  if (own === undefined) return { keyId, algorithm };
  const { subject, validFrom, validTo } = new X509Certificate(own);
  return {
    keyId,
    algorithm,
    subject: subject.split('\n').join(', '),
    validFrom: new Date(validFrom),
    validTo: new Date(validTo),
  };
}
