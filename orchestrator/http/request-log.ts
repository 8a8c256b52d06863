import type { RequestHandler } from 'express';
import type pino from 'pino';
import { pinoHttp } from 'pino-http';

/** A request as pino-http reads it. */
interface Seen {
  readonly method: string;
  readonly url: string;
  readonly remoteAddress: string;
}

/** Gives each request an id, tells it in X-Request-Id, and logs one line an answer. */
export function requestLog(log: pino.Logger, requestId: () => string): RequestHandler {
  const logged = pinoHttp({
    logger: log,
    genReqId: requestId,
    customProps: (req) => ({ requestId: req.id }),
    // Headers say little, much of it secret.
    serializers: {
      req: ({ method, url, remoteAddress }: Seen) => ({ method, url, remoteAddress }),
      res: ({ statusCode }: { readonly statusCode: number }) => ({ statusCode }),
    },
    // Health checks come every few seconds and say nothing.
    autoLogging: { ignore: (req) => req.url === '/healthz' || req.url === '/readyz' },
    // What was only read is told at debug: a screen that looks every second would drown what was done.
    customLogLevel: (req, res) =>
      res.statusCode >= 500 ? 'error' : res.statusCode >= 400 ? 'warn' : req.method === 'GET' ? 'debug' : 'info',
  });
  return (req, res, next) => {
    logged(req, res);
    res.set('X-Request-Id', String(req.id));
    next();
  };
}
