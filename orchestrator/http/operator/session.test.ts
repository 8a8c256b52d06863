import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { createTestEdge, password } from '../testing/test-edge.ts';
import { liveRig } from '../testing/live.fixture.ts';
import type { TestEdge } from '../testing/test-edge.ts';

describe('a session in a browser', () => {
  const login = async (edge: TestEdge, user = 'officer') => {
    const answer = await request(edge.app).post('/api/v1/session').send({ user, password, keep: 'cookie' });
    const [set = ''] = answer.headers['set-cookie'] ?? [];
    return { answer, set, cookie: set.split(';')[0] ?? '' };
  };

  it('is kept in a cookie that scripts and other sites cannot use, and nowhere else', async () => {
    const { answer, set } = await login(await createTestEdge());
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      person: { id: 'officer', name: 'Person officer', roles: ['officer'] },
      expiresAt: '2026-05-04T11:21:00.000Z',
      serverTime: '2026-05-04T03:21:00.000Z',
    });
    expect(set).toMatch(
      /^quaylab_session=[\w.-]+; Max-Age=28800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const secure = await login(await createTestEdge({ baseUrl: 'https://lab.example' }));
    expect(secure.set).toMatch(
      /^__Host-quaylab_session=[\w.-]+; Max-Age=28800; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it('tells who I am, what I may do, where I am and what time it is', async () => {
    const edge = await createTestEdge();
    const { cookie } = await login(edge, 'analyst');
    const { body } = await request(edge.app)
      .get('/api/v1/me')
      .set('Cookie', `other=1; ${cookie}`)
      .expect(200);
    const { operations, ...rest } = body;
    expect(rest).toEqual({
      position: 7,
      id: 'analyst',
      name: 'Person analyst',
      roles: ['analyst'],
      expiresAt: '2026-05-04T11:21:00.000Z',
      serverTime: '2026-05-04T03:21:00.000Z',
      version: '0.0.0-test',
      site: {
        name: 'Test port',
        laboratory: { zh: '试验室', en: 'Test laboratory' },
        timeZone: 'Asia/Shanghai',
        demonstration: false,
        people: { analyst: 'Person analyst' },
      },
    });
    expect(operations).toEqual(expect.arrayContaining(['getMe', 'enterDetermination', 'followStream']));
    expect(operations).not.toContain('reviewAssay');
  });

  it.each([
    ['our own page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://lab.example' }, 200],
    ['the address bar', { 'Sec-Fetch-Site': 'none' }, 200],
    ['our address, from a browser that tells no more', { Origin: 'http://lab.example' }, 200],
    [
      'the address the request was sent to',
      { Host: 'gate.example:81', Origin: 'http://gate.example:81' },
      200,
    ],
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://evil.example' }, 403],
    ['another host of our site', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://shop.example' }, 403],
    [
      'another site, which also says otherwise',
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://lab.example' },
      403,
    ],
    ['another origin', { Origin: 'http://evil.example' }, 403],
    ['another port of our host', { Host: 'gate.example:81', Origin: 'http://gate.example' }, 403],
    ['a page without an origin', { Origin: 'null' }, 403],
    ['who knows where', {}, 403],
  ])('lets a command from %s in or not', async (_, headers, status) => {
    const edge = await createTestEdge();
    const { cookie } = await login(edge);
    const send = () =>
      request(edge.app).post('/api/v1/calculations/none').set('Cookie', cookie).set(headers).send({});
    const answer = await send();
    if (status === 403) expect(answer.body).toMatchObject({ status: 403, code: 'CROSS_SITE_REQUEST' });
    else expect(answer.body).toMatchObject({ code: 'CALCULATION_UNKNOWN' });
    // What is only read comes to no harm: the browser keeps the answer from other sites.
    await request(edge.app).get('/api/v1/me').set('Cookie', cookie).set(headers).expect(200);
    await request(edge.app).head('/api/v1/me').set('Cookie', cookie).set(headers).expect(200);
  });

  it('gives way to a bearer token, right or wrong', async () => {
    const edge = await createTestEdge();
    const { cookie } = await login(edge, 'officer');
    const me = (authorization: string) =>
      request(edge.app).get('/api/v1/me').set({ Cookie: cookie, Authorization: authorization });
    expect((await me((await edge.as('analyst'))[1])).body).toMatchObject({ id: 'analyst' });
    expect((await me('Bearer nonsense')).body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
    await request(edge.app)
      .post('/api/v1/calculations/none')
      .set({ Cookie: cookie, Authorization: (await edge.as('analyst'))[1] })
      .send({})
      .expect(404);
  });

  it('opens nothing to customs systems, nor does a cookie of theirs', async () => {
    const edge = await createTestEdge();
    const { cookie } = await login(edge);
    const changes = request(edge.app).get('/customs/v1/changes').set('Cookie', cookie);
    expect((await changes).body).toMatchObject({ status: 401, code: 'TOKEN_MISSING' });
    const theirs = `quaylab_session=${(await edge.asCustoms())[1].slice('Bearer '.length)}`;
    const me = await request(edge.app).get('/api/v1/me').set('Cookie', theirs);
    expect(me.body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
  });

  it('expires with its token', async () => {
    const edge = await createTestEdge();
    const { cookie } = await login(edge);
    edge.clock.now = new Date(edge.clock.now.getTime() + (8 * 3600 + 61) * 1000);
    const { body } = await request(edge.app).get('/api/v1/me').set('Cookie', cookie);
    expect(body).toMatchObject({ status: 401, code: 'TOKEN_EXPIRED' });
  });

  it('ends for good when the person logs out, and no other session with it', async () => {
    const edge = await createTestEdge();
    const [mine, other] = [await login(edge), await login(edge)];
    const asked = (cookie: string) => request(edge.app).get('/api/v1/me').set('Cookie', cookie);
    const end = await request(edge.app)
      .post('/api/v1/session/end')
      .set({ Cookie: mine.cookie, 'Sec-Fetch-Site': 'same-origin' });
    expect(end.body).toEqual({ endedAt: '2026-05-04T03:21:00.000Z' });
    expect(end.headers['set-cookie']?.[0]).toBe(
      'quaylab_session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict',
    );
    expect((await asked(mine.cookie)).body).toMatchObject({ status: 401, code: 'TOKEN_REVOKED' });
    const copied = `Bearer ${mine.cookie.slice('quaylab_session='.length)}`;
    expect((await request(edge.app).get('/api/v1/me').set('Authorization', copied)).body).toMatchObject({
      code: 'TOKEN_REVOKED',
    });
    await asked(other.cookie).expect(200);
  });

  it('ends everywhere when its person says so, or an administrator, and nobody else can', async () => {
    const edge = await createTestEdge();
    const asked = (cookie: string) => request(edge.app).get('/api/v1/me').set('Cookie', cookie);
    const codes = async (...cookies: readonly string[]) =>
      Promise.all(cookies.map(async (cookie) => (await asked(cookie)).body.code ?? 'in'));
    const [here, there, other] = [await login(edge), await login(edge), await login(edge, 'analyst')];
    const end = await request(edge.app)
      .post('/api/v1/session/end-all')
      .set({ Cookie: here.cookie, 'Sec-Fetch-Site': 'same-origin' });
    expect(end.headers['set-cookie']?.[0]).toMatch(/^quaylab_session=; /);
    expect(await codes(here.cookie, there.cookie, other.cookie)).toEqual(['TOKEN_REVOKED', 'TOKEN_REVOKED', 'in']);
    const again = await login(edge);
    const endOf = async (user: string, role: 'administrator' | 'officer') =>
      request(edge.app)
        .post(`/api/v1/users/${user}/end-sessions`)
        .set(...(await edge.as(role)));
    expect((await endOf('analyst', 'officer')).status).toBe(403);
    expect((await endOf('nobody', 'administrator')).body).toMatchObject({ status: 404, code: 'USER_NOT_FOUND' });
    expect((await endOf('analyst', 'administrator')).status).toBe(200);
    expect(await codes(again.cookie, other.cookie)).toEqual(['in', 'TOKEN_REVOKED']);
  });

  it('ends with the password, which the person changes himself', async () => {
    const edge = await createTestEdge();
    const { cookie } = await login(edge);
    const change = (body: object) =>
      request(edge.app).post('/api/v1/session/password').set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }).send(body);
    const chosen = 'seven quiet harbours';
    expect((await change({ present: 'wrong', chosen })).body).toMatchObject({ status: 422, code: 'PASSWORD_WRONG', field: 'present' });
    expect((await change({ present: password, chosen: 'short' })).body).toMatchObject({ status: 422, code: 'PASSWORD_WEAK', field: 'chosen' });
    const changed = await change({ present: password, chosen }).expect(200);
    expect(changed.headers['set-cookie']?.[0]).toMatch(/^quaylab_session=; /);
    await request(edge.app).get('/api/v1/me').set('Cookie', cookie).expect(401);
    await request(edge.app).post('/api/v1/session').send({ user: 'officer', password: chosen }).expect(201);
    expect(edge.log.join('\n')).toContain('password changed');
    expect(edge.log.join('\n')).not.toContain(chosen);
  });

  it('is in the log with who came in and who did not, but no name that nobody has', async () => {
    const edge = await createTestEdge();
    await login(edge);
    const wrong = (user: string) => request(edge.app).post('/api/v1/session').send({ user, password: 'wrong' });
    await wrong('officer');
    await wrong('my password, in the wrong field');
    const lines = edge.log.map((line) => JSON.parse(line) as { msg: string; user?: string | null; code?: string });
    expect(lines.filter(({ msg }) => msg.startsWith('log')).map(({ msg, user, code }) => [msg, user, code])).toEqual([
      ['logged in', 'officer', undefined],
      ['login refused', 'officer', 'LOGIN_FAILED'],
      ['login refused', null, 'LOGIN_FAILED'],
    ]);
    expect(edge.log.join('')).not.toContain('wrong field');
  });

  it('leaves no token in the log', async () => {
    const edge = await createTestEdge();
    const { cookie } = await login(edge);
    await request(edge.app).get('/api/v1/me').set('Cookie', cookie).expect(200);
    expect(edge.log.join('')).toContain('/api/v1/me');
    expect(edge.log.join('')).not.toContain(cookie.slice('quaylab_session='.length));
  });
});

describe('the stream over a connection', () => {
  /** An edge that listens, with a plant and a journal of its own. */
  const open = async () => {
    const rig = liveRig(() => new Date('2026-05-04T03:21:00.000Z'), undefined, 0);
    const edge = await createTestEdge({ live: rig.live });
    const server = createServer(edge.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/stream`;
    const bearer = async () => ({ Authorization: (await edge.as('sampler'))[1] });
    const closed = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { ...rig, edge, server, url, bearer, closed };
  };
  /** Reads until a word has come; what came until then. */
  const reader = (answer: Response) => {
    const chunks = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return async (word: string) => {
      while (!text.includes(word)) {
        const { done = true, value = '' } = (await chunks?.read()) ?? {};
        if (done) throw new Error(`ended before "${word}": ${text}`);
        text += value;
      }
      return text;
    };
  };

  it('comes as events that nobody on the way keeps back, goes on after the last one, and ends with the server', async () => {
    const { url, bearer, project, pass, live, closed, awake } = await open();
    project('coal-sampling/47K9', { collection: 'runs', doc: {} });
    const answer = await fetch(`${url}?after=1`, { headers: { ...(await bearer()), 'Last-Event-ID': '0' } });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    const until = reader(answer);
    const [hello, changed] = (await until('event: values')).split('\n\n');
    expect(hello).toMatch(/^retry: 1000\nid: 1\nevent: hello\ndata: \{"position":1,.*"resumed":true\}$/);
    expect(changed).toBe('id: 1\nevent: changed\ndata: {"position":1,"topics":["runs"]}');
    pass(2_000);
    await until('event: beat');
    const stopped = closed();
    live.stop();
    expect(await until('server-stopping')).toContain('event: end\ndata: {"reason":"server-stopping"}\n\n');
    await stopped;
    expect(awake()).toBe(false);
  });

  it('ends when its person logs out, and is forgotten when the browser has gone', async () => {
    const { url, bearer, edge, server, closed, awake, live } = await open();
    const gone = new AbortController();
    const [first, second] = await Promise.all([
      fetch(url, { headers: await bearer() }),
      fetch(url, { headers: { Authorization: (await edge.as('officer'))[1] }, signal: gone.signal }),
    ]);
    await request(server)
      .post('/api/v1/session/end')
      .set(await bearer())
      .expect(200);
    const whole = await reader(first)('logged-out');
    expect(whole).toContain('"resumed":false');
    expect(whole).toContain('event: end');
    await reader(second)('event: values');
    expect(awake()).toBe(true);
    gone.abort();
    while (awake()) await new Promise((resolve) => setTimeout(resolve, 5));
    await request(server)
      .head('/api/v1/stream')
      .set(await bearer())
      .expect(200);
    expect(awake()).toBe(false);
    live.stop();
    server.closeAllConnections();
    await closed();
  });

  it('is refused to one with too many, and to who gives a position that is none', async () => {
    const { url, bearer, server, closed, live } = await open();
    const headers = await bearer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(url, { headers })));
    const refused = await fetch(url, { headers });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await refused.json()).toMatchObject({ code: 'STREAMS_TOO_MANY' });
    expect((await fetch(`${url}?after=-1`, { headers })).status).toBe(422);
    live.stop();
    await Promise.all(answers.map((answer) => answer.text()));
    server.closeAllConnections();
    await closed();
  });
});
