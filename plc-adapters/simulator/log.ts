import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';

/** What happened in the plant; `unit` is absent when it concerns the port as a whole. */
export type PlantEvent = { readonly event: string; readonly unit?: string } & Readonly<
  Record<string, string | number | boolean>
>;

/** One line of the plant's log. */
export interface LogLine {
  /** Line number from 1, without gaps, across restarts. */
  readonly n: number;
  /** Wall time, ISO 8601. */
  readonly at: string;
  readonly event: PlantEvent;
}

/** Where the plant writes down what really happened, for comparison with what others believe happened. */
export interface PlantLog {
  /** Number of the last line, 0 for none. */
  readonly last: number;
  append(lines: readonly LogLine[]): void;
}

export class MemoryPlantLog implements PlantLog {
  readonly lines: LogLine[] = [];

  get last(): number {
    return this.lines.at(-1)?.n ?? 0;
  }

  append(lines: readonly LogLine[]): void {
    this.lines.push(...lines);
  }
}

/**
 * JSON Lines, one flat object a line (`n`, `at`, `event`, …), appended synchronously: a killed process loses nothing
 * it wrote. A line broken off by a full disk or a crash of the machine is cut away when the log is opened again.
 */
export class FilePlantLog implements PlantLog {
  readonly #path: string;
  #last: number;

  constructor(path: string) {
    this.#path = path;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    const lastLine = whole.trimEnd().split('\n').at(-1);
    this.#last = lastLine ? Number(JSON.parse(lastLine).n) : 0;
  }

  get last(): number {
    return this.#last;
  }

  append(lines: readonly LogLine[]): void {
    if (lines.length === 0) return;
    appendFileSync(
      this.#path,
      lines.map(({ n, at, event }) => JSON.stringify({ n, at, ...event }) + '\n').join(''),
    );
    this.#last = lines.at(-1)?.n ?? this.#last;
  }
}
