import type { Caller } from '../services/contract.ts';
import { narrowScopes, readCredentials, refused, scopesOf } from './client-credentials.ts';
import { createLockout, perAccount, perAddress } from './lockout.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { hashOfNobody, secretMatches } from './secret.ts';
import { createTokens, invalid } from './tokens.ts';
import type { AccessRefusal, ClientRecord, Identity, SigningKey, UserRecord } from './types.ts';

/** One shift: a person logs in once a shift. s */
const operatorTokenLifetime = 8 * 3600;
/** Short, because a machine fetches a new one without effort and a stolen one dies soon. s */
const customsTokenLifetime = 15 * 60;
/** Longer input is refused unread: Argon2 would hash megabytes. Characters. */
const longestSecret = 256;

export interface IdentityOptions {
  readonly users: readonly UserRecord[];
  readonly clients: readonly ClientRecord[];
  readonly signingKey: SigningKey;
  readonly clock: () => Date;
}

/** Knows the people and the customs systems, checks their secrets, issues and reads their tokens. */
export function createIdentity({ users, clients, signingKey, clock }: IdentityOptions): Identity {
  const userById = new Map(users.map((user) => [user.id, user]));
  const clientById = new Map(clients.map((client) => [client.clientId, client]));
  const tokens = createTokens(signingKey, clock);
  const accounts = createLockout(perAccount, clock);
  const addresses = createLockout(perAddress, clock);
  const oneAtATime = createOneAtATime();

  /** Checks a secret with both back-offs: `right`, `wrong`, or the s to wait when not even checked. */
  const check = (account: string, secretHash: string | undefined, secret: string, from: string | null) =>
    oneAtATime(account, async (): Promise<'right' | 'wrong' | { readonly wait: number }> => {
      const wait = Math.max(accounts.wait(account), from === null ? 0 : addresses.wait(from));
      if (wait > 0) return { wait };
      const matches =
        secret.length <= longestSecret &&
        (await secretMatches(secretHash ?? hashOfNobody, secret)) &&
        secretHash !== undefined;
      if (matches) {
        accounts.succeeded(account);
        return 'right';
      }
      accounts.failed(account);
      if (from !== null) addresses.failed(from);
      return 'wrong';
    });

  return {
    async login(userName, password, from) {
      const user = userById.get(userName);
      const result = await check(`user ${userName}`, user?.passwordHash, password, from);
      if (typeof result === 'object') return { ok: false, refusal: heldBack(result.wait) };
      if (result === 'wrong' || user === undefined) return { ok: false, refusal: loginFailed };
      const issued = await tokens.issue(
        'quaylab:operator',
        { subject: user.id, scope: '' },
        operatorTokenLifetime,
      );
      return { ok: true, value: { ...issued, caller: callerOf(user) } };
    },

    async caller(token) {
      const claims = await tokens.read('quaylab:operator', token);
      if (!claims.ok) return claims;
      const user = userById.get(claims.value.subject);
      return user === undefined ? { ok: false, refusal: invalid } : { ok: true, value: callerOf(user) };
    },

    async reauthenticate(caller, password) {
      const result = await check(`user ${caller.id}`, userById.get(caller.id)?.passwordHash, password, null);
      if (result === 'right') return { ok: true, value: caller };
      return { ok: false, refusal: result === 'wrong' ? reauthenticationFailed : heldBack(result.wait) };
    },

    async grant(request) {
      const credentials = readCredentials(request);
      if (!credentials.ok) return credentials;
      const { clientId, secret } = credentials.value;
      const client = clientById.get(clientId);
      const result = await check(`client ${clientId}`, client?.secretHash, secret, request.from);
      if (typeof result === 'object')
        return refused('invalid_client', 'Too many failed attempts; wait.', result.wait);
      if (result === 'wrong' || client === undefined)
        return refused('invalid_client', 'Client id or secret is wrong.');

      const grantType = request.form['grant_type'];
      if (grantType === undefined) return refused('invalid_request', 'The parameter grant_type is missing.');
      if (grantType !== 'client_credentials') {
        return refused('unsupported_grant_type', 'Only grant_type=client_credentials is offered.');
      }
      const scopes = narrowScopes(client.scopes, request.form['scope']);
      if (!scopes.ok) return scopes;
      const scope = scopes.value.join(' ');
      const { token } = await tokens.issue(
        'quaylab:customs',
        { subject: clientId, scope },
        customsTokenLifetime,
      );
      return {
        ok: true,
        grant: { access_token: token, token_type: 'Bearer', expires_in: customsTokenLifetime, scope },
      };
    },

    async client(token) {
      const claims = await tokens.read('quaylab:customs', token);
      if (!claims.ok) return claims;
      const client = clientById.get(claims.value.subject);
      if (client === undefined) return { ok: false, refusal: invalid };
      return {
        ok: true,
        value: { clientId: client.clientId, scopes: scopesOf(claims.value.scope, client.scopes) },
      };
    },
  };
}

const callerOf = ({ id, name, roles }: UserRecord): Caller => ({ id, name, roles });

const loginFailed: AccessRefusal = {
  code: 'LOGIN_FAILED',
  message: 'User or password is wrong.',
  remedy: 'Check both and try again; an administrator can set a new password.',
};

const reauthenticationFailed: AccessRefusal = {
  code: 'REAUTHENTICATION_FAILED',
  field: 'password',
  message: 'The password is wrong; nothing was signed.',
  remedy: 'Type your own password again.',
};

const heldBack = (wait: number): AccessRefusal => ({
  code: 'LOGIN_HELD_BACK',
  message: 'Too many failed attempts.',
  remedy: `Wait ${wait} s and try again.`,
  retryAfter: wait,
});
