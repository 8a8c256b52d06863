import type { ClientSession } from 'node-opcua-client';
import { endSubscription, monitorValues, openSubscription, termsOf } from '../opcua/subscription.ts';
import type { SubscriptionWish } from '../opcua/subscription.ts';
import type { SubscriptionTerms } from '../unit-driver.ts';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import type { TagFacts } from './tag-facts.ts';

/** What a server makes of a subscription like the driver's. */
export interface SubscriptionTrial extends SubscriptionTerms {
  readonly tags: number;
  /** Tags the server does not monitor, with its reason. */
  readonly refused: readonly { readonly tag: string; readonly status: string }[];
  /** Changes told while it was open, without the first value of each tag. */
  readonly notifications: number;
}

/** Subscribes to tags as the driver does, lets `meanwhile` work, and ends the subscription. */
export async function trySubscription<T>(
  session: ClientSession,
  tags: readonly TagFacts[],
  wish: SubscriptionWish,
  meanwhile: () => Promise<T>,
): Promise<{ readonly trial: SubscriptionTrial; readonly result: T }> {
  const watched = tags.flatMap(({ tag, found }) => (found ? [{ tag, nodeId: found.nodeId }] : []));
  const subscription = await openSubscription(session, wish);
  try {
    const heard = new Set<number>();
    let notifications = 0;
    const nodeIds = watched.map(({ nodeId }) => nodeId);
    const items = await monitorValues(subscription, nodeIds, wish.publishingMs, (index) => {
      if (heard.has(index)) notifications++;
      heard.add(index);
    });
    const result = await meanwhile();
    const refused = watched.flatMap(({ tag }, index) => {
      const { samplingMs, status } = items[index] ?? { samplingMs: null, status: 'none' };
      return samplingMs === null ? { tag, status } : [];
    });
    return { trial: { ...termsOf(subscription, wish, items), tags: tags.length, refused, notifications }, result };
  } finally {
    await endSubscription(subscription);
  }
}

/**
 * Judges the trial. A slower server is only slower to tell: the driver reads everything every few seconds anyway. A refused tag keeps
 * the driver from subscribing at all.
 */
export function subscriptionFindings({ requested, revised, refused }: SubscriptionTrial): readonly Finding[] {
  const about = 'subscription';
  const slower = (what: string, granted: number, wished: number) =>
    granted > wished ? [warning('INTERVAL_REVISED', about, `The server makes the ${what} interval ${granted} ms, not ${wished} ms.`)] : [];
  return [
    ...refused.map(({ tag, status }) => fault('NOT_MONITORED', tag, `The server does not monitor it: ${status}.`)),
    ...slower('publishing', revised.publishingMs, requested.publishingMs),
    ...(revised.samplingMs ? slower('longest sampling', revised.samplingMs.longest, requested.samplingMs) : []),
  ];
}
