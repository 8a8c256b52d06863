import type { Request, RequestHandler, Response } from 'express';
import type pino from 'pino';
import { pinoHttp } from 'pino-http';

/** Gives each request an id, tells it in X-Request-Id, and logs one line an answer. */
export function requestLog(log: pino.Logger, requestId: () => string): RequestHandler {
  const logged = pinoHttp<Request, Response>({
    logger: log,
    genReqId: requestId,
    customAttributeKeys: { reqId: 'requestId' },
    // What tells of request and answer is put together for the line, and only where its level is written.
    quietReqLogger: true,
    quietResLogger: true,
    customSuccessObject: withRequest,
    customErrorObject: (req, res, _error, line: object) => withRequest(req, res, line),
    // Headers say little, much of it secret.
    serializers: {
      req: ({ method, originalUrl, res }: Request) => ({ method, url: originalUrl, remoteAddress: res?.locals[senderOf] as unknown }),
      res: ({ statusCode }: { readonly statusCode: number }) => ({ statusCode }),
    },
    wrapSerializers: false,
    // Health checks come every few seconds and say nothing.
    autoLogging: { ignore: (req) => req.url === '/healthz' || req.url === '/readyz' },
    // What was only read is told at debug: a screen that looks every second would drown what was done.
    customLogLevel: (req, res) =>
      res.statusCode >= 500 ? 'error' : res.statusCode >= 400 ? 'warn' : req.method === 'GET' ? 'debug' : 'info',
  });
  return (req, res, next) => {
    // Where the connection breaks off it is not known any more when the line is written.
    res.locals[senderOf] = req.socket.remoteAddress;
    logged(req, res);
    res.setHeader('X-Request-Id', String(req.id));
    next();
  };
}

const senderOf = 'remoteAddress';

const withRequest = (req: Request, _res: Response, line: object) => ({ req, ...line });
