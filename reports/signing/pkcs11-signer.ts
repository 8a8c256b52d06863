import { createRequire } from 'node:module';
import { RefusedError, type Refusal } from '../../workflows/kernel/refusal.ts';
import { readChain, readSigningFile } from './certificate-chain.ts';
import { certifiedKey } from './certified-key.ts';
import type { Pkcs11Device, Pkcs11Module } from './pkcs11-module.ts';
import { confirmedSignature } from './returned-signature.ts';
import type { Signer } from './signer.ts';
import { signatureBytes, signingDigest } from './verification-key.ts';

export interface Pkcs11Signing {
  /** The maker's PKCS#11 library, for example `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly library: string;
  /** Label of the token (CK_TOKEN_INFO). */
  readonly token: string;
  /** Label of the private key on it (CKA_LABEL). */
  readonly keyLabel: string;
  /** Holds the user's PIN on its first line. */
  readonly pinFile: string;
  /** PEM: the certificate of the key, then its issuers up to and including the root. */
  readonly certificateFile: string;
}

const packages = createRequire(import.meta.url);
const packageName = 'pkcs11js';

/**
 * A signer whose key lies in a device (smart card, HSM) behind PKCS#11. P-256 only: PKCS#11 has no mechanism for SM2 that makers
 * agree on; such devices go behind a signing service (remote-signer.ts).
 *
 * For every signature a session is opened, logged in and closed, one after another: a device that was unplugged or restarted is
 * used again without restarting the server, and at most one key operation runs at a time. A PIN that was refused is not tried
 * again. What comes back is checked with the certificate's key.
 *
 * Throws what `readChain` and `certifiedKey` throw, `SIGNING_KEY_UNSUPPORTED`, `SIGNER_MODULE_MISSING` where the package pkcs11js is
 * not installed, `SIGNER_UNAVAILABLE` where the library cannot be loaded. Signing rejects with `SIGNER_UNAVAILABLE` (device, token,
 * PIN or key) and `SIGNER_WRONG_KEY`.
 */
export async function openPkcs11Signer(
  options: Pkcs11Signing,
  { at }: { readonly at: Date },
): Promise<Signer> {
  const key = await certifiedKey(await readChain(options.certificateFile), at);
  if (key.algorithm !== 'ES256') throw new RefusedError(sm2Unsupported);
  const [pin = ''] = (await readSigningFile(options.pinFile, 'pinFile')).split(/\r?\n/);
  const module = loadModule();
  const device = openLibrary(module, options.library);
  let last: Promise<unknown> = Promise.resolve();
  let pinRefused: RefusedError | undefined;
  return {
    ...key,
    demonstration: false,
    sign(data) {
      const digest = signingDigest(key, data);
      const turn = last.then(() => {
        if (pinRefused !== undefined) throw pinRefused;
        return signedOnDevice(module, device, options, pin, digest);
      });
      last = turn.catch((error: unknown) => {
        if (error instanceof RefusedError && error.refusal.field === 'pinFile') pinRefused = error;
      });
      return turn.then((signature) => confirmedSignature(key, data, signature));
    },
  };
}

function loadModule(): Pkcs11Module {
  try {
    // Not `import`, which finds no names in it: they are made as it runs.
    return packages(packageName) as Pkcs11Module;
  } catch (error) {
    throw new RefusedError(moduleMissing, { cause: error });
  }
}

function openLibrary(module: Pkcs11Module, library: string): Pkcs11Device {
  try {
    const device = new module.PKCS11();
    device.load(library);
    initialize(module, device);
    return device;
  } catch (error) {
    throw new RefusedError(
      unavailable('library', `The PKCS#11 library ${library} cannot be used: ${reasonOf(error)}.`),
      {
        cause: error,
      },
    );
  }
}

