import express from 'express';
import { customsOperations } from './customs/operations.ts';
import type { HttpDeps } from './deps.ts';
import { openApiDocument } from './openapi.ts';
import { operatorOperations } from './operator/operations.ts';
import { nothingHere, problemHandler } from './problem.ts';
import { serveAssets } from './public/assets.ts';
import { publicOperations } from './public/operations.ts';
import { registerOperations } from './register.ts';
import { discreet, requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';

/** The HTTP edge: everything people and customs reach. Holds no state but identity's; serves nothing until it listens. */
export function createHttpApp(deps: HttpDeps): express.Express {
  const log = discreet(deps.log);
  const operations = [
    ...operatorOperations(deps),
    ...customsOperations(deps),
    ...publicOperations(deps, () => document),
  ];
  const document = openApiDocument(operations, deps);

  const app = express();
  app.disable('x-powered-by');
  // Entity tags are digests of issued bytes and set by hand; nothing else is cacheable.
  app.disable('etag');
  // A proxy on the same machine tells who is behind it; anyone else could make it up.
  app.set('trust proxy', 'loopback');
  app.use(requestLog(log, deps.requestId));
  app.use(securityHeaders(deps.baseUrl));
  registerOperations(app, operations, deps.identity);
  serveAssets(app);
  deps.extend?.(app);
  app.use(nothingHere);
  app.use(problemHandler(log));
  return app;
}
