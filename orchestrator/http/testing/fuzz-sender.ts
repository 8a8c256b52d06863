import type { Express } from 'express';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer-check.ts';

/** Sends what no well-behaved client would; `authorization` stands for the header. */
export interface Sender {
  readonly send: (sent: SentRequest) => Promise<Answer>;
  readonly close: () => Promise<void>;
}
interface SentRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** Puts the app on a port of this machine, and sends to it over connections that are kept open. */
export async function openSender(app: Express): Promise<Sender> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const send = ({ method, target, headers, body }: SentRequest) =>
    new Promise<Answer>((resolve, reject) => {
      const length = body === null ? {} : { 'Content-Length': body.length };
      const sent = request({ agent, port, host: '127.0.0.1', method, path: target, headers: { ...headers, ...length } });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.end(body ?? undefined);
    }); // prettier-ignore
  return {
    send,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
