import type { JWK } from 'jose';

/** A key that signs for the laboratory, wherever it is kept. */
export interface Signer {
  /** First 11 characters of the base64url RFC 7638 thumbprint (64 bits): printed, `kid` in JWS and JWKS, `k` in the QR code. */
  readonly keyId: string;
  /** SM2 = SM2 with SM3, GB/T 32918 and GB/T 35275. */
  readonly algorithm: 'ES256' | 'SM2';
  readonly publicJwk: JWK;
  /** X.509, DER: the signer's own first, then its issuers up to and including the root. */
  readonly certificates: readonly Buffer[];
  /** True: a key of the demonstration CA, without legal effect. */
  readonly demonstration: boolean;
  /**
   * Signature over the data (hash included) as r ‖ s, 64 bytes. Rejects with RefusedError `SIGNER_UNAVAILABLE` when
   * the key cannot be reached.
   */
  sign(data: Uint8Array): Promise<Buffer>;
}
