import { generateKeyPairSync } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { SignJWT, decodeJwt } from 'jose';
import { createIdentity } from './identity.ts';
import { sessionsInMemory } from './testing/sessions-in-memory.ts';
import { hashOfNobody, hashSecret, secretMatches } from './secret.ts';
import type { ClientLookup, ClientRecord, Identity, SigningKey, TokenRequest } from './types.ts';

const secret = new Uint8Array(32).fill(1);
const hs256: SigningKey = { alg: 'HS256', secret };
const start = new Date('2026-05-04T00:00:00Z');
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashSecret('right');
});

const secret1 = () => ({ generation: 1, secretHash: passwordHash, certificate: null });
/** One customs system, as it is now. */
const lookup =
  (now: Partial<ClientRecord>): ClientLookup =>
  async (clientId) =>
    clientId === 'gacc'
      ? {
          clientId,
          scopes: ['certificates.read', 'decisions.write'],
          sandbox: false,
          credentials: [secret1()],
          ...now,
        }
      : null;

const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
function given(signingKey: SigningKey = hs256) {
  const clock = { now: start };
  const options = {
    users: [{ id: 'li', name: 'Li Wei', roles: ['analyst'] as const, passwordHash }],
    clientOf: lookup({}),
    signingKey,
    clock: () => clock.now,
    ...sessionsInMemory(),
  };
  return { identity: createIdentity(options), clock, options };
}
const tokenOf = async (identity: Identity) => {
  const session = await identity.login('li', 'right', '10.0.0.1');
  if (!session.ok) throw new Error(session.refusal.code);
  return session.value.token;
};
const li = { id: 'li', name: 'Li Wei', roles: ['analyst'] as const };
const chosen = 'seven quiet harbours';
const codeOf = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? 'ok' : outcome.refusal.code;

