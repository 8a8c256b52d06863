import { randomUUID } from 'node:crypto';
import type { IdentityOptions } from '../identity.ts';

/** What an identity needs of sessions, kept nowhere. */
export function sessionsInMemory(): Pick<IdentityOptions, 'newId' | 'ended'> {
  const ids = new Set<string>();
  return { newId: randomUUID, ended: { has: (id) => ids.has(id), add: ({ id }) => void ids.add(id) } };
}
