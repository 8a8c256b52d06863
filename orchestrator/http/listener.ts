import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { createConnections } from './connections.ts';
import type { Tls } from './connections.ts';

/** How long requests may go on after a stop was asked for, ms. */
const closingGrace = 2_000;

/** Where requests come in, before it is known who answers them. */
export interface Listener {
  /** The address listened on. */
  readonly url: string;
  /** Thumbprint of the certificate that a request's connection presents; null without one. */
  readonly certificateOf: (req: IncomingMessage) => string | null;
  /** IP address of who asks, where another node passed the request on; null where it came directly. */
  readonly addressOf: (req: IncomingMessage) => string | null;
  /** From now on requests are answered by this. */
  serve(answer: RequestListener): void;
  /** Takes no more, and waits for those under way for a moment; once however often it is called. */
  close(): Promise<void>;
}

/** Listens. What comes before `serve` waits for it. Throws `PORT_IN_USE`. */
export async function openListener(
  tls: Tls | null,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listener> {
  const { server, certificateOf } = createConnections(tls);
  let answer: RequestListener | null = null;
  let waiting: Parameters<RequestListener>[] = [];
  server.on('request', (req, res) => (answer ? answer(req, res) : waiting.push([req, res])));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const close = async () => {
    server.closeIdleConnections();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Long polls end with their connection; what customs missed it asks for again.
    setTimeout(() => server.closeAllConnections(), closingGrace).unref();
    await closed;
  };
  let closing: Promise<void> | undefined;
  return {
    url: `${tls ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`,
    certificateOf,
    addressOf: () => null,
    serve(next) {
      answer = next;
      for (const [req, res] of waiting) next(req, res);
      waiting = [];
    },
    close: () => (closing ??= close()),
  };
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new RefusedError({
    code: 'PORT_IN_USE',
    field: 'port',
    message: `${host}:${port} is in use.`,
    remedy: 'Stop the other program or choose another port with --port.',
  });
}