describe('a session', () => {
  it('lasts eight hours by the clock it is given, and a minute in case clocks differ', async () => {
    const { identity, clock } = given();
    const token = await tokenOf(identity);
    for (let minutes = 30; minutes <= 8 * 60; minutes += 30) {
      clock.now = later(minutes * 60);
      expect(codeOf(await identity.session(token))).toBe('ok');
    }
    clock.now = later(8 * 3600 + 59);
    expect(await identity.session(token)).toEqual({
      ok: true,
      value: {
        id: expect.any(String),
        expiresAt: later(8 * 3600),
        caller: { id: 'li', name: 'Li Wei', roles: ['analyst'] },
      },
    });
    clock.now = later(8 * 3600 + 60);
    expect(codeOf(await identity.session(token))).toBe('TOKEN_EXPIRED');
  });

  it('ends when it is not used for half an hour, unless a live stream of it is open, and does not come back', async () => {
    const { identity, clock } = given();
    const [left, watched] = [await tokenOf(identity), await tokenOf(identity)];
    const session = await identity.session(watched);
    if (!session.ok) throw new Error(session.refusal.code);
    const close = identity.inUse(session.value);
    clock.now = later(1800);
    const used = await identity.session(left);
    expect(codeOf(used)).toBe('ok');
    clock.now = later(3601);
    expect(await identity.session(left)).toMatchObject({
      refusal: { code: 'TOKEN_EXPIRED', message: 'The session was not used for 30 minutes.' },
    });
    expect(codeOf(await identity.session(watched))).toBe('ok');
    clock.now = later(3700);
    close();
    close();
    clock.now = later(3700 + 1800);
    expect(codeOf(await identity.session(watched))).toBe('ok');
    clock.now = later(3700 + 3601);
    expect(codeOf(await identity.session(watched))).toBe('TOKEN_EXPIRED');
    clock.now = later(0);
    expect(codeOf(await identity.session(left))).toBe('TOKEN_REVOKED');
    expect(codeOf(await identity.session(watched))).toBe('TOKEN_REVOKED');
  });

  it('ends with all others of its person, and a new one begins at once, whatever was done to the clock', async () => {
    const { identity, clock } = given();
    const before = [await tokenOf(identity), await tokenOf(identity)];
    await identity.endAll('li');
    const first = await tokenOf(identity);
    const codes = async (tokens: readonly string[]) =>
      Promise.all(tokens.map(async (token) => codeOf(await identity.session(token))));
    expect(await codes([...before, first])).toEqual(['TOKEN_REVOKED', 'TOKEN_REVOKED', 'ok']);
    await identity.endAll('nobody else');
    expect(await codes([first])).toEqual(['ok']);
    clock.now = later(-1200);
    const set = await tokenOf(identity);
    await identity.endAll('li');
    const second = await tokenOf(identity);
    clock.now = later(2);
    expect(await codes([...before, first, set, second])).toEqual([...Array<string>(4).fill('TOKEN_REVOKED'), 'ok']);
  });

  it('ends with the password it was opened with', async () => {
    const { identity, options } = given();
    const token = await tokenOf(identity);
    const users = [{ id: 'li', name: 'Li Wei', roles: ['analyst'] as const, passwordHash: await hashSecret('right') }];
    expect(codeOf(await createIdentity({ ...options, users }).session(token))).toBe('TOKEN_REVOKED');
  });

  it('ends with all others when the person chooses another password, which counts from then on', async () => {
    const { identity: fixed, options } = given();
    expect(codeOf(await fixed.changePassword(li, 'right', chosen))).toBe('PASSWORD_FIXED');
    const kept: string[][] = [];
    const keepPassword = async (user: string, password: string) => {
      kept.push([user, password]);
      return hashSecret(password);
    };
    const identity = createIdentity({ ...options, keepPassword });
    const before = [await tokenOf(identity), await tokenOf(identity)];
    expect(codeOf(await identity.changePassword(li, 'right', chosen))).toBe('ok');
    expect(kept).toEqual([['li', chosen]]);
    for (const token of before) expect(codeOf(await identity.session(token))).toBe('TOKEN_REVOKED');
    expect(codeOf(await identity.login('li', 'right', '10.0.0.1'))).toBe('LOGIN_FAILED');
    expect(codeOf(await identity.login('li', chosen, '10.0.0.1'))).toBe('ok');
  });

  it.each([
    ['a wrong present one', 'wrong', chosen, 'PASSWORD_WRONG'],
    ['eleven characters', 'right', 'elevenchars', 'PASSWORD_WEAK'],
    ['eleven characters of more than one unit each', 'right', '\u{1F6A2}'.repeat(11), 'PASSWORD_WEAK'],
    ['the present one', chosen, chosen, 'PASSWORD_WEAK'],
    ['one with the own name', 'right', 'this is LI WEI of coal', 'PASSWORD_WEAK'],
    ['one of hardly any characters', 'right', 'abababababababab', 'PASSWORD_WEAK'],
    ['one that leaked elsewhere, with a tail', 'right', 'Password1234', 'PASSWORD_WEAK'],
    ['a row of keys', 'right', 'qwertyuiop12', 'PASSWORD_WEAK'],
  ])('does not change the password for %s', async (_, present, wished, code) => {
    const { options } = given();
    const keepPassword = () => Promise.reject(new Error('kept'));
    const users = [{ id: 'li', name: 'Li Wei', roles: ['analyst'] as const, passwordHash: await hashSecret(present === 'wrong' ? 'right' : present) }];
    const identity = createIdentity({ ...options, users, keepPassword });
    expect(codeOf(await identity.changePassword(li, present, wished))).toBe(code);
  });

  it('holds back who guesses at the present password, at the login too', async () => {
    const { options } = given();
    const identity = createIdentity({ ...options, keepPassword: () => Promise.reject(new Error('kept')) });
    for (let guess = 0; guess < 5; guess += 1) await identity.changePassword(li, `guess ${guess}`, chosen);
    expect(codeOf(await identity.changePassword(li, 'right', chosen))).toBe('LOGIN_HELD_BACK');
    expect(codeOf(await identity.login('li', 'right', '10.0.0.9'))).toBe('LOGIN_HELD_BACK');
  });

  it('works with ES256 as well', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { identity } = given({ alg: 'ES256', privateKey, publicKey });
    expect(codeOf(await identity.session(await tokenOf(identity)))).toBe('ok');
  });

  it('takes roles and existence from now, not from the login', async () => {
    const { identity, options } = given();
    const token = await tokenOf(identity);
    const users = [{ id: 'li', name: 'Li Wei', roles: ['reviewer'] as const, passwordHash }];
    expect(await createIdentity({ ...options, users }).session(token)).toMatchObject({
      value: { caller: { roles: ['reviewer'] } },
    });
    expect(codeOf(await createIdentity({ ...options, users: [] }).session(token))).toBe('TOKEN_INVALID');
  });

  it.each([
    ['another key', { key: new Uint8Array(32).fill(2) }],
    ['another audience', { audience: 'quaylab:customs' }],
    ['another issuer', { issuer: 'somebody' }],
    ['another type', { typ: 'JWT' }],
  ])('is not opened by a token with %s', async (_name, change: Record<string, unknown>) => {
    const { key, audience, issuer, typ } = {
      key: secret,
      audience: 'quaylab:operator',
      issuer: 'quaylab',
      typ: 'at+jwt',
      ...change,
    };
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ })
      .setAudience(audience)
      .setIssuer(issuer)
      .setSubject('li')
      .setIssuedAt(start)
      .setExpirationTime(later(60))
      .sign(key);
    expect(codeOf(await given().identity.session(forged))).toBe('TOKEN_INVALID');
  });

  it('is not opened by an unsigned token', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'quaylab', aud: 'quaylab:operator', sub: 'li', iat: 1, exp: 9e9 };
    const unsigned = `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`;
    expect(codeOf(await given().identity.session(unsigned))).toBe('TOKEN_INVALID');
    expect(codeOf(await given().identity.session('nonsense'))).toBe('TOKEN_INVALID');
  });

  it('carries no roles in its token', async () => {
    expect(Object.keys(decodeJwt(await tokenOf(given().identity))).sort()).toEqual([
      'aud',
      'exp',
      'iat',
      'iss',
      'jti',
      'nbf',
      'password',
      'scope',
      'sub',
    ]);
  });
});

