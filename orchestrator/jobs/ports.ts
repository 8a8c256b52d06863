import type { z } from 'zod';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';

/** A kind of short work that may be done on another machine. What crosses is checked on both sides: they may be of two versions. */
export interface JobKind<Payload, Result> {
  /** Stable: it names the queue. */
  readonly name: string;
  /** Done at once by one process. */
  readonly concurrency: number;
  /** JSON; what is long goes through the blob store and is named by its digest. */
  readonly payload: z.ZodType<Payload>;
  readonly result: z.ZodType<Result>;
}

export interface Job<Payload> {
  /** Id of the effect that wants it, or one that follows from it: the same for ever. */
  readonly id: string;
  readonly payload: Payload;
}

/** How a kind is done. Must be idempotent: after a crash it is done again. Rejecting means: not now, try again. */
export interface JobWork {
  readonly kind: Pick<JobKind<unknown, unknown>, 'name' | 'concurrency'>;
  /** @param signal aborted when the process that does it stops */
  readonly act: (payload: unknown, signal: AbortSignal) => Promise<unknown>;
}

/** The work of a kind, which reads nothing and gives nothing but what the kind says. */
export const workOf = <Payload, Result>(
  kind: JobKind<Payload, Result>,
  act: (payload: Payload, signal: AbortSignal) => Promise<Result>,
): JobWork => ({
  kind,
  act: async (payload, signal) => kind.result.parse(await act(kind.payload.parse(payload), signal)),
});

/** `waiting`: for its turn, or for its next try; `failed`: tried several times, and tried again after a long pause. */
export const jobStates = ['waiting', 'active', 'completed', 'failed'] as const;
export type JobState = (typeof jobStates)[number];

/** A job as an administrator sees it; its payload and its result are nobody's business. */
export interface JobView {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  /** Tries that failed. */
  readonly failures: number;
  readonly addedAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** What the newest failure said, without secrets. */
  readonly error: string | null;
}

export interface JobPage {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Short idempotent work beside the processes: rendering, signing, delivering; never the workflow itself. The truth is the journal: an
 * effect that nobody answered is asked for again, under the same id, after every start.
 */
export interface Jobs {
  /**
   * Has a job done and gives its result. Asked for twice under one id, at once or within a day, it is done once and answered twice;
   * after a crash it may be done twice. A job that fails is tried again until it is done: `run` rejects only when the signal says so,
   * and with `JobsClosedError`.
   */
  run<Payload, Result>(
    kind: JobKind<Payload, Result>,
    job: Job<Payload>,
    signal: AbortSignal,
  ): Promise<Result>;
  /** Jobs of a state, the newest first. Throws a RefusedError `JOBS_UNREACHABLE`, as do the next two. */
  list(state: JobState, page: JobPage): Promise<readonly JobView[]>;
  counts(): Promise<Readonly<Record<JobState, number>>>;
  /** Tries a failed job again at once. Refuses `JOB_NOT_FOUND` and `JOB_NOT_FAILED`. */
  retry(id: string): Promise<Outcome<JobView>>;
  /** Whether the queue answers, as far as is known. */
  isReachable(): boolean;
  close(): Promise<void>;
}

/** The server stops: what was asked for is asked for again after the next start. */
export class JobsClosedError extends Error {
  override readonly name = 'JobsClosedError';
  constructor() {
    super('jobs are not taken any more: the server is stopping');
  }
}
