import { AttributeIds, ClientMonitoredItemGroup, TimestampsToReturn } from 'node-opcua-client';
import type { ClientSession, ClientSubscription } from 'node-opcua-client';
import { within } from '../opcua/time-limit.ts';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import type { TagFacts } from './tag-facts.ts';

/** What a subscription asks for. */
export interface SubscriptionWish {
  readonly publishingMs: number;
  readonly keepAliveCount: number;
}

/** What a server makes of a subscription like the driver's. */
export interface SubscriptionTrial {
  readonly requested: { readonly publishingMs: number; readonly samplingMs: number; readonly keepAliveCount: number };
  readonly revised: {
    readonly publishingMs: number;
    readonly keepAliveCount: number;
    readonly lifetimeCount: number;
    /** The shortest and the longest sampling interval among the tags. */
    readonly samplingMs: { readonly shortest: number; readonly longest: number } | null;
  };
  readonly tags: number;
  /** Tags the server does not monitor, with its reason. */
  readonly refused: readonly { readonly tag: string; readonly status: string }[];
  /** Changes told while it was open, without the first value of each tag. */
  readonly notifications: number;
}

const answerWithinMs = 10_000;
const closeWithinMs = 2000;
/** As the driver's: the server forgets the subscription after this long without us. */
const lifetimeMs = 60_000;

/** Subscribes to tags as the driver does, lets `meanwhile` work, and ends the subscription. */
export async function trySubscription<T>(
  session: ClientSession,
  tags: readonly TagFacts[],
  wish: SubscriptionWish,
  meanwhile: () => Promise<T>,
): Promise<{ readonly trial: SubscriptionTrial; readonly result: T }> {
  const { publishingMs, keepAliveCount } = wish;
  const subscription = await within(
    session.createSubscription2({
      requestedPublishingInterval: publishingMs,
      requestedMaxKeepAliveCount: keepAliveCount,
      requestedLifetimeCount: Math.max(3 * keepAliveCount, Math.ceil(lifetimeMs / publishingMs)),
      maxNotificationsPerPublish: 0,
      publishingEnabled: true,
      priority: 1,
    }),
    answerWithinMs,
    'Creating a subscription',
  );
  try {
    const items = await within(monitor(subscription, tags, publishingMs), answerWithinMs, 'Monitoring the tags');
    const result = await meanwhile();
    const { samplingMs: sampling } = items;
    const trial: SubscriptionTrial = {
      requested: { publishingMs, samplingMs: publishingMs, keepAliveCount },
      revised: {
        publishingMs: subscription.publishingInterval,
        keepAliveCount: subscription.maxKeepAliveCount,
        lifetimeCount: subscription.lifetimeCount,
        samplingMs: sampling.length === 0 ? null : { shortest: Math.min(...sampling), longest: Math.max(...sampling) },
      },
      tags: tags.length,
      refused: items.refused,
      notifications: items.notifications(),
    };
    return { trial, result };
  } finally {
    await within(subscription.terminate(), closeWithinMs, 'Ending a subscription').catch(() => undefined);
  }
}

interface MonitoredTags {
  readonly samplingMs: readonly number[];
  readonly refused: SubscriptionTrial['refused'];
  readonly notifications: () => number;
}

function monitor(subscription: ClientSubscription, tags: readonly TagFacts[], samplingInterval: number): Promise<MonitoredTags> {
  const watched = tags.flatMap(({ tag, found }) => (found ? [{ tag, nodeId: found.nodeId }] : []));
  // Servers answer a request for nothing with BadNothingToDo.
  if (watched.length === 0) return Promise.resolve({ samplingMs: [], refused: [], notifications: () => 0 });
  const group = ClientMonitoredItemGroup.create(
    subscription,
    watched.map(({ nodeId }) => ({ nodeId, attributeId: AttributeIds.Value })),
    { samplingInterval, queueSize: 1, discardOldest: true },
    TimestampsToReturn.Source,
  );
  const heard = new Set<number>();
  let notifications = 0;
  group.on('changed', (_item, _value, index) => {
    if (heard.has(index)) notifications++;
    heard.add(index);
  });
  return new Promise((resolve, reject) => {
    group.on('err', (message) => reject(new Error(message)));
    group.on('initialized', () => {
      const items = watched.map(({ tag }, index) => ({ tag, item: group.monitoredItems[index] }));
      resolve({
        samplingMs: items.flatMap(({ item }) => (item?.result && item.statusCode.isGood() ? item.result.revisedSamplingInterval : [])),
        refused: items.flatMap(({ tag, item }) => (item?.statusCode.isGood() ? [] : { tag, status: item?.statusCode.name ?? 'none' })),
        notifications: () => notifications,
      });
    });
  });
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
