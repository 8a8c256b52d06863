import type { Wait } from '../../engine/effect-runner.ts';

/** Those who wait for news of a job; news that are missed cost the time after which one looks by oneself. */
export class Turns {
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #wait: Wait;

  constructor(wait: Wait) {
    this.#wait = wait;
  }

  /** Listens from now on: begin before looking, so that what comes between is not missed. */
  begin(job: string): {
    readonly come: (longest: number, signal: AbortSignal) => Promise<void>;
    readonly end: () => void;
  } {
    const over = new AbortController();
    const listeners = this.#waiting.get(job) ?? new Set();
    const wake = () => over.abort();
    this.#waiting.set(job, listeners.add(wake));
    return {
      come: (longest, signal) => this.#wait(longest, AbortSignal.any([over.signal, signal])).catch(() => {}),
      end: () => {
        listeners.delete(wake);
        if (listeners.size === 0 && this.#waiting.get(job) === listeners) this.#waiting.delete(job);
        over.abort();
      },
    };
  }

  tell(job: string): void {
    for (const wake of this.#waiting.get(job) ?? []) wake();
  }

  tellAll(): void {
    for (const job of this.#waiting.keys()) this.tell(job);
  }
}
