import express from 'express';
import { discreet } from '../observability/log.ts';
import { customsOperations } from './customs/operations.ts';
import type { HttpDeps } from './deps.ts';
import { openApiDocument } from './openapi.ts';
import type { OpenApiDocument } from './openapi.ts';
import type { Operation } from './operation.ts';
import { operatorOperations } from './operator/operations.ts';
import { nothingHere, problemHandler } from './problem.ts';
import { serveAssets } from './public/assets.ts';
import { landingPage } from './public/landing.ts';
import { publicOperations } from './public/operations.ts';
import { workstationFiles } from './public/workstation-files.ts';
import { registerOperations } from './register.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionCookie } from './session-cookie.ts';

/** The HTTP edge: everything people and customs reach. Holds no state but identity's; serves nothing until it listens. */
export function createHttpApp(deps: HttpDeps): express.Express {
  const log = discreet(deps.log);
  // Made when it is first asked for: half a second of a small machine that a restart need not wait for.
  let document: OpenApiDocument | undefined;
  const operations: readonly Operation[] = [
    ...operatorOperations(deps),
    ...customsOperations(deps),
    ...publicOperations(deps, () => (document ??= openApiDocument(operations, deps))),
  ];

  const app = express();
  app.disable('x-powered-by');
  // Entity tags are digests of issued bytes and set by hand; nothing else is cacheable.
  app.disable('etag');
  // A proxy on the same machine tells who is behind it; anyone else could make it up.
  app.set('trust proxy', 'loopback');
  app.use((req, _res, next) => {
    const address = deps.addressOf(req);
    if (address !== null) Object.defineProperty(req, 'ip', { value: address });
    next();
  });
  app.use(requestLog(log, deps.requestId));
  for (const observer of deps.observers ?? []) app.use(observer);
  app.use(securityHeaders(deps.baseUrl));
  if (deps.metricsPage) app.get('/metrics', deps.metricsPage);
  registerOperations(app, operations, { ...deps, cookie: sessionCookie(deps.baseUrl) });
  serveAssets(app);
  app.use(workstationFiles(deps.workstation, () => landingPage(deps.version, { missing: true })));
  app.use(nothingHere);
  app.use(problemHandler(log));
  return app;
}
