import type { Instant } from '../../../workflows/kernel/brand.ts';
import type { Actor, Effect, Input, Timer } from '../../../workflows/kernel/process.ts';
import type { ProcessState } from '../../../workflows/kernel/step.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';

/** Something that can happen in a situation. `answers`: the effect that is settled by it. */
export interface Offer {
  /** What it is called on a path; one name is one offer in a situation. */
  readonly type: string;
  readonly event: Told;
  readonly by: Actor;
  readonly answers: Effect | null;
  /** What is due, where time is all that happens. */
  readonly timer?: Timer;
}

/** One input on a way, and what it is called there. */
export interface Given {
  readonly name: string;
  readonly input: Input;
}

/** How a situation came to be. */
interface Arrival<Context> {
  readonly from: Situation<Context>;
  readonly given: Given;
}

export type Counts = Readonly<Record<string, number>>;

/** Where a process stands, with what it asked for and has no answer to, and what a catalogue counts along the way. */
export class Situation<Context> {
  // What @xstate/graph asks of the snapshot of any logic.
  readonly status = 'active';
  readonly output = undefined;
  readonly error = undefined;

  readonly process: ProcessState;
  /** Time of the newest input. */
  readonly now: Instant;
  readonly open: readonly Effect[];
  readonly counts: Counts;
  readonly arrival: Arrival<Context> | null;

  constructor(
    process: ProcessState,
    now: Instant,
    { open, counts }: Pick<Situation<Context>, 'open' | 'counts'>,
    arrival: Arrival<Context> | null,
  ) {
    this.process = process;
    this.now = now;
    this.open = open;
    this.counts = counts;
    this.arrival = arrival;
  }

  get context(): Context {
    return this.process.snapshot.context as Context;
  }
  /** Name of the state the process is in. */
  get state(): string {
    return String(this.process.snapshot.value);
  }
  get isDone(): boolean {
    return this.process.snapshot.status === 'done';
  }
  /** What was given from the start to here. */
  get path(): readonly Given[] {
    return this.arrival ? [...this.arrival.from.path, this.arrival.given] : [];
  }
  /** Timers that are still to come, the first first. */
  get awaited(): readonly Timer[] {
    return this.process.timers.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  }
  count(name: string): number {
    return this.counts[name] ?? 0;
  }
}

/** One step from a situation to the next. */
export interface Move<Context> {
  readonly from: Situation<Context>;
  readonly offer: Offer;
  readonly to: Situation<Context>;
  readonly effects: readonly Effect[];
}
