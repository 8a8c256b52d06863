import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import request from 'supertest';
import { customsClientDefinition } from '../../../workflows/customs-client/machine.ts';
import { instant } from '../../../workflows/kernel/brand.ts';
import { DefinitionRegistry } from '../../engine/definitions.ts';
import { Engine } from '../../engine/engine.ts';
import { MemoryJournal } from '../../engine/testing/memory-journal.ts';
import { CredentialsFile } from '../../identity/credentials-file.ts';
import { createIdentity } from '../../identity/identity.ts';
import { sessionsInMemory } from '../../identity/testing/sessions-in-memory.ts';
import { hashSecret } from '../../identity/secret.ts';
import { createCustomsClientService } from '../../services/customs-clients.ts';
import { memoryViews } from '../../services/testing/memory-stores.ts';
import { openEmbeddedPrivateFiles } from '../../storage/embedded/private-files.ts';
import { projectCustomsClient } from '../../views/customs-client-view.ts';
import { createConnections } from '../connections.ts';
import { bodyLimit } from '../parser-errors.ts';
import { createRequestCounter } from '../rate-limit.ts';
import { fixtureTime } from '../testing/shared.fixture.ts';
import { clientSecret, createTestEdge, password } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const tokenPath = '/customs/v1/oauth/token';
const clientsPath = '/api/v1/customs-clients';
const hour = 3_600_000;