describe('logging in', () => {
  it('holds a guesser back after five failures, longer each time, and forgives with the right password', async () => {
    const { identity, clock } = given();
    const guess = async (password: string) => identity.login('li', password, '10.0.0.1');
    for (let failure = 1; failure <= 5; failure += 1)
      expect(codeOf(await guess('wrong'))).toBe('LOGIN_FAILED');
    expect(await guess('right')).toMatchObject({ refusal: { code: 'LOGIN_HELD_BACK', retryAfter: 30 } });
    clock.now = later(30);
    expect(codeOf(await guess('wrong'))).toBe('LOGIN_FAILED');
    expect(await guess('right')).toMatchObject({ refusal: { retryAfter: 60 } });
    clock.now = later(90);
    expect(codeOf(await guess('right'))).toBe('ok');
    expect(codeOf(await guess('wrong'))).toBe('LOGIN_FAILED');
  });

  it('counts guesses sent at once one after another', async () => {
    const { identity } = given();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => identity.login('li', `guess ${index}`, '10.0.0.1')),
    );
    expect(outcomes.map(codeOf).filter((code) => code === 'LOGIN_HELD_BACK')).toHaveLength(3);
  });

  it('treats an unknown user like a known one, the back-off too', async () => {
    const { identity } = given();
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(codeOf(await identity.login('nobody', 'x', '10.0.0.1'))).toBe('LOGIN_FAILED');
    }
    expect(codeOf(await identity.login('nobody', 'x', '10.0.0.1'))).toBe('LOGIN_HELD_BACK');
  });

  it('holds an address back that tries many users', async () => {
    const { identity } = given();
    // Input over the length limit fails without hashing: 50 failures in no time.
    const long = 'x'.repeat(300);
    for (let user = 0; user < 50; user += 1) await identity.login(`user ${user}`, long, '10.0.0.9');
    expect(codeOf(await identity.login('li', 'right', '10.0.0.9'))).toBe('LOGIN_HELD_BACK');
    expect(codeOf(await identity.login('li', 'right', '10.0.0.1'))).toBe('ok');
  });

  it('asks for the password again at signing and counts its failures', async () => {
    const { identity } = given();
    const caller = { id: 'li', name: 'Li Wei', roles: ['analyst'] as const };
    expect(await identity.reauthenticate(caller, 'right')).toEqual({ ok: true, value: caller });
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(codeOf(await identity.reauthenticate(caller, 'wrong'))).toBe('REAUTHENTICATION_FAILED');
    }
    expect(codeOf(await identity.reauthenticate(caller, 'right'))).toBe('LOGIN_HELD_BACK');
    expect(codeOf(await identity.login('li', 'right', '10.0.0.1'))).toBe('LOGIN_HELD_BACK');
  });

  it('lets a person who is logged in go on signing while a stranger guesses at his login', async () => {
    const { identity } = given();
    for (let failure = 1; failure <= 6; failure += 1) await identity.login('li', 'wrong', '10.0.0.9');
    expect(codeOf(await identity.login('li', 'right', '10.0.0.1'))).toBe('LOGIN_HELD_BACK');
    const caller = { id: 'li', name: 'Li Wei', roles: ['analyst'] as const };
    expect(codeOf(await identity.reauthenticate(caller, 'right'))).toBe('ok');
  });

  it('checks no more made-up names of one address at once than it may fail with', async () => {
    const { identity } = given();
    const names = Array.from({ length: 60 }, (_, index) => `user ${index}`);
    const outcomes = await Promise.all(names.map((name) => identity.login(name, 'x'.repeat(300), '10.0.0.9')));
    expect(outcomes.map(codeOf).filter((code) => code === 'LOGIN_HELD_BACK')).toHaveLength(10);
    const right = await Promise.all([1, 2, 3].map(() => identity.login('li', 'right', '10.0.0.1')));
    expect(right.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
  });
});

