import type { Request } from 'express';
import { HttpRefusal } from './http-refusal.ts';

/** A UUID or anything as good. The draft (draft-ietf-httpapi-idempotency-key-header) sends a quoted string; bare is taken too. */
const keyFormat = /^(?:"([A-Za-z0-9._-]{8,64})"|([A-Za-z0-9._-]{8,64}))$/;

/** The Idempotency-Key of a request. Throws `IDEMPOTENCY_KEY_MISSING` or `IDEMPOTENCY_KEY_INVALID`. */
export function idempotencyKey(req: Request): string {
  const header = req.get('idempotency-key');
  if (header === undefined) {
    throw new HttpRefusal({
      code: 'IDEMPOTENCY_KEY_MISSING',
      field: 'Idempotency-Key',
      message: 'The header Idempotency-Key is missing.',
      remedy: 'Send a fresh UUID with each new thing, and the same one when repeating a request.',
    });
  }
  const match = keyFormat.exec(header);
  const key = match?.[1] ?? match?.[2];
  if (key !== undefined) return key;
  throw new HttpRefusal({
    code: 'IDEMPOTENCY_KEY_INVALID',
    field: 'Idempotency-Key',
    message: 'The Idempotency-Key is not 8 to 64 letters, digits, dots, dashes or underscores.',
    remedy: 'Send a UUID.',
  });
}

/** Id of the thing a key stands for: keys belong to their sender, so two senders with one key do not meet. */
export const idOfKey = (sender: string, key: string): string => `${sender}:${key}`;

/**
 * Refuses when a key was used before for something else. `recorded` is what the house keeps under the key: on a first
 * use it is what was sent, on a repeat what was sent then.
 */
export function requireSame<T extends object>(sent: T, recorded: NoInfer<T>): void {
  const names = Object.keys(sent) as (keyof T & string)[];
  const different = names.find((name) => sent[name] !== recorded[name]);
  if (different === undefined) return;
  throw new HttpRefusal({
    code: 'IDEMPOTENCY_CONFLICT',
    field: 'Idempotency-Key',
    message: `This key was used before with another ${different}.`,
    remedy: 'Use a new key for a new request; repeat an old one unchanged.',
  });
}
