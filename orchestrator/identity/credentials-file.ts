import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashSecret } from './secret.ts';

/** Readable and writable by the server's own user only. */
const privateMode = 0o600;

/** A random key of 32 bytes in the data folder, made at first use. */
export function keyIn(folder: string, name: string): Buffer {
  const file = join(folder, 'secrets', name);
  if (!existsSync(file)) writePrivately(file, randomBytes(32).toString('hex'));
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/**
 * By what name the hash of a client's secret is kept. The first one of a client of the site file has the client's own name; `#` is in
 * no name of a person.
 */
export const secretName = (clientId: string, generation: number): string => (generation === 0 ? clientId : `${clientId}#${generation}`);

/** Hashes of passwords and client secrets, by name; the secrets themselves are nowhere. */
export class CredentialsFile {
  readonly #file: string;
  readonly #hashes: Record<string, string>;

  constructor(folder: string) {
    this.#file = join(folder, 'secrets', 'credentials.json');
    this.#hashes = existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, string>) : {};
  }

  hashOf(name: string): string | undefined {
    return this.#hashes[name];
  }

  async set(name: string, secret: string): Promise<void> {
    this.#hashes[name] = await hashSecret(secret);
    writePrivately(this.#file, JSON.stringify(this.#hashes, null, 2));
  }
}

/** Written aside and renamed, so that a crash leaves the old file or the new one. */
export function writePrivately(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${text}\n`, { mode: privateMode });
  renameSync(`${file}.part`, file);
}

/** A demonstration's password: the same at every start, so that it can be shown again; not guessable without the key. */
export const demonstrationSecret = (key: Buffer, name: string): string => createHmac('sha256', key).update(name).digest('base64url').slice(0, 12);

/** A fresh random secret of 96 bits, to be shown once. */
export const freshSecret = (): string => randomBytes(12).toString('base64url');
