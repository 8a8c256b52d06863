import type { Instant } from '../kernel/brand.ts';
import { deadlineOf, isOverdue, nextAttempt } from './retry.ts';
import { buried } from './subscription.ts';
import type { WebhookContext } from './subscription.ts';
import type { DeliveryReported, Failing } from './report.ts';

/** A receiver that fails for longer needs somebody to look. ms */
export const failingLong = 3_600_000;

/** What ends a subscription's deliveries until it is resumed: the receiver said so (410), or the client may not hear the feed any more. */
export const isStopping = ({ failure }: DeliveryReported): boolean =>
  failure?.problem === 'GONE' || failure?.problem === 'NOT_ENTITLED';

/** Whether the row that failed is given up. */
export const hasDied = (
  { since }: Pick<WebhookContext, 'since'>,
  { failure }: DeliveryReported,
  at: Instant,
): boolean => failure !== null && isOverdue(at, deadlineOf(failure.rowAt, since));

/** What a report leaves in the context. */
export function afterReport(
  context: WebhookContext,
  report: DeliveryReported,
  at: Instant,
): Pick<WebhookContext, 'delivered' | 'failing'> & Partial<WebhookContext> {
  const { upTo, failure } = report;
  if (failure === null) return { delivered: upTo, failing: null };
  const { cursor, problem, status, rowAt, jitter, retryAfter_s } = failure;
  const before = upTo > report.after ? null : context.failing;
  const failures = (before?.failures ?? 0) + 1;
  const died = !isStopping(report) && hasDied(context, report, at);
  const next =
    died || isStopping(report)
      ? null
      : nextAttempt({ at, failures, jitter, retryAfter_s }, deadlineOf(rowAt, context.since));
  const failing: Failing = {
    since: before?.since ?? at,
    at,
    failures,
    cursor,
    problem,
    status,
    nextAttemptAt: next,
    long: before?.long ?? false,
  };
  return died
    ? { delivered: cursor, failing, ...buried(context, { cursor, diedAt: at, problem, status }) }
    : { delivered: upTo, failing, ...(isStopping(report) && { stopped: { problem, at } }) };
}
