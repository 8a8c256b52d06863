import type { Caller, CustomsClient } from '../services/contract.ts';
import { narrowScopes, readCredentials, refused, scopesOf } from './client-credentials.ts';
import { createGuessable } from './guessable.ts';
import { createLockout, perAccount, perAddress } from './lockout.ts';
import type { KeptFailures } from './lockout.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { hashOfNobody, passwordMark, secretMatches } from './secret.ts';
import { createSessionUse, sessionTimes } from './session-use.ts';
import { createTokens, invalid } from './tokens.ts';
import type { AccessOutcome, AccessRefusal, ClientLookup, EndedSessions, Identity, SigningKey, UserRecord } from './types.ts';

/** Short, because a machine fetches a new one without effort and a stolen one dies soon. s */
const customsTokenLifetime = 15 * 60;
/** Longer input is refused unread: Argon2 would hash megabytes. Characters. */
const longestSecret = 256;
/** Of a password that somebody chooses, characters (OWASP ASVS 4.0.3, 2.1.1). */
const shortestChosen = 12;

export interface IdentityOptions {
  readonly users: readonly UserRecord[];
  readonly clientOf: ClientLookup;
  readonly signingKey: SigningKey;
  readonly clock: () => Date;
  /** Id of a session, a UUID. */
  readonly newId: () => string;
  readonly ended: EndedSessions;
  /** Keeps another password of a person and gives its hash; absent: passwords cannot be changed here. */
  readonly keepPassword?: (user: string, password: string) => Promise<string>;
  /** Keeps who is held back; absent: a restart forgives. */
  readonly failures?: KeptFailures;
}

