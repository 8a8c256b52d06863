import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { extname } from 'node:path';

/** Made beside each file at build time; the first the reader takes is sent. */
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** Built files have their digest in their names, so one name never means two things; the page that names them is asked for each time. */
const hashed = /^\/assets\//;
const forAYear = 'public, max-age=31536000, immutable';

/** What the page of the workstation never stands for: there it is told that nothing is there. */
const notItsOwn = /^\/(?:api|customs|public|docs|verify|assets|\.well-known)(?:\/|$)/;

/**
 * The workstation as `vite build` left it in a folder, each file as small as the reader takes it. A page below it that a browser asks
 * for (a deep link) is the workstation, too. Where it is not built, `otherwise` gives the page at `/`.
 */
export function workstationFiles(folder: string, otherwise: () => string): RequestHandler {
  const files = express.static(folder, { index: false, redirect: false, cacheControl: false, setHeaders });
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      next();
      return;
    }
    const deepLink = wantsPage(req) && !notItsOwn.test(req.path);
    const landing = () => void res.set('Cache-Control', 'no-cache').type('text/html').send(otherwise());
    const page = () => sendFirst(variantsOf('/index.html', req), req.path === '/' ? landing : () => next());

    /** Sends the first of these files that there is. */
    const sendFirst = ([path, ...others]: readonly string[], elseDo: () => void): void => {
      if (path === undefined) {
        elseDo();
        return;
      }
      const { url } = req;
      req.url = path;
      void files(req, res, (error?: unknown) => {
        req.url = url;
        if (error) next(error);
        else sendFirst(others, elseDo);
      });
    };

    if (req.path === '/') page();
    else if (encodings.some(({ suffix }) => req.path.endsWith(suffix))) next();
    else sendFirst(variantsOf(req.path, req), deepLink ? page : () => next());
  };
}

/** Programs that take anything are given a problem where nothing is, not a page. */
const wantsPage = (req: Request): boolean => req.accepts(['application/problem+json', 'html']) === 'html';

const variantsOf = (path: string, req: Request): readonly string[] => [
  ...encodings.flatMap(({ name, suffix }) => (req.acceptsEncodings(name) === name ? [path + suffix] : [])),
  path,
];

function setHeaders(res: Response, file: string): void {
  const encoding = encodings.find(({ suffix }) => file.endsWith(suffix));
  if (encoding) {
    res.set('Content-Encoding', encoding.name);
    res.type(extname(file.slice(0, -encoding.suffix.length)));
  }
  res.vary('Accept-Encoding');
  res.set('Cache-Control', hashed.test(res.req.url) ? forAYear : 'no-cache');
}
