import express from 'express';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docsScript } from './docs-page.ts';

/** What the docs page needs of swagger-ui; its package holds much more. */
const swaggerFiles = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js']);

/** Styles, scripts and icon of the public pages, all from this machine: a port's network may have no way out. */
export function serveAssets(app: express.Express): void {
  const options = { index: false, redirect: false, maxAge: '1h' } as const;
  app.use(
    '/public',
    express.static(join(projectRoot(), 'orchestrator', 'http', 'public', 'assets'), options),
  );
  const swagger = express.static(swaggerFolder(), options);
  app.use('/docs', (req, res, next) => {
    if (req.path === '/start.js') res.type('text/javascript').send(docsScript);
    else if (swaggerFiles.has(req.path)) swagger(req, res, next);
    else next();
  });
}

function swaggerFolder(): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve('swagger-ui-dist/swagger-ui.css'));
}

/** The folder that holds package.json: assets are read from the sources, the build copies only code. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('no package.json above the HTTP edge: the installation is incomplete');
    folder = parent;
  }
  return folder;
}
