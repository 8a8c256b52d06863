import type { Response } from 'supertest';
import request from 'supertest';
import { createTestEdge } from '../http/testing/test-edge.ts';
import { createLog } from './log.ts';
import { createHealth } from './health.ts';
import { countRequests, metricsPage, serveMetrics } from './metrics-http.ts';
import { createMetrics } from './metrics.ts';

const token = 'a-token-for-metrics';
const open = (more: Parameters<typeof createTestEdge>[0] = {}) => {
  const metrics = createMetrics('1.2.3');
  const observers = [countRequests(metrics, () => performance.now())];
  return createTestEdge({ observers, metricsPage: metricsPage(metrics, token), ...more });
};

describe('metrics over HTTP', () => {
  it('count requests by the template of their route, never by address, whatever is asked for', async () => {
    const { app, as } = await open();
    const auth = await as('officer');
    await request(app)
      .get('/api/v1/consignments/cargo-4711')
      .set(...auth);
    await request(app)
      .get('/api/v1/consignments/cargo-4712')
      .set(...auth);
    await request(app).get('/somewhere/else');
    await request(app).delete('/api/v1/consignments/cargo-4711');
    const { text } = await request(app).get('/metrics').set('Authorization', `Bearer ${token}`).expect(200);
    expect(text).toMatch(
      /^quaylab_http_requests_total\{method="GET",route="\/api\/v1\/consignments\/\{id\}",status="404"\} 2$/m,
    );
    expect(text).toMatch(/^quaylab_http_requests_total\{method="GET",route="other",status="404"\} 1$/m);
    expect(text).toMatch(/^quaylab_http_requests_total\{method="other",route="other",status="405"\} 1$/m);
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    expect(text).not.toMatch(/cargo|somewhere/);
  });

  it('are for who has the token, and for nobody where none is set', async () => {
    const { app } = await open();
    const refused = await request(app).get('/metrics').set('X-Forwarded-For', '127.0.0.1').expect(401);
    expect(refused.body).toMatchObject({ code: 'TOKEN_MISSING' });
    await request(app).get('/metrics').set('Authorization', 'Bearer a-token-for-metricz').expect(401);
    const closed = await open({ metricsPage: metricsPage(createMetrics('1'), undefined) });
    const answer = await request(closed.app)
      .get('/metrics')
      .set('Authorization', 'Bearer undefined')
      .expect(404);
    expect(answer.body).toMatchObject({
      code: 'METRICS_CLOSED',
      remedy: expect.stringContaining('QUAYLAB_METRICS_TOKEN'),
    });
  });

  it('are at an address of their own to whoever reaches it', async () => {
    const { url, close } = await serveMetrics(createMetrics('4.5.6'), '127.0.0.1:0');
    expect(await (await fetch(url)).text()).toContain('quaylab_build_info{version="4.5.6"} 1');
    for (const other of ['/else', '/healthz', '/readyz', '/constructor'])
      expect((await fetch(`${new URL(url).origin}${other}`)).status).toBe(404);
    await close();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('have beside them how a process is that listens nowhere else', async () => {
    let ok = true;
    const health = createHealth([{ name: 'jobs', look: () => ({ ok, detail: 'of the test' }) }]);
    const { url, close } = await serveMetrics(createMetrics('4.5.6'), '127.0.0.1:0', health);
    const ask = async (path: string) => {
      const answer = await fetch(new URL(path, url));
      return [answer.status, await answer.json()] as unknown;
    };
    const checks = (isOk: boolean) => [{ name: 'jobs', ok: isOk, detail: 'of the test' }];
    expect(await ask('/readyz')).toEqual([200, { status: 'ok', checks: checks(true) }]);
    ok = false;
    expect(await ask('/readyz')).toEqual([503, { status: 'failing', checks: checks(false) }]);
    expect(await ask('/healthz')).toEqual([200, { status: 'ok', checks: [] }]);
    await close();
  });
});

describe('secrets', () => {
  /** Each is sent, thrown or logged once below. */
  const planted = (name: string) => `hunter2-${name}-0123456789`;

  it('are in no line of the log and in no answer, however they come in', async () => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line: string) => void lines.push(line) });
    const thrown = Object.assign(
      new Error(`no connection to mongodb://quaylab:${planted('uri')}@db1,db2/quaylab`),
      {
        body: `{"password":"${planted('body')}"}`,
        cause: new Error(
          `sent {"client_secret": "${planted('cause')}"} with Authorization: Bearer ${planted('sent')}`,
        ),
      },
    );
    const { app, deps } = await open({ log, health: () => Promise.reject(thrown) });
    const failing = await open({
      log,
      identity: {
        ...deps.identity,
        login: (_user, password) => Promise.reject(new Error(`password=${password}`)),
      },
    });
    const answers: Response[] = [
      await request(app)
        .post('/api/v1/session')
        .send({ user: 'officer', password: planted('wrong') }),
      await request(app)
        .post('/api/v1/session')
        .type('json')
        .send(`{"user":"x","password":"${planted('malformed')}"`),
      await request(app)
        .post('/api/v1/session')
        .send({ user: 'officer', password: { nested: planted('type') } }),
      await request(failing.app)
        .post('/api/v1/session')
        .send({ user: 'officer', password: planted('thrown') }),
      await request(app)
        .get('/api/v1/consignments')
        .set('Authorization', `Bearer ${planted('bearer')}`),
      await request(app)
        .get('/api/v1/consignments')
        .set('Authorization', `Basic ${planted('basic')}`),
      await request(app)
        .get('/api/v1/consignments')
        .set('Cookie', `quaylab=${planted('cookie')}`),
      await request(app)
        .get('/api/v1/consignments')
        .query({ access_token: planted('query'), limit: 1 }),
      await request(app).get(`/nowhere?token=${planted('nowhere')}`),
      await request(app)
        .post('/customs/v1/oauth/token')
        .auth('gacc', planted('basic-secret'))
        .type('form')
        .send({ grant_type: 'client_credentials' }),
      await request(app)
        .post('/customs/v1/oauth/token')
        .type('form')
        .send({ client_id: 'gacc', client_secret: planted('form') }),
      await request(app)
        .get('/metrics')
        .set('Authorization', `Bearer ${planted('metrics')}`),
      await request(app).get('/readyz'),
    ];
    log.warn(
      {
        config: {
          deep: { down: { clusterSecret: `${planted('config')} "quoted" ${planted('rest')}` } },
          metricsToken: planted('token'),
        },
      },
      `redis://:${planted('redis')}@redis:6379 is away`,
    );

    expect(answers.map(({ status }) => status)).toEqual([
      401, 400, 422, 500, 401, 401, 401, 401, 404, 401, 401, 401, 500,
    ]);
    expect(lines.length).toBeGreaterThan(answers.length);
    const told = [...lines, ...answers.map(({ text, headers }) => `${text} ${JSON.stringify(headers)}`)];
    expect(told.filter((text) => text.includes('hunter2'))).toEqual([]);
    // What is left still tells what went wrong, and with which request.
    const failed = lines.map(
      (line) =>
        JSON.parse(line) as {
          readonly msg: string;
          readonly err?: { readonly message: string };
          readonly requestId?: string;
        },
    );
    const readiness = failed.find(
      ({ msg, err }) => msg === 'request failed' && err?.message.includes('mongodb'),
    );
    expect(readiness?.err?.message).toContain('no connection to mongodb://[redacted]@db1,db2/quaylab');
    expect(readiness?.requestId).toBe(answers.at(-1)?.headers['x-request-id']);
  });
});
