import { createHash } from 'node:crypto';

/** More than customs systems and people with a session: each has one token, two while it fetches the next. */
const mostHeld = 2_000;

/**
 * What tokens say whose signature was found good, so that it is computed once a token and not once a request. Signature and issuer are
 * all that a token proves for ever: its time, and whether its session, client or secret still counts, is looked at each time by who asks.
 * Held under the digest of the token, never the token itself; only good ones are held, so nobody fills it by guessing.
 */
export interface ProvenTokens<Claims> {
  find(audience: string, token: string): Claims | undefined;
  add(audience: string, token: string, claims: Claims): void;
  remove(audience: string, token: string): void;
}

/** Holds the newest `most` of them. */
export function createProvenTokens<Claims>(most = mostHeld): ProvenTokens<Claims> {
  const held = new Map<string, Claims>();
  // An audience has no blank in it.
  const keyOf = (audience: string, token: string) => createHash('sha256').update(`${audience} ${token}`).digest('base64');
  return {
    find: (audience, token) => held.get(keyOf(audience, token)),
    add: (audience, token, claims) => {
      const [oldest] = held.keys();
      if (held.size >= most && oldest !== undefined) held.delete(oldest);
      held.set(keyOf(audience, token), claims);
    },
    remove: (audience, token) => {
      held.delete(keyOf(audience, token));
    },
  };
}