/** Knows the people and the customs systems, checks their secrets, issues and reads their tokens. */
export function createIdentity({ users, clientOf, signingKey, clock, newId, ended, keepPassword, failures }: IdentityOptions): Identity {
  const userById = new Map(users.map((user) => [user.id, user]));
  const tokens = createTokens(signingKey, clock);
  const accounts = createLockout(perAccount, clock, failures);
  const addresses = createLockout(perAddress, clock);
  const oneAtATime = createOneAtATime();
  const guessable = createGuessable();
  const uses = createSessionUse(sessionTimes, clock);
  /** Checks of an address that have begun; none where there is none. */
  const underWay = new Map<string, number>();
  const checked = (from: string): void => {
    const left = (underWay.get(from) ?? 1) - 1;
    if (left > 0) underWay.set(from, left);
    else underWay.delete(from);
  };

  /**
   * Checks a secret with both back-offs: which of the hashes it belongs to, `wrong`, or the s to wait when not even checked. What is under
   * way counts for its address: a flood of made-up names costs no more hashing than an address may fail.
   */
  const check = (account: string, hashes: readonly string[], secret: string, from: string | null) =>
    oneAtATime(account, async (): Promise<Checked> => {
      const before = from === null ? 0 : (underWay.get(from) ?? 0);
      const wait = Math.max(accounts.wait(account), from === null ? 0 : addresses.wait(from, before));
      if (wait > 0) return { wait };
      if (from !== null) underWay.set(from, before + 1);
      const right = secret.length <= longestSecret ? await hashOf(secret, hashes) : null;
      if (from !== null) checked(from);
      if (right !== null) {
        accounts.succeeded(account);
        return { right };
      }
      accounts.failed(account);
      if (from !== null) addresses.failed(from);
      return 'wrong';
    });

  /** Whatever is issued to a person after all of his sessions were ended outlives the mark of that, also when the clock was set back. */
  const lifetimeFor = (user: string): number => {
    const endedUntil = ended.until(everySessionOf(user));
    const outlives = endedUntil === null ? 0 : Math.ceil((endedUntil.getTime() - clock().getTime()) / 1000) + 1;
    return Math.max(sessionTimes.lifetime, outlives);
  };

  return {
    async login(userName, password, from) {
      const user = userById.get(userName);
      const result = await check(`user ${userName}`, hashesOf(user), password, from);
      if (result !== 'wrong' && 'wait' in result) return { ok: false, refusal: heldBack(result.wait) };
      if (result === 'wrong' || user === undefined) return { ok: false, refusal: loginFailed };
      const session = newId();
      const issued = await tokens.issue(
        'quaylab:operator',
        { subject: user.id, scope: '', session, password: passwordMark(user.passwordHash) },
        lifetimeFor(user.id),
      );
      uses.use(session);
      return { ok: true, value: { ...issued, caller: callerOf(user) } };
    },

    async session(token) {
      const claims = await tokens.read('quaylab:operator', token);
      if (!claims.ok) return claims;
      const { subject, session: id, password, expiresAt } = claims.value;
      const user = userById.get(subject);
      // A session without a name could not be ended.
      if (user === undefined || id === undefined) return { ok: false, refusal: invalid };
      const allEnded = ended.until(everySessionOf(subject));
      if (ended.until(id) !== null || (allEnded !== null && expiresAt <= allEnded)) return { ok: false, refusal: loggedOut };
      if (password !== passwordMark(user.passwordHash)) return { ok: false, refusal: passwordChanged };
      if (!uses.use(id)) {
        await ended.add({ id, expiresAt });
        return { ok: false, refusal: leftAlone };
      }
      return { ok: true, value: { id, expiresAt, caller: callerOf(user) } };
    },

    end: (session) => ended.add(session),

    endAll: async (user) => {
      const expiresAt = new Date(clock().getTime() + (lifetimeFor(user) + 1) * 1000);
      await ended.add({ id: everySessionOf(user), expiresAt });
    },

    inUse: ({ id }) => uses.hold(id),

    standing: (user) => ({ hasPassword: userById.has(user), heldBack_s: accounts.wait(`user ${user}`) }),

    async reauthenticate(caller, password) {
      const result = await check(`signature ${caller.id}`, hashesOf(userById.get(caller.id)), password, null);
      if (result === 'wrong') {
        accounts.failed(`user ${caller.id}`);
        return { ok: false, refusal: reauthenticationFailed };
      }
      return 'wait' in result ? { ok: false, refusal: heldBack(result.wait) } : { ok: true, value: caller };
    },

    async changePassword({ id }, present, chosen) {
      const user = userById.get(id);
      if (keepPassword === undefined || user === undefined) return { ok: false, refusal: passwordFixed };
      const result = await check(`signature ${id}`, [user.passwordHash], present, null);
      if (result === 'wrong') {
        accounts.failed(`user ${id}`);
        return { ok: false, refusal: presentWrong };
      }
      if ('wait' in result) return { ok: false, refusal: heldBack(result.wait) };
      const weakness = weaknessOf(chosen, present, user);
      if (weakness !== null) return { ok: false, refusal: { code: 'PASSWORD_WEAK', field: 'chosen', ...weakness } };
      if (await guessable(chosen, [id, user.name])) return { ok: false, refusal: passwordGuessed };
      userById.set(id, { ...user, passwordHash: await keepPassword(id, chosen) });
      return { ok: true, value: null };
    },

    async grant(request) {
      const credentials = readCredentials(request);
      if (!credentials.ok) return credentials;
      const { clientId, secret } = credentials.value;
      const client = clientId.length <= longestSecret ? await clientOf(clientId) : null;
      const hashes = client?.credentials.map(({ secretHash }) => secretHash) ?? [];
      const result = await check(`client ${clientId}`, hashes, secret, request.from);
      if (result !== 'wrong' && 'wait' in result)
        return refused('invalid_client', 'Too many failed attempts; wait.', result.wait);
      const credential =
        result === 'wrong'
          ? undefined
          : client?.credentials.find(({ secretHash }) => secretHash === result.right);
      if (client === null || credential === undefined)
        return refused('invalid_client', 'Client id or secret is wrong.');
      const { generation, certificate } = credential;
      if (certificate !== null && certificate !== request.certificate)
        return refused('invalid_client', certificateMissing(request.certificate));

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
        { subject: clientId, scope, credential: generation, ...(certificate !== null && { certificate }) },
        customsTokenLifetime,
      );
      return {
        ok: true,
        grant: { access_token: token, token_type: 'Bearer', expires_in: customsTokenLifetime, scope },
      };
    },

    async client(token, presented): Promise<AccessOutcome<CustomsClient>> {
      const claims = await tokens.read('quaylab:customs', token);
      if (!claims.ok) return claims;
      const { subject, scope, credential, certificate } = claims.value;
      const client = await clientOf(subject);
      if (client === null) return { ok: false, refusal: invalid };
      if (!client.credentials.some(({ generation }) => generation === credential))
        return { ok: false, refusal: revoked };
      if (certificate !== undefined && certificate !== presented)
        return { ok: false, refusal: boundElsewhere };
      const { clientId, scopes, sandbox } = client;
      return { ok: true, value: { clientId, scopes: scopesOf(scope, scopes), sandbox, certificate: presented } };
    },
  };
}

