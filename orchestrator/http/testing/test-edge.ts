import { hash } from '@node-rs/argon2';
import type { Express } from 'express';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import request from 'supertest';
import { packShelf } from '../../calculations/pack-shelf.ts';
import { createIdentity } from '../../identity/identity.ts';
import { sessionsInMemory } from '../../identity/testing/sessions-in-memory.ts';
import { customsScopes, roles } from '../../services/contract.ts';
import type { CustomsScope, Role } from '../../services/contract.ts';
import { createSandboxes } from '../../sandbox/customs-sandbox.ts';
import { createHttpApp } from '../app.ts';
import type { HttpDeps } from '../deps.ts';
import { createRequestCounter, generousLimit } from '../rate-limit.ts';
import { createFakeServices, jsonDigest } from './fake-services.ts';
import type { FakeServices } from './fake-services.ts';
import { endingStreams } from './live.fixture.ts';
import { certificateNo } from './consignment.fixture.ts';
import { fixtureTime } from './shared.fixture.ts';

export const password = 'a password of tests';
export const clientSecret = 'a secret of tests';

/** Argon2id at its cheapest: the real cost is identity's business and tested there. */
const cheap = { memoryCost: 64, timeCost: 1 };

/** An edge over the fake house: one person per role, two customs systems, a clock that stands still, a log to read. */
export interface TestEdge {
  readonly app: Express;
  readonly deps: HttpDeps;
  readonly services: FakeServices;
  readonly log: string[];
  readonly clock: { now: Date };
  /** Bearer header of a person with just this role, whose user name is the role. */
  as(role: Role): Promise<readonly [string, string]>;
  /** Bearer header of the customs system `gacc`, by default with all scopes. */
  asCustoms(...scopes: readonly CustomsScope[]): Promise<readonly [string, string]>;
}

export async function createTestEdge(more: Partial<HttpDeps> = {}): Promise<TestEdge> {
  const services = createFakeServices();
  const log: string[] = [];
  const clock = { now: new Date(fixtureTime) };
  const [passwordHash, secretHash] = await Promise.all([hash(password, cheap), hash(clientSecret, cheap)]);
  const identity = createIdentity({
    users: roles.map((role) => ({ id: role, name: `Person ${role}`, roles: [role], passwordHash })),
    clientOf: async (clientId) =>
      ['gacc', 'other', 'sandbox'].includes(clientId)
        ? {
            clientId,
            scopes: customsScopes,
            sandbox: clientId === 'sandbox',
            credentials: [{ generation: 1, secretHash, certificate: null }],
          }
        : null,
    signingKey: { alg: 'HS256', secret: new Uint8Array(32).fill(7) },
    clock: () => clock.now,
    keepPassword: (_, chosen) => hash(chosen, cheap),
    ...sessionsInMemory(),
  });
  let requests = 0;
  const deps: HttpDeps = {
    ...services,
    identity,
    site: {
      name: 'Test port',
      laboratory: { zh: '试验室', en: 'Test laboratory' },
      timeZone: 'Asia/Shanghai',
      demonstration: false,
      people: { analyst: 'Person analyst' },
    },
    live: endingStreams(),
    certificateOf: () => null,
    addressOf: () => null,
    sandboxOf: createSandboxes({
      certificates: () => Promise.reject(new Error('nothing is issued here')),
      clock: () => fixtureTime,
    }),
    countCustoms: createRequestCounter(generousLimit),
    packs: packShelf(),
    log: pino({ level: 'debug' }, { write: (line: string) => log.push(line) }),
    clock: () => clock.now,
    baseUrl: 'http://lab.example',
    version: '0.0.0-test',
    health: () => ({ live: true, ready: false, checks: [{ name: 'journal', ok: false }] }),
    publicStatus: async (number) =>
      number === certificateNo
        ? {
            number,
            kind: { zh: '品质证书', en: 'Quality certificate' },
            status: 'valid',
            issuedAt: fixtureTime,
            digest: jsonDigest,
            replacedBy: null,
          }
        : null,
    publicKeys: { keys: [{ kty: 'EC', crv: 'P-256', kid: 'key-of-test', x: 'x', y: 'y' }] },
    journalRoots: async () => [
      { size: 8, root: jsonDigest, at: fixtureTime, jws: 'e30.e30.AA', timeStamp: null },
    ],
    workstation: join(tmpdir(), 'no-workstation-is-built-here'),
    requestId: () => `00000000-0000-4000-8000-${String((requests += 1)).padStart(12, '0')}`,
    ...more,
  };
  const app = createHttpApp(deps);

  const tokens = new Map<string, string>();
  const loggedOut = async (token: string) => {
    const session = await deps.identity.session(token);
    return !session.ok && session.refusal.code === 'TOKEN_REVOKED';
  };
  const once = async (key: string, fetch: () => Promise<string>) => {
    const known = tokens.get(key);
    const token = known === undefined || (await loggedOut(known)) ? await fetch() : known;
    tokens.set(key, token);
    return ['Authorization', `Bearer ${token}`] as const;
  };
  return {
    app,
    deps,
    services,
    log,
    clock,
    as: (role) =>
      once(role, async () => {
        const answer = await request(app).post('/api/v1/session').send({ user: role, password });
        return String(answer.body.token);
      }),
    asCustoms: (...scopes) =>
      once(`customs ${scopes.join(' ')}`, async () => {
        const answer = await request(app)
          .post('/customs/v1/oauth/token')
          .auth('gacc', clientSecret)
          .type('form')
          .send({ grant_type: 'client_credentials', scope: scopes.join(' ') });
        return String(answer.body.access_token);
      }),
  };
}
