import type { Instant } from '../kernel/brand.ts';
import { later } from '../kernel/step.ts';

/** Until a message is tried again for the first time; from then on twice as long each time. ms */
const firstPause = 5_000;
/** A receiver that is back is noticed within the hour; an entry of the journal an hour is no burden. ms */
const longestPause = 3_600_000;
/** Of the pause, added: receivers that fail together are not called together again. */
const longestJitter = 0.2;
/** How long a message is tried before it is put aside. ms */
const patience = 86_400_000;

export interface Failed {
  readonly at: Instant;
  /** How often in a row the receiver has failed, 1 and up. */
  readonly failures: number;
  /** 0 to 1 */
  readonly jitter: number;
  /** What the receiver asked for (RFC 9110 clause 10.2.3), s. */
  readonly retryAfter_s: number | null;
}

/** When a message is given up: a day after its row came to be, or after the subscription was last told to deliver. */
export const deadlineOf = (rowAt: Instant, since: Instant): Instant =>
  later(rowAt > since ? rowAt : since, patience);

/** Whether the try that failed then was the last one. */
export const isOverdue = (at: Instant, deadline: Instant): boolean => at >= deadline;

/** When a failed message is tried again: never before the receiver asked for, and for the last time at the deadline. */
export function nextAttempt({ at, failures, jitter, retryAfter_s }: Failed, deadline: Instant): Instant {
  const pause = Math.min(firstPause * 2 ** (failures - 1), longestPause) * (1 + longestJitter * jitter);
  const next = later(at, Math.round(Math.max(pause, (retryAfter_s ?? 0) * 1000)));
  return next < deadline ? next : deadline;
}
