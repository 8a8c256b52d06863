import { readKeyFile } from '../../reports/signing/jwks.ts';
import type { KeyHolder, VerificationKey } from '../../reports/signing/verification-key.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { SignedBy } from './verification.ts';

/** What whoever verifies trusts, and when he looks. */
export interface Trusted {
  readonly keys: readonly VerificationKey[];
  /** DER: the authorities above the keys. */
  readonly roots: readonly Uint8Array[];
  /** DER: roots of time stamp authorities. */
  readonly timeStampRoots: readonly Uint8Array[];
  readonly at: Date;
}

/** A key file as text; throws RefusedError with what `readKeyFile` refuses with. */
export async function trustedBy(
  text: string,
  timeStampRoots: readonly Uint8Array[],
  at: Date,
): Promise<Trusted> {
  const read = await readKeyFile(text);
  if (!read.ok)
    throw new RefusedError({
      ...read.refusal,
      field: `keys${read.refusal.field ? `: ${read.refusal.field}` : ''}`,
    });
  const keys = read.value;
  // The whole chain but the key's own certificate: what stands below a root leads up to it.
  return { keys, roots: keys.flatMap(({ certificates }) => certificates.slice(1)), timeStampRoots, at };
}

export const signedByKey = ({ keyId, subject }: KeyHolder): SignedBy => ({
  keyId,
  ...(subject !== undefined && { name: subject }),
});
