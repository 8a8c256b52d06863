import { createHmac, randomBytes } from 'node:crypto';
import type { PrivateFiles } from '../storage/ports.ts';
import { hashSecret } from './secret.ts';

/** A random key of 32 bytes among the private files, made at first use. */
export async function keyIn(files: PrivateFiles, name: string): Promise<Buffer> {
  const file = `secrets/${name}`;
  const text = files.read(file) ?? (await files.create(file, `${randomBytes(32).toString('hex')}\n`));
  return Buffer.from(text.trim(), 'hex');
}

const credentialsFile = 'secrets/credentials.json';

/**
 * By what name the hash of a client's secret is kept. The first one of a client of the site file has the client's own name; `#` is in
 * no name of a person.
 */
export const secretName = (clientId: string, generation: number): string => (generation === 0 ? clientId : `${clientId}#${generation}`);

/** Hashes of passwords and client secrets, by name; the secrets themselves are nowhere. */
export class CredentialsFile {
  readonly #files: PrivateFiles;
  readonly #hashes: Record<string, string>;
  readonly #disowned = new Set<string>();

  constructor(files: PrivateFiles) {
    this.#files = files;
    this.#hashes = JSON.parse(files.read(credentialsFile) ?? '{}') as Record<string, string>;
  }

  hashOf(name: string): string | undefined {
    return this.#disowned.has(name) ? undefined : this.#hashes[name];
  }

  /** As if nobody had given it one, until somebody does. */
  disown(name: string): void {
    this.#disowned.add(name);
  }

  /** @returns its hash, once it is kept */
  async set(name: string, secret: string): Promise<string> {
    const hash = await hashSecret(secret);
    this.#disowned.delete(name);
    this.#hashes[name] = hash;
    await this.#files.write(credentialsFile, JSON.stringify(this.#hashes, null, 2));
    return hash;
  }
}

/** A demonstration's password: the same at every start, so that it can be shown again; not guessable without the key. */
export const demonstrationSecret = (key: Buffer, name: string): string => createHmac('sha256', key).update(name).digest('base64url').slice(0, 12);

/** A fresh random secret of 96 bits, to be shown once. */
export const freshSecret = (): string => randomBytes(12).toString('base64url');