/** Once for a process and library, which another signer may already have done. */
function initialize({ CKR_CRYPTOKI_ALREADY_INITIALIZED: already }: Pkcs11Module, device: Pkcs11Device): void {
  try {
    device.C_Initialize();
  } catch (error) {
    if (!isCode(error, already)) throw error;
  }
}

async function signedOnDevice(
  module: Pkcs11Module,
  device: Pkcs11Device,
  { token, keyLabel }: Pkcs11Signing,
  pin: string,
  digest: Buffer,
): Promise<Buffer> {
  let session: Buffer | undefined;
  try {
    // Labels are padded with blanks to 32 bytes.
    const slot = device
      .C_GetSlotList(true)
      .find((each) => device.C_GetTokenInfo(each).label.trim() === token);
    if (slot === undefined) throw new RefusedError(unavailable('token', `There is no token "${token}".`));
    session = device.C_OpenSession(slot, module.CKF_SERIAL_SESSION);
    loggedIn(module, device, session, pin);
    device.C_SignInit(session, { mechanism: module.CKM_ECDSA }, keyOn(module, device, session, keyLabel));
    return await device.C_SignAsync(session, digest, Buffer.alloc(signatureBytes));
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw new RefusedError(unavailable('token', `Token "${token}" did not sign: ${reasonOf(error)}.`), {
      cause: error,
    });
  } finally {
    if (session !== undefined) closed(device, session);
  }
}

function loggedIn(module: Pkcs11Module, device: Pkcs11Device, session: Buffer, pin: string): void {
  try {
    device.C_Login(session, module.CKU_USER, pin);
  } catch (error) {
    if (!isCode(error, module.CKR_PIN_INCORRECT) && !isCode(error, module.CKR_PIN_LOCKED)) throw error;
    throw new RefusedError(pinWrong, { cause: error });
  }
}

const isCode = (error: unknown, code: number) =>
  error instanceof Error && 'code' in error && error.code === code;

function keyOn(module: Pkcs11Module, device: Pkcs11Device, session: Buffer, keyLabel: string): Buffer {
  device.C_FindObjectsInit(session, [
    { type: module.CKA_CLASS, value: module.CKO_PRIVATE_KEY },
    { type: module.CKA_LABEL, value: keyLabel },
  ]);
  const [found, second] = device.C_FindObjects(session, 2);
  device.C_FindObjectsFinal(session);
  if (found !== undefined && second === undefined) return found;
  const count = found === undefined ? 'no private key' : 'more than one private key';
  throw new RefusedError(unavailable('keyLabel', `The token holds ${count} with the label "${keyLabel}".`));
}

/** A device that is gone cannot close its session either; what it said before is what counts. */
function closed(device: Pkcs11Device, session: Buffer): void {
  try {
    device.C_CloseSession(session);
  } catch {
    return;
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const unavailable = (field: string, message: string): Refusal => ({
  code: 'SIGNER_UNAVAILABLE',
  field,
  message,
  remedy:
    'Check that the device is plugged in, and library, token, PIN file and label of the key in the configuration.',
});

const pinWrong: Refusal = {
  code: 'SIGNER_UNAVAILABLE',
  field: 'pinFile',
  message: 'The token refused the PIN.',
  remedy:
    'Correct the PIN file and restart the server; it does not try again before, since tokens lock after a few attempts.',
};

const sm2Unsupported: Refusal = {
  code: 'SIGNING_KEY_UNSUPPORTED',
  field: 'certificateFile',
  message: 'The certificate is for an SM2 key, which PKCS#11 has no common mechanism for.',
  remedy: 'Put the device behind a signing service and configure a remote signer.',
};

const moduleMissing: Refusal = {
  code: 'SIGNER_MODULE_MISSING',
  message: `The package ${packageName}, which a signer behind PKCS#11 needs, is not installed or not built.`,
  remedy:
    'Install it in the folder above Quaylab ("npm install --prefix .. pkcs11js@2.1.7"; needs a C++ compiler).',
};