type Checked = 'wrong' | { readonly right: string } | { readonly wait: number };

/** Under what all sessions of a person are ended; each of them has a UUID. */
const everySessionOf = (user: string): string => `every session of ${user}`;

const hashesOf = (user: UserRecord | undefined): readonly string[] => (user ? [user.passwordHash] : []);

/** The hash that a secret belongs to. Where there is none to compare with, one is compared all the same: it takes as long. */
async function hashOf(secret: string, hashes: readonly string[]): Promise<string | null> {
  if (hashes.length === 0) await secretMatches(hashOfNobody, secret);
  for (const hash of hashes) if (await secretMatches(hash, secret)) return hash;
  return null;
}

const certificateMissing = (presented: string | null): string =>
  presented === null
    ? 'This client must present its certificate (mutual TLS).'
    : 'This client must present the certificate it is registered with; the one presented is another.';

const revoked: AccessRefusal = {
  code: 'TOKEN_REVOKED',
  message: 'The client of this token, or the secret it was fetched with, works no more.',
  remedy: 'Fetch a new token with the present secret; if that is refused too, ask the laboratory for access.',
};

const loggedOut: AccessRefusal = {
  code: 'TOKEN_REVOKED',
  message: 'The session of this token was ended.',
  remedy: 'Log in again.',
};

const passwordChanged: AccessRefusal = {
  code: 'TOKEN_REVOKED',
  message: 'The password of this session is no longer the password of its person.',
  remedy: 'Log in again with the present one.',
};

const leftAlone: AccessRefusal = {
  code: 'TOKEN_EXPIRED',
  message: `The session was not used for ${sessionTimes.idle / 60} minutes.`,
  remedy: 'Log in again; a workstation that is open with its live stream stays in use.',
};

const boundElsewhere: AccessRefusal = {
  code: 'TOKEN_BOUND_ELSEWHERE',
  message: 'The access token is bound to a certificate that this connection does not present (RFC 8705).',
  remedy: 'Use the token on connections with the certificate it was fetched with; if you did, it was copied: have the secret rotated.',
};

const callerOf = ({ id, name, roles }: UserRecord): Caller => ({ id, name, roles });

const loginFailed: AccessRefusal = {
  code: 'LOGIN_FAILED',
  message: 'User or password is wrong.',
  remedy: 'Check both and try again; an administrator can set a new password.',
};

/** What is wrong with a password that somebody chooses; length is what counts, so no kinds of characters are asked for. */
function weaknessOf(chosen: string, present: string, { id, name }: UserRecord): Pick<AccessRefusal, 'message' | 'remedy'> | null {
  const remedy = `Choose ${shortestChosen} characters or more, for example four words that have nothing to do with each other.`;
  if ([...chosen].length < shortestChosen) return { message: `The password has fewer than ${shortestChosen} characters.`, remedy };
  if (chosen === present) return { message: 'It is the password you have.', remedy };
  const text = chosen.toLowerCase();
  const told = [id, name].some((each) => each.length > 2 && text.includes(each.toLowerCase()));
  if (told) return { message: 'The password has your name in it.', remedy };
  return new Set(text).size < 5 ? { message: 'The password is made of hardly any different characters.', remedy } : null;
}

const passwordGuessed: AccessRefusal = {
  code: 'PASSWORD_WEAK',
  field: 'chosen',
  message: 'The password is among those that leaked elsewhere, or is made of such ones: it would be guessed.',
  remedy: 'Choose four words that have nothing to do with each other.',
};

const presentWrong: AccessRefusal = {
  code: 'PASSWORD_WRONG',
  field: 'present',
  message: 'The present password is wrong; it was not changed.',
  remedy: 'Type the password you logged in with.',
};

const passwordFixed: AccessRefusal = {
  code: 'PASSWORD_FIXED',
  message: 'The passwords of a demonstration are shown to everybody and stay as they are.',
  remedy: 'On a real site everybody changes his own.',
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
