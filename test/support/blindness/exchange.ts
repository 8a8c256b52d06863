import request from 'supertest';
import type { Role } from '../../../orchestrator/services/contract.ts';
import type { TestEdge } from '../../../orchestrator/http/testing/test-edge.ts';

/** One request of a person and everything that came of it: answer, headers, and what the server logged meanwhile. */
export interface Exchange {
  readonly role: Role;
  readonly request: string;
  readonly status: number;
  readonly headers: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly log: string;
}

export interface Wish {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly body?: object | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests one after the other and remembers them. */
export class Switchboard {
  readonly exchanges: Exchange[] = [];
  readonly #edge: TestEdge;
  constructor(edge: TestEdge) {
    this.#edge = edge;
  }

  async send(role: Role, { method, path, body, headers = {} }: Wish): Promise<Exchange> {
    const token = await this.#edge.as(role);
    const logged = this.#edge.log.length;
    const sent = request(this.#edge.app)
      [method](path)
      .set(...token)
      .set('Idempotency-Key', `blindness-${this.exchanges.length}`)
      .set(headers)
      .buffer(true)
      .parse((answer, done) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => done(null, Buffer.concat(chunks)));
      });
    const answer = body === undefined ? await sent : await sent.send(body);
    const exchange: Exchange = {
      role,
      request: `${method} ${path} ${JSON.stringify(headers)}`,
      status: answer.status,
      headers: JSON.stringify(answer.headers),
      bytes: Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.text ?? ''),
      contentType: String(answer.headers['content-type'] ?? ''),
      log: this.#edge.log.slice(logged).join(''),
    };
    this.exchanges.push(exchange);
    return exchange;
  }

  /** The answer as JSON; throws for a problem. */
  async json<T>(role: Role, wish: Wish): Promise<T> {
    const { status, bytes, request: sent } = await this.send(role, wish);
    if (status >= 400) throw new Error(`${role}: ${sent} → ${status}: ${bytes.toString('utf8')}`);
    return JSON.parse(bytes.toString('utf8')) as T;
  }
}