describe('client credentials', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const grant = async (form: Record<string, unknown>, authorization?: string) => {
    const outcome = await given().identity.grant({ authorization, form, from: '10.0.0.1', certificate: null });
    return outcome.ok ? outcome.grant.scope : outcome.refusal.error;
  };
  const credentials = { grant_type: 'client_credentials', client_id: 'gacc', client_secret: 'right' };

  it('grants all the client has, or the part asked for', async () => {
    expect(await grant(credentials)).toBe('certificates.read decisions.write');
    expect(await grant({ ...credentials, scope: 'decisions.write' })).toBe('decisions.write');
    expect(await grant({ grant_type: 'client_credentials' }, basic('gacc:right'))).toBe(
      'certificates.read decisions.write',
    );
  });

  it.each([
    [
      'a scope the client lacks',
      { ...credentials, scope: 'certificates.acknowledge' },
      undefined,
      'invalid_scope',
    ],
    ['a wrong secret', { ...credentials, client_secret: 'wrong' }, undefined, 'invalid_client'],
    ['an unknown client', { ...credentials, client_id: 'x' }, undefined, 'invalid_client'],
    ['no credentials', { grant_type: 'client_credentials' }, undefined, 'invalid_client'],
    ['a header that is not Basic', { grant_type: 'client_credentials' }, 'Bearer x', 'invalid_client'],
    ['credentials twice', credentials, basic('gacc:right'), 'invalid_request'],
    [
      'a client that differs',
      { grant_type: 'client_credentials', client_id: 'x' },
      basic('gacc:right'),
      'invalid_request',
    ],
    ['a parameter twice', { ...credentials, scope: ['a', 'b'] }, undefined, 'invalid_request'],
    [
      'another grant',
      { ...credentials, grant_type: 'authorization_code' },
      undefined,
      'unsupported_grant_type',
    ],
  ] as const)('refuses %s', async (_name, form, authorization, error) => {
    expect(await grant(form, authorization)).toBe(error);
  });

  it('decodes Basic credentials as forms are encoded', async () => {
    const { options } = given();
    const odd = await hashSecret('a:b+c d');
    const identity = createIdentity({
      ...options,
      clientOf: lookup({ credentials: [{ ...secret1(), secretHash: odd }] }),
    });
    const outcome = await identity.grant({
      authorization: basic('gacc:a%3Ab%2Bc+d'),
      form: { grant_type: 'client_credentials' },
      from: '10.0.0.1',
      certificate: null,
    });
    expect(outcome.ok).toBe(true);
  });

  it('gives a token for 15 minutes whose scopes shrink with the client’s', async () => {
    const { identity, clock, as } = givenClient();
    const token = await tokenFor(identity);
    expect(await identity.client(token, 'presented')).toEqual({
      ok: true,
      value: {
        clientId: 'gacc',
        scopes: ['certificates.read', 'decisions.write'],
        sandbox: false,
        certificate: 'presented',
      },
    });
    as({ scopes: ['decisions.write'] });
    expect(await identity.client(token, null)).toMatchObject({ value: { scopes: ['decisions.write'] } });
    expect(codeOf(await identity.session(token))).toBe('TOKEN_INVALID');
    clock.now = later(900 + 59);
    expect(codeOf(await identity.client(token, null))).toBe('ok');
    clock.now = later(900 + 60);
    expect(codeOf(await identity.client(token, null))).toBe('TOKEN_EXPIRED');
  });

  it('tells its own time where clocks are five minutes apart', async () => {
    const { identity, clock } = givenClient();
    clock.now = later(300);
    const token = await tokenFor(identity);
    clock.now = start;
    const early = await identity.client(token, null);
    expect(early).toMatchObject({ refusal: { code: 'TOKEN_NOT_YET_VALID' } });
    clock.now = later(900 + 600);
    const late = await identity.client(token, null);
    expect(late).toMatchObject({ refusal: { code: 'TOKEN_EXPIRED' } });
    expect([early, late].map((one) => (one.ok ? '' : one.refusal.remedy))).toEqual([
      expect.stringContaining('2026-05-04T00:00:00.000Z (header Date)'),
      expect.stringContaining('2026-05-04T00:25:00.000Z (header Date)'),
    ]);
    clock.now = later(240);
    expect(codeOf(await identity.client(token, null))).toBe('ok');
  });

  it('takes an old secret beside the new one, and ends tokens with the secret they were fetched with', async () => {
    const { identity, as } = givenClient();
    const old = await tokenFor(identity);
    const newHash = await hashSecret('newer');
    const secret2 = { ...secret1(), generation: 2, secretHash: newHash };
    as({ credentials: [secret2, secret1()] });
    const renewed = await tokenFor(identity, { form: { ...credentials, client_secret: 'newer' } });
    const fromOld = await tokenFor(identity);
    as({ credentials: [secret2] });
    const codes = [old, fromOld, renewed].map(async (token) => codeOf(await identity.client(token, null)));
    expect(await Promise.all(codes)).toEqual(['TOKEN_REVOKED', 'TOKEN_REVOKED', 'ok']);
    as({ credentials: [] });
    expect(codeOf(await identity.client(renewed, null))).toBe('TOKEN_REVOKED');
    await expect(tokenFor(identity, { form: { ...credentials, client_secret: 'newer' } })).rejects.toThrow(
      'invalid_client',
    );
  });

  it('asks for the certificate a client is registered with, and binds its token to it', async () => {
    const { identity, as } = givenClient();
    as({ credentials: [{ ...secret1(), certificate: 'thumbprint' }] });
    await expect(tokenFor(identity)).rejects.toThrow('invalid_client');
    await expect(tokenFor(identity, { certificate: 'of another' })).rejects.toThrow('invalid_client');
    const token = await tokenFor(identity, { certificate: 'thumbprint' });
    expect(decodeJwt(token)['cnf']).toEqual({ 'x5t#S256': 'thumbprint' });
    const over = async (certificate: string | null) => codeOf(await identity.client(token, certificate));
    expect(await Promise.all([over('thumbprint'), over('of another'), over(null)])).toEqual([
      'ok',
      'TOKEN_BOUND_ELSEWHERE',
      'TOKEN_BOUND_ELSEWHERE',
    ]);
  });

  /** An identity whose one client changes while it runs. */
  function givenClient() {
    const { clock, options } = given();
    let now: Partial<ClientRecord> = {};
    const identity = createIdentity({ ...options, clientOf: (clientId) => lookup(now)(clientId) });
    const as = (changed: Partial<ClientRecord>) => void (now = changed);
    return { identity, clock, as };
  }
  async function tokenFor(identity: Identity, more: Partial<TokenRequest> = {}): Promise<string> {
    const asked = { authorization: undefined, form: credentials, from: '10.0.0.1', certificate: null };
    const outcome = await identity.grant({ ...asked, ...more });
    if (!outcome.ok) throw new Error(outcome.refusal.error);
    return outcome.grant.access_token;
  }
});

