import { randomUUID } from 'node:crypto';
import type { IdentityOptions } from '../identity.ts';

/** What an identity needs of sessions, kept nowhere. */
export function sessionsInMemory(): Pick<IdentityOptions, 'newId' | 'ended'> {
  const expiryOf = new Map<string, Date>();
  return {
    newId: randomUUID,
    ended: {
      until: (id) => expiryOf.get(id) ?? null,
      add: async ({ id, expiresAt }) => void expiryOf.set(id, expiresAt),
    },
  };
}
