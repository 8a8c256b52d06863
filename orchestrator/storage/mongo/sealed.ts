import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A text that only who knows the secret can read, and nobody can change or give another name. */
export interface Sealed {
  readonly salt: string;
  readonly nonce: string;
  readonly data: string;
  readonly tag: string;
}

const cipher = 'aes-256-gcm';
const purpose = 'quaylab private files 1';
/** As GCM is specified for (NIST SP 800-38D, 8.2.2 and 5.2.1.2). */
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
const saltBytes = 32;

/** Each text has a key of its own, by HKDF with SHA-256 (RFC 5869) from the secret and a random salt: no nonce ever meets its key again. */
const keyOf = (secret: string, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, purpose, keyBytes));

export function seal(secret: string, name: string, text: string): Sealed {
  const [salt, nonce] = [randomBytes(saltBytes), randomBytes(nonceBytes)];
  const sealing = createCipheriv(cipher, keyOf(secret, salt), nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(name),
  );
  const data = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  const base64 = (bytes: Buffer) => bytes.toString('base64');
  return { salt: base64(salt), nonce: base64(nonce), data: base64(data), tag: base64(sealing.getAuthTag()) };
}

/** Null when it was sealed with another secret, under another name, or was changed since. */
export function unseal(secret: string, name: string, { salt, nonce, data, tag }: Sealed): string | null {
  const bytes = (base64: string) => Buffer.from(base64, 'base64');
  try {
    const opening = createDecipheriv(cipher, keyOf(secret, bytes(salt)), bytes(nonce), {
      authTagLength: tagBytes,
    }).setAAD(Buffer.from(name));
    opening.setAuthTag(bytes(tag));
    return Buffer.concat([opening.update(bytes(data)), opening.final()]).toString('utf8');
  } catch {
    // Node says only that it does not fit; lengths that cannot be are the same thing to us.
    return null;
  }
}
