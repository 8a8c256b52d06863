import type { KeyObject } from 'node:crypto';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { Caller, CustomsClient, CustomsScope, Role } from '../services/contract.ts';

/** A person who may log in at the workstation. */
export interface UserRecord {
  /** What the person types as user name; also the id in journals. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Argon2id in PHC form, as `hashSecret` makes it. */
  readonly passwordHash: string;
}

/** A customs system that may ask for tokens. */
export interface ClientRecord {
  readonly clientId: string;
  readonly scopes: readonly CustomsScope[];
  /** Sees demonstration certificates only. */
  readonly sandbox: boolean;
  /** Those that work now, the newest first: several while a secret is changed, none when the client is revoked. */
  readonly credentials: readonly ClientCredential[];
}

export interface ClientCredential {
  /** Tells it from those before and after; tokens name it, and end with it. */
  readonly generation: number;
  /** Argon2id in PHC form, as `hashSecret` makes it. */
  readonly secretHash: string;
  /** Thumbprint of the certificate that must be presented with it (RFC 8705 `x5t#S256`); null where none is asked. */
  readonly certificate: string | null;
}

/** The customs system of an id as it is now; null when there is none. */
export type ClientLookup = (clientId: string) => Promise<ClientRecord | null>;

/** What tokens are signed with. One process may use HS256; several that must trust one another use ES256. */
export type SigningKey =
  | {
      readonly alg: 'HS256';
      /** At least 32 bytes (RFC 7518 clause 3.2). */
      readonly secret: Uint8Array;
    }
  | { readonly alg: 'ES256'; readonly privateKey: KeyObject; readonly publicKey: KeyObject };

/** A refusal at the door; `retryAfter` (s) when waiting helps. */
export interface AccessRefusal extends Refusal {
  readonly retryAfter?: number;
}
export type AccessOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: AccessRefusal };

interface Session {
  /** JWT: sent as bearer token or, by a browser, as cookie. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly caller: Caller;
}

/** A session that a token opened, as long as it lasts. */
export interface OpenSession {
  /** Tells it from all others; not the token, so it opens nothing. */
  readonly id: string;
  readonly expiresAt: Date;
  /** The person, with the roles of now rather than those of the login. */
  readonly caller: Caller;
}

/** Sessions that were ended before their time. */
export interface EndedSessions {
  /** Up to when what was ended under this id is kept; null when nothing was. */
  until(id: string): Date | null;
  /** Kept until a token of the session is refused anyway. */
  add(session: Pick<OpenSession, 'id' | 'expiresAt'>): Promise<void>;
}

/** What a client sends to the token endpoint, already taken out of HTTP. */
export interface TokenRequest {
  /** Value of the Authorization header. */
  readonly authorization: string | undefined;
  /** The form; a parameter sent twice is an array. */
  readonly form: Readonly<Record<string, unknown>>;
  /** Address the request came from, for the back-off. */
  readonly from: string;
  /** Thumbprint of the certificate presented on the connection; null without one. */
  readonly certificate: string | null;
}

/** RFC 6749 clause 5.1. */
interface TokenGrant {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** s */
  readonly expires_in: number;
  readonly scope: string;
}

/** RFC 6749 clause 5.2; `retryAfter` (s) when the client is held back for failed attempts. */
export interface TokenRefusal {
  readonly error:
    'invalid_request' | 'invalid_client' | 'unauthorized_client' | 'unsupported_grant_type' | 'invalid_scope';
  readonly error_description: string;
  readonly retryAfter?: number;
}
export type TokenOutcome =
  { readonly ok: true; readonly grant: TokenGrant } | { readonly ok: false; readonly refusal: TokenRefusal };

/**
 * Who may come in. Refuses with values: `LOGIN_FAILED`, `LOGIN_HELD_BACK`, `TOKEN_EXPIRED`, `TOKEN_NOT_YET_VALID`, `TOKEN_INVALID`,
 * `TOKEN_REVOKED`, `TOKEN_BOUND_ELSEWHERE`, `REAUTHENTICATION_FAILED`.
 */
export interface Identity {
  /** `from` is the address of the request. Says the same for an unknown user and for a wrong password. */
  login(user: string, password: string, from: string): Promise<AccessOutcome<Session>>;
  /**
   * The session behind an operator token. It ends by itself after its lifetime, when it was not used for long (`TOKEN_EXPIRED` both), and
   * when the person gets another password (`TOKEN_REVOKED`).
   */
  session(token: string): Promise<AccessOutcome<OpenSession>>;
  /** Its token is refused from now on, with `TOKEN_REVOKED`. */
  end(session: OpenSession): Promise<void>;
  /** Ends all sessions of a person, wherever they are open. */
  endAll(user: string): Promise<void>;
  /** The session is in use, and not idle, until what it gives is called: a live stream is one long request. */
  inUse(session: OpenSession): () => void;
  /** Whether a person of this user name can log in at all (has a password), and for how long failed logins hold him back, s; 0 = now. */
  standing(user: string): { readonly hasPassword: boolean; readonly heldBack_s: number };
  /**
   * Asks a person already logged in for the password again, as signing demands. Failures count as failed logins, too; failed logins do not
   * count here, so that a stranger who guesses at the login keeps nobody from signing.
   */
  reauthenticate(caller: Caller, password: string): Promise<AccessOutcome<Caller>>;
  /**
   * Gives a person the password he chose: all his sessions end, this one too. Asks for the present one as `reauthenticate` does. Refuses
   * with `PASSWORD_WRONG`, `LOGIN_HELD_BACK`, `PASSWORD_WEAK`, and `PASSWORD_FIXED` in a demonstration.
   */
  changePassword(caller: Caller, present: string, chosen: string): Promise<AccessOutcome<null>>;
  /** OAuth2 client credentials grant, RFC 6749 clause 4.4. */
  grant(request: TokenRequest): Promise<TokenOutcome>;
  /**
   * The customs system behind an access token, never with more scopes than it has now. A token ends with the secret it was fetched
   * with; one that is bound to a certificate is good only on a connection that presents it.
   */
  client(token: string, certificate: string | null): Promise<AccessOutcome<CustomsClient>>;
}
