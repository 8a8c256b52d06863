import { parse } from 'cookie';
import type { Request, Response } from 'express';
import type { CookieOptions } from 'express';
import { HttpRefusal } from './http-refusal.ts';

/** Where a browser keeps its session: out of reach of scripts and of other sites. */
export interface SessionCookie {
  /** The token a request carries; undefined for none. */
  read(req: Request): string | undefined;
  set(res: Response, token: string, expiresAt: Date, now: Date): void;
  clear(res: Response): void;
  /** Throws `CROSS_SITE_REQUEST` for a request by cookie that would do something and does not come from a page of ours. */
  requireOwnPage(req: Request): void;
}

/** Over HTTPS the name itself forbids that another host, or plain HTTP, sets the cookie (RFC 6265bis clause 4.1.3.2). */
export function sessionCookie(baseUrl: string): SessionCookie {
  const secure = baseUrl.startsWith('https:');
  const name = secure ? '__Host-quaylab_session' : 'quaylab_session';
  const options: CookieOptions = { httpOnly: true, sameSite: 'strict', secure, path: '/' };
  const ownOrigin = new URL(baseUrl).origin;
  return {
    read: (req) => parse(req.headers.cookie ?? '')[name],
    set: (res, token, expiresAt, now) => {
      res.cookie(name, token, { ...options, maxAge: expiresAt.getTime() - now.getTime() });
    },
    clear: (res) => {
      res.clearCookie(name, options);
    },
    requireOwnPage: (req) => {
      if (req.method === 'GET' || req.method === 'HEAD' || isOwnPage(req, ownOrigin)) return;
      throw new HttpRefusal(crossSite);
    },
  };
}

/** Browsers tell where a request comes from (W3C Fetch Metadata); over plain HTTP they tell the origin only. */
function isOwnPage(req: Request, ownOrigin: string): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === ownOrigin || new URL(origin).host === req.get('host');
}

const crossSite = {
  code: 'CROSS_SITE_REQUEST',
  message: 'The request comes with the cookie of a session, and not from a page of this server.',
  remedy:
    'Send it from the workstation; programs log in for a bearer token. Behind a proxy, keep Host, Origin and Sec-Fetch-Site as they come.',
};
