import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { promisify } from 'node:util';
import { authenticate } from './authentication.ts';
import type { Door } from './authentication.ts';
import { HttpRefusal } from './http-refusal.ts';
import type { Operation } from './operation.ts';
import { bodyLimit } from './parser-errors.ts';

/** Puts operations on the app. Other methods on a path of ours are 405 with Allow rather than 404. */
export function registerOperations(
  app: express.Express,
  operations: readonly Operation[],
  door: Door,
): void {
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const here = operations.filter((operation) => operation.path === path);
    const route = app.route(expressPath(path));
    for (const operation of here) route[operation.method](handlerOf(operation, door));
    route.all(methodNotAllowed(here));
  }
}

/** `/things/{id}` → `/things/:id`; express decodes the parameter, so an id may contain an encoded slash. */
export const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Admits the sender before reading a byte of the body. */
const handlerOf =
  (operation: Operation, door: Door): RequestHandler =>
  async (req, res) => {
    res.locals['route'] = operation.path;
    const who = await authenticate(operation.access, door, req);
    await parserOf(operation)?.(req, res);
    await operation.run(req, res, who);
  };

type Parser = (req: Request, res: Response) => Promise<void>;
const awaited = (parser: RequestHandler): Parser => promisify<Request, Response, void>(parser);
const parsers: Readonly<Record<'json' | 'form', Parser>> = {
  json: awaited(express.json({ limit: bodyLimit, type: ['application/json', 'application/*+json'] })),
  form: awaited(express.urlencoded({ limit: bodyLimit, extended: false })),
};

/** Each body is read in its own way and no further than its limit. */
function parserOf({ bodyType, bytes }: Operation): Parser | undefined {
  if (bytes) return awaited(express.raw({ limit: bytes.limit, type: [...bytes.mediaTypes] }));
  return bodyType === 'json' || bodyType === 'form' ? parsers[bodyType] : undefined;
}

function methodNotAllowed(operations: readonly Operation[]): RequestHandler {
  const methods = operations.flatMap(({ method }) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  const allow = [...methods, 'OPTIONS'].join(', ');
  return (req, res) => {
    if (req.method === 'OPTIONS') {
      res.status(204).set('Allow', allow).end();
      return;
    }
    throw new HttpRefusal(
      {
        code: 'METHOD_NOT_ALLOWED',
        message: `${req.method} is not offered at ${req.path}.`,
        remedy: `Use ${allow}.`,
      },
      { headers: { Allow: allow } },
    );
  };
}
