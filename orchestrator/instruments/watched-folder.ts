import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Caller } from '../services/contract.ts';
import { largestResultFile } from './import.ts';
import type { ImportReport, InstrumentResults } from './import.ts';

export interface WatchedFolderOptions {
  readonly instrument: string;
  readonly folder: string;
  /** For whom the results are entered. */
  readonly analyst: Caller;
  readonly results: InstrumentResults;
  readonly log: Logger;
}

/** Time from one look to the next, ms. A file has stood still for as long when it is taken. */
const pollEvery = 5_000;

/** Size and time of writing: the same at two looks, the file is finished. */
const standOf = async (file: string) => {
  const { size, mtimeMs } = await stat(file);
  return { size, mark: `${size}/${mtimeMs}` };
};

/**
 * Takes the files an instrument writes into a folder. Each goes to `taken/` or `refused/` under the beginning of its digest and
 * its name, with its report beside it; the report is written first. A server that stops in between finds the file again, and the
 * ids of its determinations keep it from being entered twice. Names that begin with a dot are left alone.
 */
export class WatchedFolder {
  readonly #options: WatchedFolderOptions;
  #stands = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;
  /** What failed at the last look, by name; empty name: the folder itself. */
  #failures = new Map<string, string>();

  constructor(options: WatchedFolderOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.look().then(() => this.start()), pollEvery);
  }

  /** Finishes the look under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** One look, at files in order of name. Never rejects: what fails is logged once, keeps no other file waiting, and is tried again. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#attempt('', () => this.#takeFinished()));
    return this.#looking;
  }

  async #takeFinished(): Promise<void> {
    const { folder } = this.#options;
    const before = this.#stands;
    this.#stands = new Map();
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    for (const name of names.sort())
      await this.#attempt(name, () => this.#takeIfFinished(name, before.get(name)));
  }

  async #attempt(name: string, deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
      this.#failures.delete(name);
    } catch (error) {
      const { instrument, log } = this.#options;
      const { code, message } = error as NodeJS.ErrnoException;
      // The message of the operating system names the file, and people write what they like into a name.
      const reason = code ?? message;
      if (reason !== this.#failures.get(name))
        log.error({ instrument, reason }, 'results of an instrument cannot be read; tried again');
      this.#failures.set(name, reason);
    }
  }

  async #takeIfFinished(name: string, before: string | undefined): Promise<void> {
    const { size, mark } = await standOf(join(this.#options.folder, name));
    this.#stands.set(name, mark);
    if (before === mark) await this.#take(name, size, mark);
  }

  async #take(name: string, size: number, mark: string): Promise<void> {
    const { instrument, folder, analyst, results, log } = this.#options;
    const file = join(folder, name);
    let report = tooLarge(instrument, analyst.id, size);
    if (size <= largestResultFile) {
      const bytes = await readFile(file);
      if ((await standOf(file)).mark !== mark) return;
      const outcome = await results.take(analyst, instrument, bytes);
      if (!outcome.ok) throw new Error(outcome.refusal.message);
      report = outcome.value;
    }
    const place = join(
      folder,
      report.status === 'taken' || report.status === 'repeated' ? 'taken' : 'refused',
    );
    const aside = join(place, `${report.sha256?.slice(0, 12) ?? 'unread'}-${name}`);
    await mkdir(place, { recursive: true });
    await writeSafely(`${aside}.report.json`, `${JSON.stringify({ file: name, ...report }, null, 2)}\n`);
    await rename(file, aside);
    this.#stands.delete(name);
    const { status, entered, faults } = report;
    log[faults.length > 0 ? 'warn' : 'info'](
      { instrument, status, entered, faults: faults.length },
      'results of an instrument were read',
    );
  }
}

const tooLarge = (instrument: string, analyst: string, size: number): ImportReport => ({
  instrument,
  sha256: null,
  analyst,
  status: 'refused',
  determinations: 0,
  entered: 0,
  before: 0,
  faults: [
    {
      line: null,
      field: null,
      code: 'FILE_TOO_LARGE',
      message: `The file has ${size} bytes; at most ${largestResultFile} are read.`,
      remedy: 'Export one run at a time.',
    },
  ],
});

/** Whole or not at all, also when the power goes. */
async function writeSafely(path: string, text: string): Promise<void> {
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}
