import type { IncomingMessage, RequestListener } from 'node:http';
import { hkdfSync } from 'node:crypto';
import { compactVerify, CompactSign } from 'jose';
import { z } from 'zod';

/** Who asked, as the node says that passes a request on to the leading one. */
export interface Origin {
  /** IP address. */
  readonly address: string;
  /** Thumbprint of the certificate that the connection presents; null without one. */
  readonly certificate: string | null;
}

/** The header in which a node says it, signed: anybody else could make it up. */
export const originHeader = 'x-quaylab-origin';

const originSchema = z.strictObject({
  address: z.string(),
  certificate: z.string().nullable(),
  method: z.string(),
  url: z.string(),
});

/** What the nodes of a cluster sign with among each other: HKDF (RFC 5869) with SHA-256 of the cluster's secret. */
export const forwardingKey = (clusterSecret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', clusterSecret, '', 'quaylab forwarded requests', 32));

/** Signs who asked: JWS (RFC 7515), good for one method and address. */
export const signedOrigin = (
  origin: Origin,
  { method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
  key: Uint8Array,
): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify({ ...origin, method, url })))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(key);

/** What another node said of a request; null when it said nothing, or somebody else did. */
async function readOrigin(
  { headers, method, url }: IncomingMessage,
  key: Uint8Array,
): Promise<Origin | null> {
  const header = headers[originHeader];
  if (typeof header !== 'string') return null;
  try {
    const { payload } = await compactVerify(header, key, { algorithms: ['HS256'] });
    const said = originSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
    return said.method === method && said.url === url ? said : null;
  } catch {
    return null;
  }
}

/** Knows of each request who asked, whether it came directly or through another node. */
export class Origins {
  readonly #key: Uint8Array;
  readonly #known = new WeakMap<IncomingMessage, Origin>();

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Hands requests on when it is known who asked. */
  before(answer: RequestListener): RequestListener {
    return (req, res) => {
      if (req.headers[originHeader] === undefined) return answer(req, res);
      void readOrigin(req, this.#key).then((origin) => {
        if (origin) this.#known.set(req, origin);
        answer(req, res);
      });
    };
  }

  /** Null when it came directly. */
  of(req: IncomingMessage): Origin | null {
    return this.#known.get(req) ?? null;
  }
}
