import { Agent as PlainAgent } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import express from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Logger } from 'pino';
import { HttpRefusal } from '../http/http-refusal.ts';
import { problemHandler } from '../http/problem.ts';
import { healthReply } from '../http/public/health.ts';
import { requestLog } from '../http/request-log.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Health } from '../observability/health.ts';
import { originHeader } from './forwarded.ts';
import type { OriginSigner } from './forwarded.ts';
import type { Leader } from './lease-keeper.ts';

export interface StandbyDeps {
  /** The leading node; null while there is none. */
  readonly leader: () => Leader | null;
  readonly certificateOf: (req: IncomingMessage) => string | null;
  readonly signer: OriginSigner;
  /** The certificate the nodes present to each other, PEM, where it is under no public authority; null for plain HTTP. */
  readonly nodeCertificate: string | null;
  readonly health: Health;
  readonly metricsPage: RequestHandler;
  /** Address people and customs use. */
  readonly baseUrl: string;
  readonly log: Logger;
  readonly requestId: () => string;
}

/** After how long one may ask again while another node takes over, s. */
const takeOverTime = 2;

/**
 * What a node answers that does not lead: how it is itself; everything else it passes on to the one that leads, and gives back what that
 * answers as it comes, the live stream too.
 */
export function createStandbyApp(deps: StandbyDeps): express.Express {
  const {
    leader: leaderNow,
    certificateOf,
    signer,
    nodeCertificate,
    health,
    metricsPage,
    baseUrl,
    log,
    requestId,
  } = deps;
  const agents = {
    'http:': new PlainAgent({ keepAlive: true }),
    'https:': new TlsAgent({
      keepAlive: true,
      ...(nodeCertificate !== null && { ca: [...rootCertificates, nodeCertificate] }),
    }),
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', 'loopback');
  app.use(requestLog(log, requestId));
  app.use(securityHeaders(baseUrl));
  for (const [path, about] of [
    ['/healthz', 'live'],
    ['/readyz', 'ready'],
  ] as const)
    app.get(path, async (req, res) => healthReply(about).send(req, res, await health(about)));

  app.get('/metrics', metricsPage);

  /** What is to be done with a request that the leading node does not answer. */
  const unanswered = new WeakMap<IncomingMessage, NextFunction>();
  const passes = new Map<string, RequestHandler>();
  const passTo = (leader: string): RequestHandler => {
    const known = passes.get(leader);
    if (known) return known;
    const pass = createProxyMiddleware<Request, Response>({
      target: leader,
      agent: agents[leader.startsWith('https:') ? 'https:' : 'http:'],
      on: {
        // Half an answer must not look like one that is still on its way.
        proxyRes: (answer, _req, res) => void answer.once('close', () => answer.complete || res.destroy()),
        error: (error, req, res) => {
          log.warn({ err: error, requestId: req.id }, 'the leading node did not answer');
          // In the middle of an answer nothing more can be said.
          if ('headersSent' in res && !res.headersSent) unanswered.get(req)?.(leaderSilent());
          else res.destroy();
        },
      },
    });
    passes.set(leader, pass);
    return pass;
  };
  app.use(async (req, res, next) => {
    const leader = leaderNow();
    // What another node passed on to us goes no further: it would come back.
    if (leader === null || req.headers[originHeader] !== undefined) throw noLeader();
    const origin = { address: req.ip ?? '', certificate: certificateOf(req) };
    req.headers[originHeader] = await signer.sign(origin, req, leader.holder);
    unanswered.set(req, next);
    await passTo(leader.address)(req, res, next);
  });
  app.use(problemHandler(log));
  return app;
}

const askAgain = { headers: { 'Retry-After': String(takeOverTime) } };

const noLeader = () =>
  new HttpRefusal(
    {
      code: 'NO_LEADER',
      message: 'No node of this cluster leads at this moment; another takes over within seconds.',
      remedy: 'Send the request again in a moment.',
    },
    askAgain,
  );

const leaderSilent = () =>
  new HttpRefusal(
    {
      code: 'LEADER_SILENT',
      message: 'The leading node did not answer; what it was asked for may have been done.',
      remedy:
        'Send the request again in a moment, with the same Idempotency-Key where it has one: it is then done once.',
    },
    askAgain,
  );
