import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { timingSafeEqual, createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { HttpRefusal } from '../http/http-refusal.ts';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';

/** Methods of operations of ours; what others send is told as one. */
const methods = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** Counts requests and how long they take, by the template of the route that answered. */
export const countRequests =
  ({ answered }: Pick<Metrics, 'answered'>, now: () => number): RequestHandler =>
  (req, res, next) => {
    const began = now();
    res.once('close', () => {
      const route: unknown = res.locals['route'];
      answered({
        method: methods.includes(req.method) ? req.method : 'other',
        route: typeof route === 'string' ? route : 'other',
        status: res.statusCode,
        seconds: (now() - began) / 1_000,
      });
    });
    next();
  };

/** `GET /metrics` for who sends the bearer token. Without a token set nobody can: a proxy would make every sender look local. */
export const metricsPage =
  ({ text, contentType }: Pick<Metrics, 'text' | 'contentType'>, token: string | undefined): RequestHandler =>
  async (req, res) => {
    res.locals['route'] = '/metrics';
    if (token === undefined) throw new HttpRefusal(closed);
    const given = /^bearer +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (given === undefined || !isSame(given, token)) throw new HttpRefusal(wrongToken);
    res
      .set('Content-Type', contentType)
      .set('Cache-Control', 'no-store')
      .send(await text());
  };

/** In a time that does not tell how much of it is right. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other));
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Offers the metrics at an address of their own, to everyone who reaches it; with `health` how the process is as well, for one that listens
 * nowhere else. Resolves when it listens; rejects as `listen` does.
 */
export async function serveMetrics(
  { text, contentType }: Pick<Metrics, 'text' | 'contentType'>,
  address: string,
  health?: Health,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const pages: Readonly<Record<string, () => Promise<Page>>> = {
    '/metrics': async () => ({ status: 200, type: contentType, body: await text() }),
    ...(health && {
      '/healthz': () => healthPage(health, 'live'),
      '/readyz': () => healthPage(health, 'ready'),
    }),
  };
  const server = createServer((req, res) => {
    const page =
      req.method === 'GET' && Object.hasOwn(pages, req.url ?? '') ? pages[req.url ?? ''] : undefined;
    if (!page) return void res.writeHead(404).end();
    page().then(
      ({ status, type, body }) =>
        res.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body),
      () => res.writeHead(500).end(),
    );
  });
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(address) ?? [];
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), host, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`, close };
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** As a server answers it, see `healthReply`. */
async function healthPage(health: Health, about: 'live' | 'ready'): Promise<Page> {
  const { checks, ...report } = await health(about);
  const ok = report[about];
  const body = JSON.stringify({ status: ok ? 'ok' : 'failing', checks });
  return { status: ok ? 200 : 503, type: 'application/json; charset=utf-8', body };
}

const closed = {
  code: 'METRICS_CLOSED',
  message: 'Metrics are not offered here.',
  remedy: 'Set QUAYLAB_METRICS_TOKEN, or an address of their own for them with QUAYLAB_METRICS_ADDRESS.',
};
const wrongToken = {
  code: 'TOKEN_MISSING',
  message: 'The request does not carry the bearer token of the metrics.',
  remedy: 'Send the token of QUAYLAB_METRICS_TOKEN as "Authorization: Bearer <token>".',
};
