import { appendFileSync, closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** What a PLC keeps without power. */
export interface RetentiveMemory<T extends { readonly version: number }> {
  /** Null when nothing was ever saved. */
  load(): T | null;
  save(content: T): void;
}

/** The memory of a plant that is rebooted within this process; what is loaded went through JSON, as from a file. */
export class VolatileMemory<T extends { readonly version: number }> implements RetentiveMemory<T> {
  #content: T | null = null;

  load(): T | null {
    return JSON.parse(JSON.stringify(this.#content)) as T | null;
  }

  /** Keeps the content itself: what is saved must not change afterwards. */
  save(content: T): void {
    this.#content = content;
  }
}

/** When the file is begun anew, bytes. */
const longest = 8 * 2 ** 20;

/**
 * A file with a line of JSON for each save, the last of which counts; a line that a killed process left half written is passed over. Replacing the
 * file each time would hold the plant's scan up. Not synced to the platter: the fake need not survive a power cut.
 */
export class FileMemory<T extends { readonly version: number }> implements RetentiveMemory<T> {
  readonly #path: string;
  readonly #version: T['version'];
  #file: number | null = null;
  #length = 0;
  #saved = '';

  constructor(path: string, version: T['version']) {
    this.#path = path;
    this.#version = version;
  }

  /** @throws RefusedError STATE_UNREADABLE when the file is no state of this version. */
  load(): T | null {
    if (!existsSync(this.#path)) return null;
    const lines = readFileSync(this.#path, 'utf8').trimEnd().split('\n');
    const content = parse<T>(lines.at(-1)) ?? parse<T>(lines.at(-2));
    if (content?.version === this.#version) return content;
    throw new RefusedError({
      code: 'STATE_UNREADABLE',
      field: '--state',
      message: `${this.#path} is not a plant state of version ${this.#version}.`,
      remedy: 'Name another file, or delete this one to begin with a new plant.',
    });
  }

  /** Writes only what differs from the last save. */
  save(content: T): void {
    const text = JSON.stringify(content);
    if (text === this.#saved) return;
    if (this.#file === null || this.#length > longest) this.#begin(`${text}\n`);
    else this.#add(this.#file, `${text}\n`);
    this.#saved = text;
  }

  /** In the place of what was there: a killed process leaves either. */
  #begin(line: string): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    const next = `${this.#path}.next`;
    writeFileSync(next, line);
    renameSync(next, this.#path);
    this.#file = openSync(this.#path, 'a');
    this.#length = line.length;
  }

  #add(file: number, line: string): void {
    try {
      appendFileSync(file, line);
      this.#length += line.length;
    } catch (error) {
      // Half a line may be there; the next save begins the file anew.
      closeSync(file);
      this.#file = null;
      throw error;
    }
  }
}

function parse<T>(text = ''): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
