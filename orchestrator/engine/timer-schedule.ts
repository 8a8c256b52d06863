import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Timer } from '../../workflows/kernel/process.ts';

/** The longest delay `setTimeout` takes; a later deadline is looked at again then. */
const longestDelay = 2 ** 31 - 1;
/** Pause before a timer that could not be recorded fires again, ms: short against any deadline, long against a full disk. */
const retryPause = 1_000;

/** Wakes processes at their timers' deadlines. Holds nothing durable: it is filled from the journal at each start. */
export class TimerSchedule {
  readonly #clock: () => Instant;
  readonly #fire: (process: ProcessId, timer: Timer) => void;
  readonly #running = new Map<ProcessId, NodeJS.Timeout[]>();
  #stopped = false;

  constructor(clock: () => Instant, fire: (process: ProcessId, timer: Timer) => void) {
    this.#clock = clock;
    this.#fire = fire;
  }

  /** Replaces the timers of one process. An overdue one fires at once. */
  set(process: ProcessId, timers: readonly Timer[]): void {
    if (this.#stopped) return;
    const old = this.#running.get(process);
    if (!old && timers.length === 0) return;
    for (const handle of old ?? []) clearTimeout(handle);
    if (timers.length === 0) this.#running.delete(process);
    else this.#running.set(process, timers.map((timer) => this.#wait(process, timer)));
  }

  /** Lets a timer fire once more, a little later. */
  again(process: ProcessId, timer: Timer): void {
    if (this.#stopped) return;
    const handles = this.#running.get(process) ?? [];
    this.#running.set(process, [...handles, setTimeout(() => this.#fire(process, timer), retryPause)]);
  }

  /** Wakes nobody any more, whatever is set from now on. */
  stop(): void {
    this.#stopped = true;
    for (const handles of this.#running.values()) for (const handle of handles) clearTimeout(handle);
    this.#running.clear();
  }

  #wait(process: ProcessId, timer: Timer): NodeJS.Timeout {
    const delay = Date.parse(timer.dueAt) - Date.parse(this.#clock());
    if (delay > longestDelay) {
      return setTimeout(() => this.#running.get(process)?.push(this.#wait(process, timer)), longestDelay);
    }
    return setTimeout(() => this.#fire(process, timer), Math.max(0, delay));
  }
}
