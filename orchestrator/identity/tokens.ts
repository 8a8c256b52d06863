import { errors, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { createProvenTokens } from './proven-tokens.ts';
import type { AccessOutcome, AccessRefusal, SigningKey } from './types.ts';

/** Two doors, two audiences: a token of one does not open the other. */
type Audience = 'quaylab:operator' | 'quaylab:customs';

const issuer = 'quaylab';

/** RFC 7518 clause 3.2: an HS256 key is at least as long as its hash. */
const shortestSecret = 32;

/**
 * By how much the clock of another process that signs with the same key may differ, s. A token is taken so much before it begins and
 * after it ends; more than a minute is a clock to be mended.
 */
export const leeway = 60;

interface TokenClaims {
  readonly subject: string;
  /** Space-separated scopes; empty for operators. */
  readonly scope: string;
  /** Of an operator: tells this session from all others (RFC 7519 clause 4.1.7). */
  readonly session?: string;
  /** Of an operator: which password it was opened with, as `passwordMark` has it. */
  readonly password?: string;
  /** Of a client: which of its credentials the token was fetched with. */
  readonly credential?: number;
  /** Thumbprint of the certificate the token is bound to (RFC 8705 clause 3.1). */
  readonly certificate?: string;
}

export interface Tokens {
  issue(
    audience: Audience,
    claims: TokenClaims,
    lifetime: number,
  ): Promise<{ token: string; expiresAt: Date }>;
  /** Refuses with `TOKEN_EXPIRED`, `TOKEN_NOT_YET_VALID` or `TOKEN_INVALID`. */
  read(audience: Audience, token: string): Promise<AccessOutcome<TokenClaims & { readonly expiresAt: Date }>>;
}

/** Signs and reads JWTs (RFC 7519). Lifetimes are in s; throws a RefusedError `SIGNING_KEY_SHORT` for a short secret. */
export function createTokens(key: SigningKey, clock: () => Date): Tokens {
  if (key.alg === 'HS256' && key.secret.length < shortestSecret) {
    throw new RefusedError({
      code: 'SIGNING_KEY_SHORT',
      field: 'signingKey.secret',
      message: `The signing secret has ${key.secret.length} bytes, HS256 needs ${shortestSecret}.`,
      remedy: 'Give a random secret of at least 32 bytes.',
    });
  }
  const signWith = key.alg === 'HS256' ? key.secret : key.privateKey;
  const checkWith = key.alg === 'HS256' ? key.secret : key.publicKey;
  const proven = createProvenTokens<ProvenClaims>();

  return {
    async issue(audience, { subject, scope, session, password, credential, certificate }, lifetime) {
      const issuedAt = Math.floor(clock().getTime() / 1000);
      const expiry = issuedAt + lifetime;
      const bound = certificate !== undefined && { cnf: { [thumbprintClaim]: certificate } };
      const named = session !== undefined && { jti: session };
      const openedWith = { ...(credential !== undefined && { credential }), ...(password !== undefined && { password }) };
      const token = await new SignJWT({ scope, ...openedWith, ...bound, ...named })
        .setProtectedHeader({ alg: key.alg, typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(expiry)
        .sign(signWith);
      return { token, expiresAt: new Date(expiry * 1000) };
    },
    async read(audience, token) {
      const known = proven.find(audience, token);
      if (known) {
        const refusal = outOfTime(known, clock());
        if (refusal) proven.remove(audience, token);
        return refusal ? { ok: false, refusal } : { ok: true, value: known };
      }
      try {
        const { payload } = await jwtVerify(token, checkWith, {
          algorithms: [key.alg],
          issuer,
          audience,
          typ: 'at+jwt',
          requiredClaims: ['sub', 'exp', 'iat'],
          currentDate: clock(),
          clockTolerance: leeway,
        });
        const claims = claimsOf(payload);
        proven.add(audience, token, claims);
        return { ok: true, value: claims };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { ok: false, refusal: expired(clock()) };
        const early = error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf';
        return { ok: false, refusal: early ? notYetValid(clock()) : invalid };
      }
    },
  };
}

const thumbprintClaim = 'x5t#S256';

/** What a token of ours says, with when it begins and ends. */
interface ProvenClaims extends TokenClaims {
  readonly notBefore: Date;
  readonly expiresAt: Date;
}

function claimsOf(payload: JWTPayload): ProvenClaims {
  const { sub, scope, jti, nbf = 0, exp = 0, password, credential, cnf } = payload;
  const certificate: unknown = typeof cnf === 'object' && cnf !== null && thumbprintClaim in cnf ? cnf[thumbprintClaim] : undefined;
  return {
    subject: sub ?? '',
    scope: typeof scope === 'string' ? scope : '',
    notBefore: new Date(nbf * 1000),
    expiresAt: new Date(exp * 1000),
    ...(jti !== undefined && { session: jti }),
    ...(typeof password === 'string' && { password }),
    ...(typeof credential === 'number' && { credential }),
    ...(typeof certificate === 'string' && { certificate }),
  };
}

/** The same as is asked of a token seen for the first time: in whole s, with the leeway. */
function outOfTime({ notBefore, expiresAt }: ProvenClaims, now: Date): AccessRefusal | null {
  const second = Math.floor(now.getTime() / 1000) * 1000;
  if (notBefore.getTime() > second + leeway * 1000) return notYetValid(now);
  return expiresAt.getTime() <= second - leeway * 1000 ? expired(now) : null;
}

/** Clocks that differ look like bad tokens: the answer tells ours, as the header `Date` does. */
const ourClock = (now: Date) => `By the clock here it is ${now.toISOString()} (header Date)`;

const expired = (now: Date): AccessRefusal => ({
  code: 'TOKEN_EXPIRED',
  message: 'The access token has expired.',
  remedy:
    `Log in again, or fetch a new token, and repeat the request. ${ourClock(now)}: ` +
    'count a token’s life from when you got it, by expires_in, not by a time of day.',
});

const notYetValid = (now: Date): AccessRefusal => ({
  code: 'TOKEN_NOT_YET_VALID',
  message: 'The access token begins to be valid later than now.',
  remedy: `${ourClock(now)}: set the clock of the server that issued it right, then fetch a new token.`,
});

export const invalid = {
  code: 'TOKEN_INVALID',
  message: 'The access token is not one this interface accepts.',
  remedy: 'Send the token of this interface as "Authorization: Bearer <token>"; log in again when in doubt.',
};
