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
  /** Holder of the lease it is meant for: a name of one start of one node. */
  to: z.string(),
  /** Who signed it: a name of one start of one node. */
  from: z.string(),
  /** 1, 2, 3 … of what that one signed. */
  no: z.int().min(1),
});
type SignedOrigin = z.infer<typeof originSchema>;

/** What the nodes of a cluster sign with among each other: HKDF (RFC 5869) with SHA-256 of the cluster's secret. */
export const forwardingKey = (clusterSecret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', clusterSecret, '', 'quaylab forwarded requests', 32));

/** Signs who asked: JWS (RFC 7515), good for one method and address, at one leader, once. `from`: a name of this start of this node. */
export class OriginSigner {
  readonly #key: Uint8Array;
  readonly #from: string;
  #no = 0;

  constructor(key: Uint8Array, from: string) {
    this.#key = key;
    this.#from = from;
  }

  sign(
    origin: Origin,
    { method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
    to: string,
  ): Promise<string> {
    this.#no += 1;
    const said: SignedOrigin = { ...origin, method, url, to, from: this.#from, no: this.#no };
    return new CompactSign(Buffer.from(JSON.stringify(said)))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(this.#key);
  }
}

/**
 * How many numbers of one sender are remembered: so far a request may be overtaken by later ones. What is older is taken for used. Clocks of
 * different machines are never compared, so it is numbers that run out and not time (as in RFC 4303 clause 3.4.3).
 */
const remembered = 4096;

/** Takes each number of a sender once. Only who has the cluster's secret is a sender, so there are as many as nodes were started. */
class UsedNumbers {
  readonly #of = new Map<string, { highest: number; readonly used: Set<number> }>();

  /** Whether it is used for the first time; from then on it is used. */
  take(from: string, no: number): boolean {
    const sender = this.#of.get(from) ?? { highest: 0, used: new Set<number>() };
    this.#of.set(from, sender);
    if (no <= sender.highest - remembered || sender.used.has(no)) return false;
    sender.used.add(no);
    sender.highest = Math.max(sender.highest, no);
    if (sender.used.size > 2 * remembered)
      for (const each of sender.used) if (each <= sender.highest - remembered) sender.used.delete(each);
    return true;
  }
}

/** What another node said of a request; null when it said nothing, or somebody else did. */
async function readOrigin(
  { headers, method, url }: IncomingMessage,
  key: Uint8Array,
): Promise<SignedOrigin | null> {
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
  readonly #holder: string;
  readonly #used = new UsedNumbers();
  readonly #known = new WeakMap<IncomingMessage, Origin>();

  /** `holder`: how this node holds the lease; what was signed for another counts for nothing. */
  constructor(key: Uint8Array, holder: string) {
    this.#key = key;
    this.#holder = holder;
  }

  /** Hands requests on when it is known who asked. */
  before(answer: RequestListener): RequestListener {
    return (req, res) => {
      if (req.headers[originHeader] === undefined) return answer(req, res);
      void readOrigin(req, this.#key).then((origin) => {
        if (origin?.to === this.#holder && this.#used.take(origin.from, origin.no)) {
          const { address, certificate } = origin;
          this.#known.set(req, { address, certificate });
        }
        answer(req, res);
      });
    };
  }

  /** Null when it came directly. */
  of(req: IncomingMessage): Origin | null {
    return this.#known.get(req) ?? null;
  }
}
