import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { isSignedBy, type VerificationKey } from './verification-key.ts';

/**
 * A signature that came from elsewhere, once the certificate's key has confirmed it: before it is printed on anything.
 * Throws `SIGNER_WRONG_KEY`.
 */
export function confirmedSignature(key: VerificationKey, data: Uint8Array, signature: Buffer): Buffer {
  if (isSignedBy(key, data, signature)) return signature;
  throw new RefusedError({
    code: 'SIGNER_WRONG_KEY',
    field: 'certificateFile',
    message: `What the signer gave back is not a signature of key ${key.keyId} over what was to be signed.`,
    remedy:
      "Configure the certificate of the key that the signer uses, or choose that certificate's key there.",
  });
}
