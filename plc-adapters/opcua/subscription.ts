import { AttributeIds, ClientMonitoredItemGroup, TimestampsToReturn } from 'node-opcua-client';
import type { ClientSession, ClientSubscription } from 'node-opcua-client';
import type { Reading } from '../unit-driver.ts';
import { within } from './time-limit.ts';
import type { TagNode } from './values.ts';
import { toReading } from './values.ts';

export interface SubscriptionHandlers {
  /** A value changed. A hint: changes are lost around reconnects, so the truth is always read. */
  changed(tag: string, reading: Reading): void;
  /** The server is there: a notification or a keep-alive came. */
  heard(): void;
}

export interface UnitSubscription {
  /** Longest time between two messages of a healthy server, as it revised our request. */
  readonly keepAliveMs: number;
  /** What the server grants, for the log. */
  readonly granted: { readonly publishingMs: number; readonly keepAliveCount: number };
  close(): Promise<void>;
}

/** After this long without us the server forgets the subscription; never huge (node-opcua #1077). */
const lifetimeMs = 60_000;
const createWithinMs = 10_000;
const closeWithinMs = 2000;

/** Subscribes to the given tags with one value of queue each: only the newest matters. Rejects when an item is refused. */
export async function subscribe(
  session: ClientSession,
  nodes: readonly TagNode[],
  wish: { readonly publishingMs: number; readonly keepAliveCount: number },
  handlers: SubscriptionHandlers,
): Promise<UnitSubscription> {
  const subscription = await within(
    session.createSubscription2({
      requestedPublishingInterval: wish.publishingMs,
      requestedMaxKeepAliveCount: wish.keepAliveCount,
      requestedLifetimeCount: Math.max(3 * wish.keepAliveCount, Math.ceil(lifetimeMs / wish.publishingMs)),
      maxNotificationsPerPublish: 0,
      publishingEnabled: true,
      priority: 1,
    }),
    createWithinMs,
    'Creating a subscription',
  );
  subscription.on('raw_notification', () => handlers.heard());
  try {
    await within(
      monitor(subscription, nodes, wish.publishingMs, handlers),
      createWithinMs,
      'Monitoring the tags',
    );
  } catch (error) {
    await close(subscription);
    throw error;
  }
  const { publishingInterval, maxKeepAliveCount } = subscription;
  return {
    keepAliveMs: publishingInterval * maxKeepAliveCount,
    granted: { publishingMs: publishingInterval, keepAliveCount: maxKeepAliveCount },
    close: () => close(subscription),
  };
}

function monitor(
  subscription: ClientSubscription,
  nodes: readonly TagNode[],
  samplingMs: number,
  handlers: SubscriptionHandlers,
): Promise<void> {
  const group = ClientMonitoredItemGroup.create(
    subscription,
    nodes.map(({ nodeId }) => ({ nodeId, attributeId: AttributeIds.Value })),
    { samplingInterval: samplingMs, queueSize: 1, discardOldest: true },
    TimestampsToReturn.Source,
  );
  group.on('changed', (_item, dataValue, index) => {
    const node = nodes[index];
    if (node) handlers.changed(node.tag, toReading(node.spec, dataValue));
  });
  return new Promise((resolve, reject) => {
    group.on('err', (message) => reject(new Error(message)));
    group.on('initialized', () => {
      const refused = nodes.filter((_, index) => !group.monitoredItems[index]?.statusCode.isGood());
      if (refused.length === 0) resolve();
      else reject(new Error(`The server does not monitor ${refused.map(({ tag }) => tag).join(', ')}.`));
    });
  });
}

/** The server forgets it by itself should this not arrive. */
async function close(subscription: ClientSubscription): Promise<void> {
  subscription.removeAllListeners('raw_notification');
  await within(subscription.terminate(), closeWithinMs, 'Ending a subscription').catch(() => undefined);
}
