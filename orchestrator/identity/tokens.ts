import { errors, jwtVerify, SignJWT } from 'jose';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { AccessOutcome, SigningKey } from './types.ts';

/** Two doors, two audiences: a token of one does not open the other. */
type Audience = 'quaylab:operator' | 'quaylab:customs';

const issuer = 'quaylab';

/** RFC 7518 clause 3.2: an HS256 key is at least as long as its hash. */
const shortestSecret = 32;

interface TokenClaims {
  readonly subject: string;
  /** Space-separated scopes; empty for operators. */
  readonly scope: string;
}

export interface Tokens {
  issue(
    audience: Audience,
    claims: TokenClaims,
    lifetime: number,
  ): Promise<{ token: string; expiresAt: Date }>;
  /** Refuses with `TOKEN_EXPIRED` or `TOKEN_INVALID`. */
  read(audience: Audience, token: string): Promise<AccessOutcome<TokenClaims>>;
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

  return {
    async issue(audience, { subject, scope }, lifetime) {
      const issuedAt = Math.floor(clock().getTime() / 1000);
      const expiry = issuedAt + lifetime;
      const token = await new SignJWT({ scope })
        .setProtectedHeader({ alg: key.alg, typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiry)
        .sign(signWith);
      return { token, expiresAt: new Date(expiry * 1000) };
    },
    async read(audience, token) {
      try {
        const { payload } = await jwtVerify(token, checkWith, {
          algorithms: [key.alg],
          issuer,
          audience,
          typ: 'at+jwt',
          requiredClaims: ['sub', 'exp', 'iat'],
          currentDate: clock(),
        });
        const scope = typeof payload['scope'] === 'string' ? payload['scope'] : '';
        return { ok: true, value: { subject: payload.sub ?? '', scope } };
      } catch (error) {
        return { ok: false, refusal: error instanceof errors.JWTExpired ? expired : invalid };
      }
    },
  };
}

const expired = {
  code: 'TOKEN_EXPIRED',
  message: 'The access token has expired.',
  remedy: 'Log in again, or fetch a new token, and repeat the request.',
};

export const invalid = {
  code: 'TOKEN_INVALID',
  message: 'The access token is not one this interface accepts.',
  remedy: 'Send the token of this interface as "Authorization: Bearer <token>"; log in again when in doubt.',
};
