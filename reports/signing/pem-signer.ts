import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { chainIn, readSigningFile } from './certificate-chain.ts';
import { certifiedKey } from './certified-key.ts';
import type { Signer } from './signer.ts';

/** Where a key and its certificates are: PEM files, which may be one and the same. */
export interface PemFiles {
  /** PKCS#8, not encrypted. */
  readonly keyFile: string;
  /** The signer's own certificate first, then its issuers up to and including the root. */
  readonly certificateFile: string;
}

/**
 * A signer whose private key, on the curve P-256, lies in a PEM file.
 *
 * Throws RefusedError: what `readChain` and `certifiedKey` throw, `SIGNING_KEY_UNREADABLE`, `SIGNING_KEY_UNSUPPORTED`,
 * `SIGNING_KEY_MISMATCH`.
 */
export async function openPemSigner({ keyFile, certificateFile }: PemFiles, options: PemSignerOptions): Promise<Signer> {
  const key = { name: keyFile, pem: await readSigningFile(keyFile, 'keyFile') };
  const certificates = { name: certificateFile, pem: await readSigningFile(certificateFile, 'certificateFile') };
  return pemSigner({ key, certificates }, options);
}

export interface PemSignerOptions {
  readonly at: Date;
  readonly demonstration?: boolean;
}

/** A PEM text; the name is for messages. */
interface NamedPem {
  readonly name: string;
  readonly pem: string;
}

/** The same of texts that were read already. Throws what `openPemSigner` throws, but for `SIGNING_FILE_UNREADABLE`. */
export async function pemSigner(
  { key: keyText, certificates }: { readonly key: NamedPem; readonly certificates: NamedPem },
  { at, demonstration = false }: PemSignerOptions,
): Promise<Signer> {
  const key = privateKeyIn(keyText.pem, keyText.name);
  const chain = chainIn(certificates.pem, certificates.name);
  if (!chain[0].checkPrivateKey(key))
    throw new RefusedError({
      code: 'SIGNING_KEY_MISMATCH',
      field: 'certificateFile',
      message: `The first certificate of ${certificates.name} is not that of the key in ${keyText.name}.`,
      remedy: "Put the key's own certificate first, its issuers after it.",
    });
  return {
    ...(await certifiedKey(chain, at)),
    demonstration,
    sign: async (data) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

function privateKeyIn(pem: string, file: string): KeyObject {
  const field = 'keyFile';
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    throw new RefusedError(
      {
        code: 'SIGNING_KEY_UNREADABLE',
        field,
        message: `${file} holds no private key in PEM that can be read without a password.`,
        remedy: 'Convert the key with "openssl pkcs8 -topk8 -nocrypt", or keep it in a device and use that.',
      },
      { cause: error },
    );
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new RefusedError({
      code: 'SIGNING_KEY_UNSUPPORTED',
      field,
      message: `The key in ${file} is not on the curve P-256.`,
      remedy: 'Have a P-256 key certified, or configure an SM2 signer.',
    });
  return key;
}
