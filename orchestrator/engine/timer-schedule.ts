import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Timer } from '../../workflows/kernel/process.ts';

/** The longest delay `setTimeout` takes; a later deadline is looked at again then. */
const longestDelay = 2 ** 31 - 1;
/** Pause before a timer that could not be recorded fires again, ms: short against any deadline, long against a full disk. */
const retryPause = 1_000;

/** One running of a timer. */
interface Running {
  readonly dueAt: Instant;
  readonly handle: NodeJS.Timeout;
}
const keyOf = ({ name, generation }: Timer): string => `${name}~${generation}`;

/**
 * Wakes processes at their timers' deadlines. Holds nothing durable: it is filled from the journal at each start. The clock is looked at
 * when a timer is set; how long it then takes is measured without it, so that a clock that is set wakes nobody too early or too late.
 */
export class TimerSchedule {
  readonly #clock: () => Instant;
  readonly #fire: (process: ProcessId, timer: Timer) => void;
  readonly #running = new Map<ProcessId, ReadonlyMap<string, Running>>();
  #stopped = false;

  constructor(clock: () => Instant, fire: (process: ProcessId, timer: Timer) => void) {
    this.#clock = clock;
    this.#fire = fire;
  }

  /** How many timers run. */
  get size(): number {
    let size = 0;
    for (const timers of this.#running.values()) size += timers.size;
    return size;
  }

  /** Replaces the timers of one process; those that run already run on. An overdue one fires at once. */
  set(process: ProcessId, timers: readonly Timer[]): void {
    if (this.#stopped) return;
    const old = this.#running.get(process);
    if (!old && timers.length === 0) return;
    const next = new Map<string, Running>();
    for (const timer of timers) {
      const known = old?.get(keyOf(timer));
      const runsOn = known?.dueAt === timer.dueAt;
      next.set(keyOf(timer), runsOn ? known : { dueAt: timer.dueAt, handle: this.#wait(process, timer) });
    }
    for (const [key, running] of old ?? []) if (next.get(key) !== running) clearTimeout(running.handle);
    if (next.size === 0) this.#running.delete(process);
    else this.#running.set(process, next);
  }

  /** Lets a timer fire once more, a little later. */
  again(process: ProcessId, timer: Timer): void {
    if (this.#stopped) return;
    this.#put(process, timer, setTimeout(() => this.#fire(process, timer), retryPause));
  }

  /** Wakes nobody any more, whatever is set from now on. */
  stop(): void {
    this.#stopped = true;
    for (const timers of this.#running.values()) for (const { handle } of timers.values()) clearTimeout(handle);
    this.#running.clear();
  }

  #put(process: ProcessId, timer: Timer, handle: NodeJS.Timeout): void {
    const running = { dueAt: timer.dueAt, handle };
    this.#running.set(process, new Map(this.#running.get(process)).set(keyOf(timer), running));
  }

  #wait(process: ProcessId, timer: Timer): NodeJS.Timeout {
    const delay = Date.parse(timer.dueAt) - Date.parse(this.#clock());
    if (delay > longestDelay) {
      return setTimeout(() => this.#put(process, timer, this.#wait(process, timer)), longestDelay);
    }
    return setTimeout(() => this.#fire(process, timer), Math.max(0, delay));
  }
}
