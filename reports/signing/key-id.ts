import { calculateJwkThumbprint, type JWK } from 'jose';

/** 11 characters of base64url are 66 bits, of which the last two are spilt: short enough to print, too many to collide by chance. */
const keyIdLength = 11;

/** The id of a public key: the first 11 characters of its RFC 7638 thumbprint (SHA-256, base64url). */
export async function keyIdOf(publicJwk: JWK): Promise<string> {
  return (await calculateJwkThumbprint(publicJwk, 'sha256')).slice(0, keyIdLength);
}
