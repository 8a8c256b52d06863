import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id cost, OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane): about 30 ms a check on the reference machine,
 * so that a guess is dear and a login is not.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The Argon2id hash (PHC form) to keep for a password or client secret; salted, so each call gives another. */
export const hashSecret = (secret: string): Promise<string> => hash(secret, cost);

/** Whether a password or client secret belongs to a hash. A hash that is damaged matches nothing. */
export async function secretMatches(secretHash: string, secret: string): Promise<boolean> {
  try {
    return await verify(secretHash, secret);
  } catch {
    return false;
  }
}

/**
 * Tells one password of a person from the next, without telling anything of either: from a salted hash nothing is to be had that a guess
 * could be compared with. Sessions carry it, so that they end with the password they were opened with.
 */
export const passwordMark = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 22);

/**
 * A hash no secret is known to match (its digest is all zeros): checked for unknown users so that the time of an
 * answer does not tell whether the user exists.
 */
export const hashOfNobody = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$cXVheWxhYi1ub2JvZHk$${'A'.repeat(43)}`;
