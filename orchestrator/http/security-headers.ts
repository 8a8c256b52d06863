import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * Everything from our own origin, nothing inline, nobody frames us. `data:` images: swagger-ui's style sheet has icons in it.
 * HTTPS is demanded only where it is used: a port's LAN may well be plain HTTP.
 */
export function securityHeaders(baseUrl: string): RequestHandler {
  const secure = baseUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}

/** Lets pages of ours, and nobody else, show this answer in a frame: a paper beside what is said of it. */
export function allowOwnFrames(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
  res.set('X-Frame-Options', 'SAMEORIGIN');
}
