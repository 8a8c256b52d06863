import type { CustomsScope } from '../services/contract.ts';
import { customsScopes } from '../services/contract.ts';
import type { TokenRefusal, TokenRequest } from './types.ts';

export interface Credentials {
  readonly clientId: string;
  readonly secret: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: TokenRefusal };

/** Client and secret of a token request: HTTP Basic or form, not both (RFC 6749 clause 2.3.1). */
export function readCredentials({ authorization, form }: TokenRequest): Parsed<Credentials> {
  const repeated = Object.keys(form).find((name) => typeof form[name] !== 'string');
  if (repeated !== undefined)
    return refused('invalid_request', `The parameter "${repeated}" is sent more than once.`);
  const { client_id: clientId, client_secret: secret } = form;

  if (authorization === undefined) {
    if (typeof clientId !== 'string' || typeof secret !== 'string') {
      return refused(
        'invalid_client',
        'Send client id and secret by HTTP Basic or as client_id and client_secret.',
      );
    }
    return { ok: true, value: { clientId, secret } };
  }
  if (secret !== undefined)
    return refused('invalid_request', 'Send the credentials by HTTP Basic or in the form, not both.');
  const basic = readBasic(authorization);
  if (basic === null) return refused('invalid_client', 'The Authorization header is not HTTP Basic.');
  if (clientId !== undefined && clientId !== basic.clientId) {
    return refused('invalid_request', 'client_id differs from the client of the Authorization header.');
  }
  return { ok: true, value: basic };
}

/** Id and secret are form-encoded before Base64 (RFC 6749 clause 2.3.1); null when the header is something else. */
function readBasic(authorization: string): Credentials | null {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  try {
    const decode = (part: string) => decodeURIComponent(part.replaceAll('+', ' '));
    return { clientId: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
  } catch {
    return null;
  }
}

/** The scopes to grant: all the client has, or the part it asks for; asking for more is refused (RFC 6749 clause 3.3). */
export function narrowScopes(
  allowed: readonly CustomsScope[],
  asked: unknown,
): Parsed<readonly CustomsScope[]> {
  if (asked === undefined || asked === '') return { ok: true, value: allowed };
  const wanted = new Set(String(asked).split(' ').filter(Boolean));
  const granted = allowed.filter((scope) => wanted.has(scope));
  if (granted.length === 0 || granted.length < wanted.size) {
    return refused('invalid_scope', `This client may ask for: ${allowed.join(' ')}.`);
  }
  return { ok: true, value: granted };
}

/** The known scopes of a token's `scope` claim that the client still has. */
export const scopesOf = (claim: string, allowed: readonly CustomsScope[]): readonly CustomsScope[] => {
  const held = new Set(claim.split(' '));
  return customsScopes.filter((scope) => held.has(scope) && allowed.includes(scope));
};

export const refused = (error: TokenRefusal['error'], description: string, retryAfter?: number) => ({
  ok: false as const,
  refusal: { error, error_description: description, ...(retryAfter !== undefined && { retryAfter }) },
});
