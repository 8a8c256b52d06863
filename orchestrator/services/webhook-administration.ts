import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { webhookProcess } from '../../workflows/webhook/subscription.ts';
import type { WebhookAdministered, WebhookRequest } from '../../workflows/webhook/subscription.ts';
import { collections } from '../views/projection.ts';
import { newestFirst } from '../views/webhook-view.ts';
import type { WebhookDeliveryView, WebhookView } from '../views/webhook-view.ts';
import type { Caller } from './contract.ts';
import { lastRow, refuseCursor } from './feed-cursor.ts';
import { pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';
import { ask, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** A webhook as administrators see it. */
export interface WebhookStanding extends Omit<WebhookView, 'url'> {
  /** Where its messages go, without what may be secret in it. */
  readonly address: string;
  /** Rows of the feed it has still to be sent. */
  readonly behind: number;
  /** The newest line of its deliveries; null when nothing was sent yet. */
  readonly lastDelivery: WebhookDeliveryView | null;
}

/** What an administrator does to a webhook of any client. Pausing, resuming and deleting it are its client's. */
export type WebhookRemedy =
  | Extract<WebhookRequest, { readonly type: 'ping.asked' | 'letter.resent' }>
  | { readonly type: 'subscription.replayed'; readonly after: number; readonly reason: string }
  | WebhookAdministered;

/** All customs systems' webhooks, for who mends them. Who did what is in the journal. */
export interface WebhookAdministrationService {
  /** By client, the oldest first; without those that were deleted. */
  list(): Promise<readonly WebhookStanding[]>;
  webhook(id: string): Promise<WebhookStanding | null>;
  /** What was sent, the newest first. Null: there is no such webhook. */
  deliveries(id: string, page: PageWanted): Promise<Page<WebhookDeliveryView> | null>;
  /**
   * Refuses `NOT_FOUND`, `NOT_POSSIBLE_NOW`, `CURSOR_UNKNOWN`, `DEAD_LETTER_UNKNOWN`, `PING_UNDER_WAY`, `WEBHOOK_SUSPENDED` and
   * `WEBHOOK_NOT_SUSPENDABLE`.
   */
  command(caller: Caller, id: string, command: WebhookRemedy): Promise<Outcome<WebhookStanding>>;
}

export function createWebhookAdministration(deps: ServiceDeps): WebhookAdministrationService {
  const { views, newId } = deps;
  const standingOf = async ({ url, ...view }: WebhookView, last: number): Promise<WebhookStanding> => {
    const [lastDelivery = null] = await views.find<WebhookDeliveryView>(collections.webhookDeliveries, {
      index: view.id,
      limit: 1,
    });
    return { ...view, address: addressOf(url), behind: Math.max(0, last - view.delivered), lastDelivery };
  };
  const webhook = async (id: string) => {
    const view = await views.get<WebhookView>(collections.webhooks, id);
    return view && standingOf(view, await lastRow(views));
  };
  return {
    list: async () => {
      const all = await views.find<WebhookView>(collections.webhooks);
      const last = await lastRow(views);
      const there = all.filter(({ state }) => state !== 'deleted').sort(byClientAndAge);
      return Promise.all(there.map((view) => standingOf(view, last)));
    },
    webhook,
    deliveries: async (id, page) => {
      if (!(await views.get<WebhookView>(collections.webhooks, id))) return null;
      const keyOf = ({ no }: WebhookDeliveryView) => newestFirst(id, no);
      return pageOfRows(views, { ...page, collection: collections.webhookDeliveries, index: id, keyOf });
    },
    command: async (caller, id, command) => {
      if (!(await views.get<WebhookView>(collections.webhooks, id))) return refuse(notFound('id', id));
      const wrong =
        command.type === 'subscription.replayed' ? await refuseCursor(views, command.after) : null;
      if (wrong) return refuse(wrong);
      const request = { id: newId(), actor: personOf(caller), event: command };
      return ask(deps, webhookProcess(id), request, () => webhook(id));
    },
  };
}

const keyOf = ({ client, createdAt, id }: WebhookView) => `${client} ${createdAt} ${id}`;
const byClientAndAge = (one: WebhookView, other: WebhookView) => (keyOf(one) < keyOf(other) ? -1 : 1);

/** An address for people to read: a query may carry the receiver's own key, and a name and a password stand in front of a host. */
function addressOf(text: string): string {
  const { protocol, host, pathname, search } = new URL(text);
  return `${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`;
}
