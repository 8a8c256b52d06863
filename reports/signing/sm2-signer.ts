import { createPrivateKey } from 'node:crypto';
import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { sm2 } from 'sm-crypto-v2';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { readChain, readSigningFile } from './certificate-chain.ts';
import { certifiedKey } from './certified-key.ts';
import type { PemFiles } from './pem-signer.ts';
import type { Signer } from './signer.ts';
import { sm2Point } from './verification-key.ts';

const sm2Curve = '1.2.156.10197.1.301';

/**
 * A signer for SM2 with SM3 (GB/T 32918, user id `1234567812345678` as GM/T 0009 fixes it), its key in a PEM file: PKCS#8, not
 * encrypted, as `openssl genpkey -algorithm SM2` writes it.
 *
 * Throws RefusedError: what `readChain` and `certifiedKey` throw, `SIGNING_KEY_UNREADABLE`, `SIGNING_KEY_UNSUPPORTED`,
 * `SIGNING_KEY_MISMATCH`.
 */
export async function openSm2Signer(
  { keyFile, certificateFile }: PemFiles,
  { at }: { readonly at: Date },
): Promise<Signer> {
  const privateKey = privateKeyIn(await readSigningFile(keyFile, 'keyFile'), keyFile);
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
  const certified = await certifiedKey(await readChain(certificateFile), at);
  if (certified.algorithm !== 'SM2' || sm2Point(certified.publicJwk) !== publicKey)
    throw new RefusedError({
      code: 'SIGNING_KEY_MISMATCH',
      field: 'certificateFile',
      message: `The first certificate of ${certificateFile} is not that of the key in ${keyFile}.`,
      remedy: "Put the key's own certificate first, its issuers after it.",
    });
  return {
    ...certified,
    demonstration: false,
    sign: async (data) => Buffer.from(sm2.doSignature(data, privateKey, { hash: true, publicKey }), 'hex'),
  };
}

/** The secret scalar, 64 hex digits. */
function privateKeyIn(pem: string, file: string): string {
  let der: Buffer;
  try {
    // Never as `sec1`: Node 20 ends the process over an SM2 key written so (an assertion of its own).
    der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  } catch (error) {
    throw new RefusedError(
      {
        code: 'SIGNING_KEY_UNREADABLE',
        field: 'keyFile',
        message: `${file} holds no private key in PEM that can be read without a password.`,
        remedy: 'Convert the key with "openssl pkcs8 -topk8 -nocrypt", or keep it in a device and use that.',
      },
      { cause: error },
    );
  }
  const secret = sm2Secret(der);
  if (secret !== undefined) return secret;
  throw new RefusedError({
    code: 'SIGNING_KEY_UNSUPPORTED',
    field: 'keyFile',
    message: `The key in ${file} is not one of the named curve SM2.`,
    remedy: 'Give an SM2 key, or configure the signer for keys on P-256.',
  });
}

/** PrivateKeyInfo (RFC 5208) around ECPrivateKey (RFC 5915). */
function sm2Secret(pkcs8: Buffer): string | undefined {
  const [, algorithm, wrapped] = membersOf(pkcs8);
  const curve = algorithm instanceof Sequence ? algorithm.valueBlock.value[1] : undefined;
  if (
    !(curve instanceof ObjectIdentifier) ||
    curve.getValue() !== sm2Curve ||
    !(wrapped instanceof OctetString)
  )
    return undefined;
  const [, secret] = membersOf(wrapped.valueBlock.valueHexView);
  return secret instanceof OctetString
    ? Buffer.from(secret.valueBlock.valueHexView).toString('hex').padStart(64, '0')
    : undefined;
}

function membersOf(der: Uint8Array) {
  const { result } = fromBER(der);
  return result instanceof Sequence ? result.valueBlock.value : [];
}
