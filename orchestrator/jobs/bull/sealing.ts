import { hkdfSync } from 'node:crypto';
import { compactDecrypt, CompactEncrypt } from 'jose';

/**
 * Keeps what is in the queue to the processes of one cluster: nobody else can read it, change it or put it to another job. Without that,
 * who may write to Redis could have any certificate signed. JWE (RFC 7516), `dir` with A256GCM.
 */
export class Sealing {
  readonly #key: Uint8Array;

  /** @param secret of the cluster, of which the key is derived by HKDF with SHA-256 (RFC 5869) */
  constructor(secret: string) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'quaylab jobs 1', 32));
  }

  /** @param about what it is of; only who asks for just that can open it */
  seal(about: string, value: unknown): Promise<string> {
    return new CompactEncrypt(Buffer.from(JSON.stringify({ about, value }), 'utf8'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(this.#key);
  }

  /** Rejects what was sealed by somebody else or is about something else. */
  async open(about: string, sealed: string): Promise<unknown> {
    const plaintext = await compactDecrypt(sealed, this.#key).then(
      (opened) => opened.plaintext,
      () => null,
    );
    const read = plaintext && (JSON.parse(Buffer.from(plaintext).toString('utf8')) as Sealed);
    if (read?.about !== about) throw new NotOursError();
    return read.value;
  }
}

interface Sealed {
  readonly about: string;
  readonly value: unknown;
}

class NotOursError extends Error {
  override readonly name = 'NotOursError';
  constructor() {
    super('what is in the queue was not written for this job by this cluster');
  }
}
