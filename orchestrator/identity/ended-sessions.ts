import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from './credentials-file.ts';
import { leeway } from './tokens.ts';
import type { EndedSessions } from './types.ts';

/**
 * Sessions that were ended, in the data folder: a restart does not open them again. Those whose tokens have expired are forgotten, so
 * the file has as many lines as people logged out within a shift.
 */
export function openEndedSessions(folder: string, clock: () => Date): EndedSessions {
  const file = join(folder, 'secrets', 'ended-sessions.json');
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const expiryOf = new Map(Object.entries(stored));
  const over = (expiresAt: string) => Date.parse(expiresAt) + leeway * 1000 <= clock().getTime();
  return {
    has: (id) => expiryOf.has(id),
    add: ({ id, expiresAt }) => {
      expiryOf.set(id, expiresAt.toISOString());
      for (const [each, expiry] of expiryOf) if (over(expiry)) expiryOf.delete(each);
      writePrivately(file, JSON.stringify(Object.fromEntries(expiryOf), null, 2));
    },
  };
}
