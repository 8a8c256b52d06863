import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { HttpRefusal } from './http-refusal.ts';
import { problemOf } from './problem.ts';

/** PEM texts the server is reached with over TLS. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
  /** Present: connections are asked for a certificate. `ca`: one under none of these authorities is not looked at. */
  readonly clients?: { readonly ca?: string };
}

/** ms */
export interface ConnectionLimits {
  /** Until the headers of a request, or a TLS handshake, are here. */
  readonly headers: number;
  /** Until the whole request is here. */
  readonly request: number;
  /** How often slow ones are looked for. */
  readonly lookEvery: number;
}

/** The largest photo comes in two minutes over 2 Mbit/s; headers come at once, or from somebody who only wants to hold a connection. */
const patient: ConnectionLimits = { headers: 20_000, request: 120_000, lookEvery: 5_000 };

/** RFC 8996 deprecates what is older. Said here, because options of Node could allow it again. */
const oldestTls = 'TLSv1.2';

export interface Connections {
  readonly server: Server;
  /** Thumbprint (RFC 8705 `x5t#S256`) of the certificate a connection presents; null without TLS, without one, or when it does not count. */
  readonly certificateOf: (req: IncomingMessage) => string | null;
}

/**
 * The server that connections come in by. Requests that are too slow or that cannot be parsed never reach a handler: they are answered
 * here, with a problem document like all others, and the connection ends.
 */
export function createConnections(tls: Tls | null, limits: ConnectionLimits = patient): Connections {
  const times = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    connectionsCheckingInterval: limits.lookEvery,
  };
  const thumbprints = new WeakMap<Socket, string>();
  const server = tls
    ? createTlsServer({
        ...times,
        handshakeTimeout: limits.headers,
        minVersion: oldestTls,
        cert: tls.cert,
        key: tls.key,
        ...(tls.clients && { ...tls.clients, requestCert: true, rejectUnauthorized: false }),
      })
    : createServer(times);
  server.on('secureConnection', (socket: TLSSocket) => {
    const thumbprint = tls?.clients && thumbprintOf(socket, tls.clients.ca !== undefined);
    if (thumbprint) thumbprints.set(socket, thumbprint);
  });

  const answers = new WeakMap<Socket, ServerResponse>();
  server.on('request', (req, res) => answers.set(req.socket, res));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket as Socket);
    // In the middle of another answer nothing can be said.
    const speechless = answer?.headersSent === true && !answer.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || speechless) {
      socket.destroy();
      return;
    }
    socket.end(rawProblem(error.code), () => socket.destroy());
  });
  return { server, certificateOf: ({ socket }) => thumbprints.get(socket) ?? null };
}

/**
 * The handshake has proven that the other side has the key. With authorities of the site's own, one of them must have issued the
 * certificate; without, it counts by its thumbprint alone (RFC 8705 clause 2.2), while it is valid.
 */
function thumbprintOf(socket: TLSSocket, underAuthority: boolean): string | null {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  const now = Date.now();
  const inTime = Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
  const counts = underAuthority ? socket.authorized : inTime;
  return counts ? createHash('sha256').update(certificate.raw).digest('base64url') : null;
}

/** What was sent is not repeated, and not logged: it may hold a secret. */
function rawProblem(code: string | undefined): string {
  const problem = problemOf(new HttpRefusal(refusalByCode[code ?? ''] ?? unreadable), randomUUID());
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    `Date: ${new Date().toUTCString()}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

const unreadable = {
  code: 'REQUEST_INVALID',
  message: 'This is not a request in HTTP/1.1.',
  remedy: 'Check the request line, the headers and the length of the body, and send it again.',
};

const refusalByCode: Readonly<Record<string, typeof unreadable>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    code: 'REQUEST_TOO_SLOW',
    message: 'The request did not come in time.',
    remedy: 'Send headers and body without a pause; send less at a time over a slow line.',
  },
  HPE_HEADER_OVERFLOW: {
    code: 'HEADERS_TOO_LARGE',
    message: 'The headers are larger than 16 KiB.',
    remedy: 'Send fewer or shorter headers.',
  },
};