describe('customs clients of a running server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-clients-'));
  const clock = { now: new Date(fixtureTime) };
  const journal = new MemoryJournal();
  let edge: TestEdge;

  beforeAll(async () => {
    const credentials = new CredentialsFile(openEmbeddedPrivateFiles(folder));
    await credentials.set('of-the-site', 'the first secret');
    const views = memoryViews();
    const engine = new Engine({
      journal,
      registry: new DefinitionRegistry([customsClientDefinition]),
      clock: () => instant(clock.now.toISOString()),
      log: pino({ level: 'silent' }),
      onCommitted: async (batch) => {
        for (const { entry, input, process } of batch)
          await views.put(
            projectCustomsClient({
              ...entry,
              process: process.id,
              definition: 'customs-client',
              input,
              snapshot: null,
              hold: null,
              effects: [],
            }),
            entry.position,
          );
      },
    });
    let ids = 0;
    const siteClients = [
      {
        clientId: 'of-the-site',
        scopes: ['certificates.read'] as const,
        sandbox: false,
        certificate: null,
      },
    ];
    const { lookup, ...customsClients } = createCustomsClientService({
      engine,
      views,
      clock: () => instant(clock.now.toISOString()),
      newId: () => `input-${(ids += 1)}`,
      siteClients,
      credentials,
      asksForCertificates: false,
    });
    const passwordHash = await hashSecret(password);
    const person = { id: 'administrator', name: 'Person administrator', roles: ['administrator'] as const };
    edge = await createTestEdge({
      customsClients,
      identity: createIdentity({
        users: [{ ...person, passwordHash }],
        clientOf: lookup,
        signingKey: { alg: 'HS256', secret: new Uint8Array(32).fill(7) },
        clock: () => clock.now,
        ...sessionsInMemory(),
      }),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const post = async (path: string, body: object) =>
    request(edge.app)
      .post(path)
      .set(...(await edge.as('administrator')))
      .send(body);
  const list = async () =>
    request(edge.app)
      .get(clientsPath)
      .set(...(await edge.as('administrator')));
  const token = async (id: string, secret: string): Promise<{ status: number; token: string }> => {
    const form = { grant_type: 'client_credentials' };
    const { status, body } = await request(edge.app).post(tokenPath).auth(id, secret).type('form').send(form);
    return { status, token: String(body.access_token) };
  };
  const statusWith = async (bearer: string) => {
    const { status, body } = await request(edge.app)
      .get('/customs/v1/changes')
      .set('Authorization', `Bearer ${bearer}`);
    return body.code ?? status;
  };

  it('are registered with a secret that is shown once, and come in at once with the scopes given', async () => {
    const wish = { clientId: 'customs-5316', scopes: ['certificates.read'] };
    const made = await post(clientsPath, wish);
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(made.body).toMatchObject({
      clientId: 'customs-5316',
      registered: { by: 'Person administrator', at: fixtureTime },
      credentials: [{ generation: 1, certificate: null, until: null }],
      revoked: null,
      secret: expect.stringMatching(/^[\w-]{16}$/),
    });
    const { token: bearer } = await token('customs-5316', made.body.secret);
    expect(await statusWith(bearer)).toBe(200);
    expect((await post(clientsPath, wish)).body).toMatchObject({
      status: 422,
      code: 'CUSTOMS_CLIENT_EXISTS',
    });
    expect((await token('customs-5316', made.body.secret)).status).toBe(200);
    const listed = (await list()).body.items.map(({ clientId }: { clientId: string }) => clientId);
    expect(listed).toEqual(['customs-5316', 'of-the-site']);
  });

  it('change their secret while the old one works on, also those of the site file', async () => {
    const { token: before } = await token('of-the-site', 'the first secret');
    const rotated = await post(`${clientsPath}/of-the-site/rotate`, { overlap_h: 2 });
    expect(rotated.body.credentials).toEqual([
      { generation: 1, certificate: null, until: null },
      { generation: 0, certificate: null, until: new Date(clock.now.getTime() + 2 * hour).toISOString() },
    ]);
    const both = async () =>
      Promise.all(
        ['the first secret', rotated.body.secret].map(
          async (each) => (await token('of-the-site', each)).status,
        ),
      );
    expect(await both()).toEqual([200, 200]);
    expect(await statusWith(before)).toBe(200);
    // The administrator works on meanwhile: who does nothing for long has to log in again.
    for (let passed = 0; passed < 6; passed += 1) {
      clock.now = new Date(clock.now.getTime() + hour / 3);
      await request(edge.app).get(clientsPath).set(...(await edge.as('administrator'))).expect(200);
    }
    expect(await both()).toEqual([401, 200]);

    const leaked = await token('of-the-site', rotated.body.secret);
    await post(`${clientsPath}/of-the-site/rotate`, { overlap_h: 0 });
    expect(await statusWith(leaked.token)).toBe('TOKEN_REVOKED');
    expect((await token('of-the-site', rotated.body.secret)).status).toBe(401);
  });

  it('are shut out at once, for good, and by whom is on record', async () => {
    const made = await post(clientsPath, {
      clientId: 'customs-0001',
      scopes: ['orders.write', 'certificates.read'],
    });
    const { token: bearer } = await token('customs-0001', made.body.secret);
    expect(await statusWith(bearer)).toBe(200);
    const gone = await post(`${clientsPath}/customs-0001/revoke`, { reason: 'taken out of service' });
    expect(gone.body).toMatchObject({
      credentials: [],
      revoked: { by: 'Person administrator', reason: 'taken out of service' },
    });
    expect(await statusWith(bearer)).toBe('TOKEN_REVOKED');
    expect((await token('customs-0001', made.body.secret)).status).toBe(401);
    for (const [path, body] of [
      [`${clientsPath}/customs-0001/rotate`, {}],
      [clientsPath, { clientId: 'customs-0001', scopes: ['orders.write'] }],
    ] as const)
      expect((await post(path, body)).body).toMatchObject({ status: 409, code: 'CUSTOMS_CLIENT_REVOKED' });
    const told = journal.entries
      .filter(({ process }) => process === 'customs-client/customs-0001')
      .map(
        ({ body }) =>
          (JSON.parse(String(body)) as { input: { actor: object; event: { type: string } } }).input,
      );
    expect(told.map(({ event, actor }) => [event.type, actor])).toEqual(
      ['process.start', 'client.registered', 'client.revoked'].map((type) => [
        type,
        { kind: 'person', id: 'administrator', name: 'Person administrator' },
      ]),
    );
  });

  it.each([
    ['an id with a colon', { clientId: 'a:b:c' }, 'clientId'],
    ['an unknown scope', { scopes: ['everything'] }, 'scopes.0'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['half a thumbprint', { certificate: 'ab:cd' }, 'certificate'],
    ['a certificate where none is asked for', { certificate: 'ab'.repeat(32) }, 'certificate'],
    ['the id of one of the site file', { clientId: 'of-the-site' }, 'clientId'],
  ])('are not registered with %s', async (_what, wrong, field) => {
    const right = { clientId: 'customs-9999', scopes: ['certificates.read'] };
    expect((await post(clientsPath, { ...right, ...wrong })).body).toMatchObject({ status: 422, field });
  });

  it('are refused by name where there is none, or the overlap is none', async () => {
    const none = await post(`${clientsPath}/nobody/rotate`, {});
    expect(none.body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const long = await post(`${clientsPath}/customs-5316/rotate`, { overlap_h: 1000 });
    expect(long.body).toMatchObject({ status: 422, field: 'overlap_h' });
  });

  it('leave their secrets nowhere but with who asked for them', async () => {
    const { secret } = (await post(`${clientsPath}/customs-5316/rotate`, {})).body as { secret: string };
    const { token: bearer } = await token('customs-5316', secret);
    const kept = [
      ...edge.log,
      ...journal.entries.map(({ body }) => String(body)),
      readFileSync(join(folder, 'secrets', 'credentials.json'), 'utf8'),
      (await list()).text,
    ].join('\n');
    expect(kept).toContain('customs-5316');
    for (const each of [secret, bearer, bearer.split('.')[2]]) expect(kept).not.toContain(each);
  });
});

describe('what customs clients may send', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge();
  });

  it('is so much in so long; a long poll counts once', async () => {
    const strict = await createTestEdge({ countCustoms: createRequestCounter({ requests: 3, seconds: 60 }) });
    const [name, bearer] = await strict.asCustoms();
    const ask = () => request(strict.app).get('/customs/v1/changes?after=3&wait=30').set(name, bearer);
    expect([await ask(), await ask(), await ask()].map(({ status }) => status)).toEqual([200, 200, 200]);
    const over = await ask();
    expect(over.body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(over.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(strict.services.asked.filter(({ method }) => method === 'changes')).toHaveLength(3);

    const form = { grant_type: 'client_credentials' };
    const fetchToken = () =>
      request(strict.app).post(tokenPath).auth('other', clientSecret).type('form').send(form);
    const [first, second, third] = [await fetchToken(), await fetchToken(), await fetchToken()];
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(third.body.error).toBe('invalid_request');
    expect(third.headers['retry-after']).toMatch(/^\d+$/);
    const other = await request(strict.app)
      .get('/customs/v1/changes')
      .set('Authorization', `Bearer ${first.body.access_token}`);
    expect(other.status).toBe(200);
  });

  it('is no longer than a body may be', async () => {
    const answer = await request(edge.app)
      .post('/customs/v1/inspection-orders')
      .set(...(await edge.asCustoms()))
      .set('Idempotency-Key', 'order-00000001')
      .send({ remark: 'x'.repeat(bodyLimit) });
    expect(answer.body).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  it.each([
    [
      'a body that never ends',
      'POST /customs/v1/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\ngr',
      408,
      'REQUEST_TOO_SLOW',
    ],
    [
      'headers that never end',
      'GET /customs/v1/changes HTTP/1.1\r\nAuthorization: Bearer se.cr.et\r\n',
      408,
      'REQUEST_TOO_SLOW',
    ],
    [
      'headers without measure',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['what is no request', 'Authorization: Bearer se.cr.et\r\n\r\n', 400, 'REQUEST_INVALID'],
  ])('is answered with a problem where it is %s', async (_what, sent, status, code) => {
    const { server } = createConnections(null, { headers: 150, request: 150, lookEvery: 50 });
    server.on('request', edge.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part)).write(sent);
    await new Promise((resolve) => socket.on('close', resolve));
    server.close();
    const [head, body] = Buffer.concat(parts).toString('utf8').split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*Content-Type: application/problem\\+json`));
    expect(JSON.parse(body ?? '')).toMatchObject({ status, code, remedy: expect.any(String) });
    expect([...edge.log, body].join('')).not.toContain('se.cr.et');
  });
});
