import type { PrivateFiles } from '../storage/ports.ts';
import { leeway } from './tokens.ts';
import type { EndedSessions } from './types.ts';

const file = 'secrets/ended-sessions.json';

/**
 * Sessions that were ended, among the private files: a restart does not open them again. Those whose tokens have expired are forgotten, so
 * the file has as many lines as people logged out within a shift.
 */
export function openEndedSessions(files: PrivateFiles, clock: () => Date): EndedSessions {
  const stored = JSON.parse(files.read(file) ?? '{}') as Record<string, string>;
  const expiryOf = new Map(Object.entries(stored));
  const over = (expiresAt: string) => Date.parse(expiresAt) + leeway * 1000 <= clock().getTime();
  return {
    until: (id) => {
      const expiry = expiryOf.get(id);
      return expiry === undefined ? null : new Date(expiry);
    },
    add: async ({ id, expiresAt }) => {
      expiryOf.set(id, expiresAt.toISOString());
      for (const [each, expiry] of expiryOf) if (over(expiry)) expiryOf.delete(each);
      await files.write(file, JSON.stringify(Object.fromEntries(expiryOf), null, 2));
    },
  };
}
