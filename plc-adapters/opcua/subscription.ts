import { AttributeIds, ClientMonitoredItemGroup, TimestampsToReturn } from 'node-opcua-client';
import type { ClientSubscription, DataValue, NodeId } from 'node-opcua-client';
import type { Reading, SubscriptionTerms } from '../unit-driver.ts';
import type { WatchingSession } from './session.ts';
import { within } from './time-limit.ts';
import type { TagNode } from './values.ts';
import { toReading } from './values.ts';

/** What a subscription asks for. */
export interface SubscriptionWish {
  readonly publishingMs: number;
  readonly keepAliveCount: number;
}

export interface SubscriptionHandlers {
  /** A value changed. A hint: changes are lost around reconnects, so the truth is always read. */
  changed(tag: string, reading: Reading): void;
  /** The server is there: a notification or a keep-alive came. */
  heard(): void;
}

export interface UnitSubscription {
  /** Longest time between two messages of a healthy server, as it revised our request. */
  readonly keepAliveMs: number;
  readonly terms: SubscriptionTerms;
  /** Tags the server samples at another interval than asked for, with that interval in ms. */
  readonly sampledOtherwise: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** What a server made of one value that is to be monitored. */
interface MonitoredValue {
  /** Name of the status code; `Good` when it is monitored. */
  readonly status: string;
  /** As the server revised it; null when it is not monitored. */
  readonly samplingMs: number | null;
}

/** After this long without us the server forgets the subscription; never huge (node-opcua #1077). */
const lifetimeMs = 60_000;
const createWithinMs = 10_000;
const closeWithinMs = 2000;

/** Subscribes to the given tags with one value of queue each: only the newest matters. Rejects when an item is refused. */
export async function subscribe(
  session: WatchingSession,
  nodes: readonly TagNode[],
  wish: SubscriptionWish,
  handlers: SubscriptionHandlers,
): Promise<UnitSubscription> {
  const subscription = await openSubscription(session, wish);
  subscription.on('raw_notification', () => handlers.heard());
  try {
    const nodeIds = nodes.map(({ nodeId }) => nodeId);
    const items = await monitorValues(subscription, nodeIds, wish.publishingMs, (index, value) => {
      const node = nodes[index];
      if (node) handlers.changed(node.tag, toReading(node.spec, value));
    });
    const refused = nodes.filter((_, index) => items[index]?.samplingMs === null).map(({ tag }) => tag);
    if (refused.length > 0) throw new Error(`The server does not monitor ${refused.join(', ')}.`);
    const terms = termsOf(subscription, wish, items);
    const intervals = nodes.map(({ tag }, index) => [tag, items[index]?.samplingMs ?? wish.publishingMs] as const);
    return {
      keepAliveMs: terms.revised.publishingMs * terms.revised.keepAliveCount,
      terms,
      sampledOtherwise: Object.fromEntries(intervals.filter(([, samplingMs]) => samplingMs !== wish.publishingMs)),
      close: () => endSubscription(subscription),
    };
  } catch (error) {
    await endSubscription(subscription);
    throw error;
  }
}

/** A subscription with nothing in it yet. */
export function openSubscription(session: WatchingSession, { publishingMs, keepAliveCount }: SubscriptionWish): Promise<ClientSubscription> {
  const opening = session.createSubscription2({
    requestedPublishingInterval: publishingMs,
    requestedMaxKeepAliveCount: keepAliveCount,
    requestedLifetimeCount: Math.max(3 * keepAliveCount, Math.ceil(lifetimeMs / publishingMs)),
    maxNotificationsPerPublish: 0,
    publishingEnabled: true,
    priority: 1,
  });
  return within(opening, createWithinMs, 'Creating a subscription');
}

/**
 * Has values monitored with a queue of one; `changed` gets the index of the node. Resolves in the order of the nodes when the
 * server has answered for all, refused ones included.
 */
export function monitorValues(
  subscription: ClientSubscription,
  nodeIds: readonly NodeId[],
  samplingMs: number,
  changed: (index: number, value: DataValue) => void,
): Promise<readonly MonitoredValue[]> {
  // Servers answer a request for nothing with BadNothingToDo.
  if (nodeIds.length === 0) return Promise.resolve([]);
  const group = ClientMonitoredItemGroup.create(
    subscription,
    nodeIds.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value })),
    { samplingInterval: samplingMs, queueSize: 1, discardOldest: true },
    TimestampsToReturn.Source,
  );
  group.on('changed', (_item, value, index) => changed(index, value));
  const answered = new Promise<readonly MonitoredValue[]>((resolve, reject) => {
    group.on('err', (message) => reject(new Error(message)));
    group.on('initialized', () =>
      resolve(
        nodeIds.map((_, index) => {
          const item = group.monitoredItems[index];
          const monitored = item?.statusCode.isGood() ?? false;
          return {
            status: item?.statusCode.name ?? 'none',
            samplingMs: monitored ? (item?.result?.revisedSamplingInterval ?? samplingMs) : null,
          };
        }),
      ),
    );
  });
  return within(answered, createWithinMs, 'Monitoring the tags');
}

/** What was asked for beside what the server granted. */
export function termsOf(
  { publishingInterval, maxKeepAliveCount, lifetimeCount }: ClientSubscription,
  { publishingMs, keepAliveCount }: SubscriptionWish,
  items: readonly MonitoredValue[],
): SubscriptionTerms {
  const sampling = items.flatMap(({ samplingMs }) => samplingMs ?? []);
  return {
    requested: { publishingMs, samplingMs: publishingMs, keepAliveCount },
    revised: {
      publishingMs: publishingInterval,
      keepAliveCount: maxKeepAliveCount,
      lifetimeCount,
      samplingMs: sampling.length === 0 ? null : { shortest: Math.min(...sampling), longest: Math.max(...sampling) },
    },
  };
}

/** Whether the server granted just what was asked for. */
export function isAsRequested({ requested, revised }: SubscriptionTerms): boolean {
  const { shortest, longest } = revised.samplingMs ?? { shortest: requested.samplingMs, longest: requested.samplingMs };
  return (
    revised.publishingMs === requested.publishingMs &&
    revised.keepAliveCount === requested.keepAliveCount &&
    shortest === requested.samplingMs &&
    longest === requested.samplingMs
  );
}

/** The server forgets it by itself should this not arrive. */
export async function endSubscription(subscription: ClientSubscription): Promise<void> {
  subscription.removeAllListeners('raw_notification');
  await within(subscription.terminate(), closeWithinMs, 'Ending a subscription').catch(() => undefined);
}