describe('secrets', () => {
  it('are Argon2id, salted', async () => {
    const again = await hashSecret('right');
    expect(again).toMatch(/^\$argon2id\$v=19\$/);
    // No weaker than the OWASP Password Storage Cheat Sheet asks of Argon2id: 19 MiB, two passes.
    const [, memory, passes] = (/\$m=(\d+),t=(\d+),p=1\$/.exec(again) ?? []).map(Number);
    expect(memory).toBeGreaterThanOrEqual(19 * 1024);
    expect(passes).toBeGreaterThanOrEqual(2);
    expect(again).not.toBe(passwordHash);
    expect(await secretMatches(again, 'right')).toBe(true);
    expect(await secretMatches(again, 'Right')).toBe(false);
    expect(await secretMatches('damaged', 'right')).toBe(false);
  });

  it('have a hash of nobody that costs a real check', async () => {
    const costOf = (text: string) => text.split('$').slice(1, 4);
    expect(costOf(hashOfNobody)).toEqual(costOf(passwordHash));
    await expect(verify(hashOfNobody, 'anything')).resolves.toBe(false);
  });

  it('for signing are refused when short', () => {
    expect(() => given({ alg: 'HS256', secret: new Uint8Array(31) })).toThrow(/SIGNING_KEY_SHORT/);
  });
});
