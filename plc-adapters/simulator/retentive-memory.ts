import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/**
 * One JSON file, replaced by renaming, so that a killed process leaves either the old or the new content. Not synced
 * to the platter: the fake need not survive a power cut.
 */
export class FileMemory<T extends { readonly version: number }> implements RetentiveMemory<T> {
  readonly #path: string;
  readonly #version: T['version'];
  #saved = '';

  constructor(path: string, version: T['version']) {
    this.#path = path;
    this.#version = version;
  }

  /** @throws RefusedError STATE_UNREADABLE when the file is no state of this version. */
  load(): T | null {
    if (!existsSync(this.#path)) return null;
    const content = parse<T>(readFileSync(this.#path, 'utf8'));
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
    const next = `${this.#path}.next`;
    writeFileSync(next, text);
    renameSync(next, this.#path);
    this.#saved = text;
  }
}

function parse<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
