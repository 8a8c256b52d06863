import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createHealth } from '../observability/health.ts';
import { forwardingKey, originHeader, Origins, OriginSigner } from './forwarded.ts';
import type { Origin } from './forwarded.ts';
import { createStandbyApp } from './standby.ts';

const key = forwardingKey('a secret that every node of the cluster knows');
const holder = 'north, started for this test';
const signer = new OriginSigner(key, 'south, started for this test');
const log = pino({ level: 'silent' });

const listening = async (
  answer: RequestListener,
): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

describe('a node that stands by', () => {
  const open: Server[] = [];
  let leader: string | null = null;
  let url = '';
  /** What the leading node was asked, and by whom as it sees it. */
  let asked: {
    readonly method: string;
    readonly url: string;
    readonly body: string;
    readonly origin: Origin | null;
  }[] = [];
  let answer: RequestListener;

  const textOf = async (req: IncomingMessage) => {
    let text = '';
    for await (const chunk of req) text += String(chunk);
    return text;
  };

  beforeEach(async () => {
    asked = [];
    answer = (_req, res) => void res.setHeader('ETag', '"7"').end('from the leader');
    const origins = new Origins(key, holder);
    const leading = await listening(
      origins.before((req, res) => {
        void textOf(req).then((body) => {
          asked.push({ method: req.method ?? '', url: req.url ?? '', body, origin: origins.of(req) });
          answer(req, res);
        });
      }),
    );
    leader = leading.url;
    const standby = await listening(
      createStandbyApp({
        leader: () => (leader === null ? null : { holder, address: leader }),
        certificateOf: () => 'thumbprint',
        signer,
        nodeCertificate: null,
        health: createHealth([{ name: 'leader', look: () => ({ ok: leader !== null, detail: '' }) }]),
        metricsPage: (_req, res) => void res.send('of this process'),
        baseUrl: 'http://127.0.0.1',
        log,
        requestId: () => 'id',
      }),
    );
    url = standby.url;
    open.push(leading.server, standby.server);
  });
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  it('passes requests on as they are, and says who asked', async () => {
    const response = await fetch(`${url}/api/v1/orders?limit=2`, { method: 'POST', body: '{"货物":"煤"}' });
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([
      200,
      '"7"',
      'from the leader',
    ]);
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/api/v1/orders?limit=2',
        body: '{"货物":"煤"}',
        origin: expect.objectContaining({ address: '127.0.0.1', certificate: 'thumbprint' }) as Origin,
      },
    ]);
  });

  it('gives a stream back piece by piece', async () => {
    let more: () => void = () => {};
    answer = (_req, res) => {
      res.setHeader('Content-Type', 'text/event-stream');
      res.write('id: 1\n\n');
      more = () => res.end('id: 2\n\n');
    };
    const { body } = await fetch(`${url}/api/v1/stream`);
    const reader = body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('id: 1\n\n');
    more();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('id: 2\n\n');
  });

  it('says that nobody leads, and when to ask again', async () => {
    leader = null;
    const response = await fetch(`${url}/api/v1/orders`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await response.json()).toMatchObject({ code: 'NO_LEADER' });
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('says that the leading node is silent, not that nothing was done', async () => {
    answer = (req) => req.socket.destroy();
    const response = await fetch(`${url}/api/v1/orders`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'LEADER_SILENT' });
    leader = 'http://127.0.0.1:9';
    expect(await (await fetch(`${url}/api/v1/orders`)).json()).toMatchObject({ code: 'LEADER_SILENT' });
  });

  it('breaks off what the leading node broke off', async () => {
    answer = (req, res) => {
      res.write('half');
      setImmediate(() => req.socket.destroy());
    };
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  it('passes nothing on that another node passed on', async () => {
    const header = await signer.sign(
      { address: '10.0.0.1', certificate: null },
      { method: 'GET', url: '/' },
      holder,
    );
    expect(await (await fetch(url, { headers: { [originHeader]: header } })).json()).toMatchObject({
      code: 'NO_LEADER',
    });
    expect(asked).toEqual([]);
  });

  it('is not believed by the leader when somebody else says who asked', async () => {
    const said = { address: '10.0.0.1', certificate: 'of somebody' };
    const request = { method: 'GET', url: '/a' };
    const own = await signer.sign(said, request, holder);
    const strange = await new OriginSigner(
      forwardingKey('another secret of somebody else here'),
      'south',
    ).sign(said, request, holder);
    const forAnother = await signer.sign(said, request, 'north, before it was started anew');
    for (const [path, header] of [
      ['/b', own],
      ['/a', own],
      ['/a', strange],
      ['/a', forAnother],
      ['/a', 'nonsense'],
    ] as const)
      await fetch(`${leader ?? ''}${path}`, { headers: { [originHeader]: header } });
    expect(asked.map(({ origin }) => origin?.address ?? null)).toEqual([null, '10.0.0.1', null, null, null]);
  });

  it('is believed once: what was seen on the wire and is sent again says nothing, however requests overtook each other', async () => {
    const said = { address: '10.0.0.1', certificate: 'of somebody' };
    const sent = await Promise.all(
      [1, 2, 3].map((no) => signer.sign(said, { method: 'GET', url: `/${no}` }, holder)),
    );
    for (const no of [3, 1, 2, 1, 3])
      await fetch(`${leader ?? ''}/${no}`, { headers: { [originHeader]: sent[no - 1] ?? '' } });
    expect(asked.map(({ origin }) => origin?.address ?? null)).toEqual([
      '10.0.0.1',
      '10.0.0.1',
      '10.0.0.1',
      null,
      null,
    ]);
  });

  it('is not believed a number that 4096 others have overtaken, as it may have been used', async () => {
    const other = new OriginSigner(key, 'south, which was busy');
    const path = { method: 'GET', url: '/a' };
    const said = { address: '10.0.0.1', certificate: null };
    const first = await other.sign(said, path, holder);
    for (let no = 2; no < 2 + 4096; no += 1) void other.sign(said, path, holder);
    const last = await other.sign(said, path, holder);
    for (const header of [last, first])
      await fetch(`${leader ?? ''}/a`, { headers: { [originHeader]: header } });
    expect(asked.map(({ origin }) => origin?.address ?? null)).toEqual(['10.0.0.1', null]);
  });
});
