/** The orchestrator beats every second; this long without a change means it is gone, ms of wall time. A site may set its own. */
export const WATCHDOG_LIMIT_MS = 10_000;

/** Watches the orchestrator's heartbeat. At boot nobody is taken to be there until the value moves. */
export class Watchdog {
  #last: number;
  readonly #limitMs: number;
  #changedAt: number | null = null;

  constructor(valueAtBoot: number, limitMs: number) {
    this.#last = valueAtBoot;
    this.#limitMs = limitMs;
  }

  get alive(): boolean {
    return this.#changedAt !== null;
  }

  /** Looks at the heartbeat once a scan; true when it was lost just now. */
  lost(value: number, wallMs: number): boolean {
    if (value !== this.#last) {
      this.#last = value;
      this.#changedAt = wallMs;
      return false;
    }
    if (this.#changedAt === null || wallMs - this.#changedAt <= this.#limitMs) return false;
    this.#changedAt = null;
    return true;
  }
}
