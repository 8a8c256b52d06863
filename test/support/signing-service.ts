import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** An order as docs/signing.md has it. */
export interface SigningOrder {
  readonly orderId: string;
  readonly keyId: string;
  readonly algorithm: string;
  /** base64url, 32 bytes. */
  readonly digest: string;
}

/** What the service does with an order: an answer, or `hang up` after it was taken. */
export type Reaction = { readonly status: number; readonly body?: unknown } | 'hang up' | 'say nothing';

/** The other side of the remote signer, on a free port of the loopback. Keeps the orders it was given. */
export class SigningService {
  readonly orders: SigningOrder[] = [];
  private readonly server;
  private readonly scheme: 'http' | 'https';
  constructor(react: (order: SigningOrder, attempt: number) => Reaction, tls?: ServerOptions) {
    const listener: RequestListener = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const order = JSON.parse(Buffer.concat(chunks).toString()) as SigningOrder;
        this.orders.push(order);
        const reaction = react(order, this.orders.length);
        if (reaction === 'say nothing') return;
        if (reaction === 'hang up') request.socket.destroy();
        else response.writeHead(reaction.status).end(JSON.stringify(reaction.body));
      });
    };
    this.scheme = tls ? 'https' : 'http';
    this.server = tls ? createSecureServer(tls, listener) : createServer(listener);
  }

  /** Gives its address. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => void this.server.listen(port, '127.0.0.1', resolve));
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}/sign`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => void this.server.close(resolve));
  }
}
