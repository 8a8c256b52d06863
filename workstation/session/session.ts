import { createContext, use } from 'react';
import type { Schemas } from '../api/client.ts';

/** Who works here, and what the server lets them do. */
export type Session = Schemas['Me'];

/** An operation of the interface that roles may or may not do. */
export type OperationName = Session['operations'][number];

export const SessionContext = createContext<Session | null>(null);

/** Inside the shell somebody is always logged in. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('used outside of a session');
  return session;
}

/** The name of a person of the site, by user name; of anybody else, what was given. */
export function useNameOf(): (user: string) => string {
  const { people } = useSession().site;
  return (user) => people[user] ?? user;
}

/** Whether the person's roles allow an operation: what is not allowed is not offered. The server decides anyway. */
export function useMay(): (operation: OperationName) => boolean {
  const { operations } = useSession();
  return (operation) => operations.includes(operation);
}
