import type { RequestHandler } from 'express';
import type pino from 'pino';
import { pinoHttp } from 'pino-http';

/** What must not be in a log, wherever a log line carries a request, a body or an error with one. */
const secrets = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  'password',
  '*.password',
  '*.*.password',
  'client_secret',
  '*.client_secret',
  '*.*.client_secret',
  'err.body',
];

/** The log with secrets blacked out. */
export const discreet = (log: pino.Logger): pino.Logger =>
  log.child({}, { redact: { paths: secrets, censor: '[redacted]' } });

/** Gives each request an id, tells it in X-Request-Id, and logs one line an answer. */
export function requestLog(log: pino.Logger, requestId: () => string): RequestHandler {
  const logged = pinoHttp({
    logger: log,
    genReqId: requestId,
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
