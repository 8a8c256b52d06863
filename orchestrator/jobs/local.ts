import type { Logger } from 'pino';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { wait as waitReally } from '../engine/effect-runner.ts';
import type { Wait } from '../engine/effect-runner.ts';
import { JobsClosedError } from './ports.ts';
import type { Job, JobKind, JobPage, Jobs, JobState, JobView, JobWork } from './ports.ts';
import { jobNotFailed, jobNotFound } from './refusals.ts';
import { completedKept, pauseAfter, triesBeforeFailed } from './retries.ts';
import { Slots } from './slots.ts';
import { toldError } from './told-error.ts';

interface LocalJobsDeps {
  readonly work: readonly JobWork[];
  readonly clock: () => Instant;
  readonly log: Logger;
  readonly wait?: Wait;
}

/** A job with what the view of it is made of. */
interface Known {
  view: JobView;
  done: Promise<unknown>;
  /** Ends the pause before its next try. */
  tryNow: () => void;
}

/** Where jobs of a kind are done. */
interface Place {
  readonly act: JobWork['act'];
  readonly slots: Slots;
}

/** Jobs done by this process itself. What it remembers of them ends with it: the journal knows what has to be done again. */
export class LocalJobs implements Jobs {
  readonly #work: ReadonlyMap<string, Place>;
  readonly #clock: () => Instant;
  readonly #log: Logger;
  readonly #wait: Wait;
  readonly #closed = new AbortController();
  /** By id, in the order they were added. */
  readonly #known = new Map<string, Known>();
  readonly #acting = new Set<Promise<unknown>>();

  constructor({ work, clock, log, wait = waitReally }: LocalJobsDeps) {
    this.#work = new Map(
      work.map(({ kind, act }) => [kind.name, { act, slots: new Slots(kind.concurrency) }]),
    );
    this.#clock = clock;
    this.#log = log;
    this.#wait = wait;
  }

  async run<Payload, Result>(
    kind: JobKind<Payload, Result>,
    { id, payload }: Job<Payload>,
    signal: AbortSignal,
  ): Promise<Result> {
    const over = AbortSignal.any([this.#closed.signal, signal]);
    over.throwIfAborted();
    const job = this.#known.get(id) ?? this.#begin(kind.name, id, payload);
    return kind.result.parse(await unlessAborted(job.done, over));
  }

  async list(state: JobState, { offset, limit }: JobPage): Promise<readonly JobView[]> {
    const views = [...this.#known.values()].map(({ view }) => view).filter((view) => view.state === state);
    return views.reverse().slice(offset, offset + limit);
  }

  async counts(): Promise<Readonly<Record<JobState, number>>> {
    const counts = { waiting: 0, active: 0, completed: 0, failed: 0 };
    for (const { view } of this.#known.values()) counts[view.state] += 1;
    return counts;
  }

  async retry(id: string): Promise<Outcome<JobView>> {
    const job = this.#known.get(id);
    if (!job) return refuse(jobNotFound(id));
    if (job.view.state !== 'failed') return refuse(jobNotFailed(id, job.view.state));
    this.#change(job, { state: 'waiting' });
    job.tryNow();
    return ok(job.view);
  }

  isReachable(): boolean {
    return !this.#closed.signal.aborted;
  }

  /** Lets what is under way give up, and waits for it. */
  async close(): Promise<void> {
    this.#closed.abort(new JobsClosedError());
    await Promise.allSettled(this.#acting);
  }

  #begin(kind: string, id: string, payload: unknown): Known {
    const work = this.#work.get(kind);
    if (!work) throw new Error(`there is no work for jobs of kind "${kind}"`);
    const view: JobView = {
      id,
      kind,
      state: 'waiting',
      failures: 0,
      addedAt: this.#clock(),
      startedAt: null,
      finishedAt: null,
      error: null,
    };
    const job: Known = { view, done: Promise.resolve(), tryNow: () => {} };
    this.#known.set(id, job);
    job.done = this.#untilDone(job, work, payload);
    // Whoever waits hears of it; perhaps nobody does any more.
    job.done.catch(() => {});
    return job;
  }

  async #untilDone(job: Known, { act, slots }: Place, payload: unknown): Promise<unknown> {
    const { signal } = this.#closed;
    for (;;) {
      await slots.take();
      signal.throwIfAborted();
      this.#change(job, { state: 'active', startedAt: this.#clock(), finishedAt: null });
      const acting = act(payload, signal);
      this.#acting.add(acting);
      try {
        const result = await acting;
        this.#change(job, { state: 'completed', finishedAt: this.#clock() });
        this.#forgetOldest();
        return result;
      } catch (error) {
        signal.throwIfAborted();
        this.#failed(job, error);
      } finally {
        this.#acting.delete(acting);
        slots.giveBack();
      }
      await this.#pause(job, pauseAfter(job.view.failures));
    }
  }

  #failed(job: Known, error: unknown): void {
    const failures = job.view.failures + 1;
    const state = failures < triesBeforeFailed ? 'waiting' : 'failed';
    this.#change(job, { state, failures, error: toldError(error), finishedAt: this.#clock() });
    const { id, kind } = job.view;
    this.#log.warn(
      { job: id, kind, failures, reason: job.view.error, pause: pauseAfter(failures) },
      'job failed, trying again',
    );
  }

  async #pause(job: Known, milliseconds: number): Promise<void> {
    const over = new AbortController();
    job.tryNow = () => over.abort();
    await this.#wait(milliseconds, AbortSignal.any([over.signal, this.#closed.signal])).catch(() => {});
    this.#closed.signal.throwIfAborted();
  }

  #change(job: Known, to: Partial<JobView>): void {
    job.view = { ...job.view, ...to };
  }

  #forgetOldest(): void {
    const completed = [...this.#known.values()].filter(({ view }) => view.state === 'completed');
    for (const { view } of completed.slice(0, -completedKept.count)) this.#known.delete(view.id);
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
