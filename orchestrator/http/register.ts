import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { promisify } from 'node:util';
import { authenticate } from './authentication.ts';
import type { Door } from './authentication.ts';
import { deprecationHeaders } from './deprecation.ts';
import { HttpRefusal } from './http-refusal.ts';
import type { Operation } from './operation.ts';
import { bodyLimit } from './parser-errors.ts';

/**
 * Puts operations on the app, those of an interface on a router of its own: a request is not compared with the addresses of the others.
 * Other methods on a path of ours are 405 with Allow rather than 404.
 */
export function registerOperations(
  app: express.Express,
  operations: readonly Operation[],
  door: Door,
): void {
  const routers = new Map<string, express.Router>();
  const routerOf = (root: string): express.Router => {
    const known = routers.get(root);
    if (known) return known;
    const router = express.Router();
    routers.set(root, router);
    app.use(root || '/', router);
    return router;
  };
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const here = operations.filter((operation) => operation.path === path);
    const root = interfaceOf(path);
    const route = routerOf(root).route(expressPath(path.slice(root.length)));
    for (const operation of here) route[operation.method](handlerOf(operation, door));
    route.all(methodNotAllowed(here));
  }
}

/** `/customs/v1` of `/customs/v1/things`; empty for what belongs to none. */
const interfaceOf = (path: string): string => /^\/\w+\/v\d+(?=\/)/.exec(path)?.[0] ?? '';

/** `/things/{id}` → `/things/:id`; express decodes the parameter, so an id may contain an encoded slash. */
export const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Admits the sender before reading a byte of the body. */
const handlerOf =
  (operation: Operation, door: Door): RequestHandler =>
  async (req, res) => {
    res.locals['route'] = operation.path;
    if (operation.deprecated) res.set(deprecationHeaders(operation.deprecated));
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
        message: `${req.method} is not offered at ${req.baseUrl}${req.path}.`,
        remedy: `Use ${allow}.`,
      },
      { headers: { Allow: allow } },
    );
  };
}
