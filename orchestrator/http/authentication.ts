import type { Request } from 'express';
import type { AccessOutcome, AccessRefusal, OpenSession } from '../identity/types.ts';
import type { Caller, CustomsClient, CustomsScope, Role } from '../services/contract.ts';
import type { HttpDeps } from './deps.ts';
import { HttpRefusal } from './http-refusal.ts';
import { requireWithinLimit } from './rate-limit.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Who may use an operation. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'operator'; readonly roles: readonly Role[] }
  | { readonly kind: 'customs'; readonly scope: CustomsScope };

/** Who uses it. */
export type Who =
  | { readonly kind: 'public' }
  | { readonly kind: 'operator'; readonly session: OpenSession }
  | { readonly kind: 'customs'; readonly client: CustomsClient };

/** What decides who comes in, and how often. */
export type Door = Pick<HttpDeps, 'identity' | 'certificateOf' | 'countCustoms'> & { readonly cookie: SessionCookie };

/** Lets a request in or throws 401 or 403 with the challenge of RFC 6750 clause 3, or 429. */
export async function authenticate(access: Access, door: Door, req: Request): Promise<Who> {
  const { identity, certificateOf, countCustoms, cookie } = door;
  switch (access.kind) {
    case 'public':
      return { kind: 'public' };
    case 'operator': {
      const session = admitted(await identity.session(operatorToken(req, cookie)));
      requireRole(session.caller, access.roles);
      return { kind: 'operator', session };
    }
    case 'customs': {
      const client = admitted(await identity.client(bearerToken(req) ?? missing(), certificateOf(req)));
      await requireWithinLimit(countCustoms, client.clientId);
      requireScope(client, access.scope);
      return { kind: 'customs', client };
    }
  }
}

const bearerToken = (req: Request): string | undefined => /^bearer +([^\s]+)$/i.exec(req.headers.authorization ?? '')?.[1];

/** A bearer token goes before a cookie, which opens the operators' interface only, and that from pages of ours. */
function operatorToken(req: Request, cookie: SessionCookie): string {
  const bearer = bearerToken(req);
  if (bearer !== undefined) return bearer;
  const kept = cookie.read(req) ?? missing();
  cookie.requireOwnPage(req);
  return kept;
}

function missing(): never {
  throw new HttpRefusal(tokenMissing, { headers: { 'WWW-Authenticate': 'Bearer realm="quaylab"' } });
}

function admitted<T>(outcome: AccessOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  const challenge = `Bearer realm="quaylab", error="invalid_token", error_description="${outcome.refusal.message}"`;
  throw new HttpRefusal(outcome.refusal, { headers: { 'WWW-Authenticate': challenge } });
}

function requireRole(caller: Caller, roles: readonly Role[]): void {
  if (caller.roles.some((role) => roles.includes(role))) return;
  throw new HttpRefusal(
    {
      code: 'ROLE_MISSING',
      message: `${caller.name} has none of the roles ${roles.join(', ')}.`,
      remedy: 'Ask a person with one of these roles, or an administrator for the role.',
    },
    { headers: { 'WWW-Authenticate': 'Bearer realm="quaylab", error="insufficient_scope"' } },
  );
}

function requireScope(client: CustomsClient, scope: CustomsScope): void {
  if (client.scopes.includes(scope)) return;
  throw new HttpRefusal(
    {
      code: 'SCOPE_MISSING',
      message: `The token does not carry the scope ${scope} (insufficient_scope).`,
      remedy: `Fetch a token with scope=${scope}.`,
    },
    {
      headers: { 'WWW-Authenticate': `Bearer realm="quaylab", error="insufficient_scope", scope="${scope}"` },
    },
  );
}

/** Throws a refusal of identity, with Retry-After when waiting helps. */
export function unlessRefused<T>(outcome: AccessOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new HttpRefusal(outcome.refusal, { headers: retryHeader(outcome.refusal) });
}

const retryHeader = ({ retryAfter }: AccessRefusal): Record<string, string> =>
  retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };

const tokenMissing = {
  code: 'TOKEN_MISSING',
  message: 'The request carries no bearer token.',
  remedy: 'Log in, or fetch a token, and send it as "Authorization: Bearer <token>".',
};
