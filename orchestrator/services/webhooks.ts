import { createHash } from 'node:crypto';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { webhookProcess } from '../../workflows/webhook/subscription.ts';
import type { WebhookInput, WebhookRequest } from '../../workflows/webhook/subscription.ts';
import { createOneAtATime } from '../identity/one-at-a-time.ts';
import { collections } from '../views/projection.ts';
import { newestFirst } from '../views/webhook-view.ts';
import type { WebhookDeliveryView, WebhookView } from '../views/webhook-view.ts';
import type { AddressRules } from '../webhooks/addresses.ts';
import { webhookSecret } from '../webhooks/message.ts';
import type { CustomsClient } from './contract.ts';
import type { CustomsClientService } from './customs-clients.ts';
import { ask, notFound } from './support.ts';
import type { ServiceDeps } from './support.ts';
import { lastRow, refuseCursor } from './feed-cursor.ts';

/** A webhook with its newest secret. */
export interface WebhookWithSecret extends WebhookView {
  readonly secret: string;
}

export interface WebhookWish {
  readonly url: string;
  readonly description: string | null;
  /** Cursor of the feed after which to begin; null: with what comes from now on. */
  readonly after: number | null;
}

export type WebhookCommand = Exclude<WebhookRequest, { readonly type: 'secret.rotated' }>;

/** What customs systems are told without asking. Each sees its own webhooks only; any other id is `NOT_FOUND`. */
export interface WebhookService {
  list(client: CustomsClient): Promise<readonly WebhookView[]>;
  webhook(client: CustomsClient, id: string): Promise<WebhookView | null>;
  /**
   * Begins one under the sender's `key`; the same key again gives the same webhook. Refuses `WEBHOOK_URL_INVALID`,
   * `WEBHOOK_URL_UNENCRYPTED`, `WEBHOOK_ADDRESS_REFUSED`, `CURSOR_UNKNOWN`, `TOO_MANY_WEBHOOKS`, `SCOPE_MISSING` (who may not read the
   * feed is not told of it) and `SANDBOX_NOT_PERMITTED`.
   */
  create(client: CustomsClient, key: string, wish: WebhookWish): Promise<Outcome<WebhookWithSecret>>;
  /** Gives a new secret; those before sign on beside it for `overlap_h`. Refuses `OVERLAP_OUT_OF_RANGE`. */
  rotate(
    client: CustomsClient,
    id: string,
    key: string,
    overlap_h: number,
  ): Promise<Outcome<WebhookWithSecret>>;
  /** Refuses `NOT_POSSIBLE_NOW`, `CURSOR_UNKNOWN`, `DEAD_LETTER_UNKNOWN`, `PING_UNDER_WAY`, `WEBHOOK_SUSPENDED`. */
  command(client: CustomsClient, id: string, command: WebhookCommand): Promise<Outcome<WebhookView>>;
  /** What was sent, the newest first; `before` is the `no` of the last line one has. */
  deliveries(
    client: CustomsClient,
    id: string,
    page: { readonly before: number; readonly limit: number },
  ): Promise<readonly WebhookDeliveryView[] | null>;
}

export interface WebhookDeps extends ServiceDeps {
  readonly rules: AddressRules;
  /** What secrets follow from. */
  readonly key: Buffer;
}

/** Of one client. Each is a connection for every row; a system needs one, and another while it moves. */
const mostWebhooks = 10;

/** Whether a client may, as things stand, be told of the feed. */
export const mayHearFeed =
  ({ list }: Pick<CustomsClientService, 'list'>) =>
  async (clientId: string): Promise<boolean> => {
    const client = (await list()).find((each) => each.clientId === clientId);
    const scopes = client?.scopes ?? [];
    return (
      client !== undefined &&
      !client.sandbox &&
      client.credentials.length > 0 &&
      scopes.includes('webhooks.manage') &&
      scopes.includes('certificates.read')
    );
  };

export function createWebhookService(deps: WebhookDeps): WebhookService {
  const { engine, views, clock, newId, rules, key: house } = deps;
  const oneAtATime = createOneAtATime();
  const ofClient = (clientId: string) => views.find<WebhookView>(collections.webhooks, { index: clientId });
  const webhook = async ({ clientId }: CustomsClient, id: string): Promise<WebhookView | null> => {
    const view = await views.get<WebhookView>(collections.webhooks, id);
    return view?.client === clientId ? view : null;
  };
  const withSecret = (view: WebhookView): WebhookWithSecret => ({
    ...view,
    secret: webhookSecret(house, view.id, view.secrets[0].generation),
  });
  const actorOf = ({ clientId }: CustomsClient) => ({ kind: 'customs' as const, id: clientId });
  const put = (
    client: CustomsClient,
    id: string,
    key: string,
    event: WebhookRequest,
  ): Promise<Outcome<WebhookView>> =>
    ask(deps, webhookProcess(id), { id: key, actor: actorOf(client), event }, () => webhook(client, id));
  const begin = async (
    client: CustomsClient,
    id: string,
    input: WebhookInput,
  ): Promise<Outcome<WebhookView>> => {
    const process = webhookProcess(id);
    const event = { type: 'process.start', input };
    const started = { id: `${process}/begin`, at: clock(), actor: actorOf(client), event };
    const result = await engine.start('webhook-subscription', process, started);
    if (result.status === 'refused') return refuse(result.refusal);
    const view = await webhook(client, id);
    return view ? ok(view) : refuse(notFound('id', id));
  };

  return {
    list: async ({ clientId }) => (await ofClient(clientId)).filter(({ state }) => state !== 'deleted'),
    webhook,
    create: (client, key, { url, description, after }) =>
      oneAtATime(client.clientId, async () => {
        const id = createHash('sha256').update(key).digest('hex').slice(0, 24);
        const known = await webhook(client, id);
        if (known) return ok(withSecret(known));
        if (client.sandbox) return refuse(notInSandbox);
        if (!client.scopes.includes('certificates.read')) return refuse(scopeMissing);
        const wrong = rules.refuseUrl(url) ?? (after === null ? null : await refuseCursor(views, after));
        if (wrong) return refuse(wrong);
        const others = (await ofClient(client.clientId)).filter(({ state }) => state !== 'deleted');
        if (others.length >= mostWebhooks) return refuse(tooMany);
        const input = { client: client.clientId, url, description, after: after ?? (await lastRow(views)) };
        const begun = await begin(client, id, input);
        return begun.ok ? ok(withSecret(begun.value)) : begun;
      }),
    rotate: async (client, id, key, overlap_h) => {
      if (!(await webhook(client, id))) return refuse(notFound('id', id));
      const done = await put(client, id, key, { type: 'secret.rotated', overlap_h });
      return done.ok ? ok(withSecret(done.value)) : done;
    },
    command: async (client, id, command) => {
      if (!(await webhook(client, id))) return refuse(notFound('id', id));
      const wrong =
        command.type === 'subscription.replayed' ? await refuseCursor(views, command.after) : null;
      return wrong ? refuse(wrong) : put(client, id, newId(), command);
    },
    deliveries: async (client, id, { before, limit }) => {
      if (!(await webhook(client, id))) return null;
      const afterKey = newestFirst(id, before);
      return views.find<WebhookDeliveryView>(collections.webhookDeliveries, { index: id, afterKey, limit });
    },
  };
}

const tooMany: Refusal = {
  code: 'TOO_MANY_WEBHOOKS',
  message: `This client has ${mostWebhooks} webhooks already.`,
  remedy: 'Delete one that is not needed.',
};
const scopeMissing: Refusal = {
  code: 'SCOPE_MISSING',
  message: 'A webhook tells of the feed, and the token does not carry the scope certificates.read.',
  remedy: 'Fetch a token with scope=certificates.read webhooks.manage.',
};
const notInSandbox: Refusal = {
  code: 'SANDBOX_NOT_PERMITTED',
  message: 'A webhook tells of real certificates, and this client sees demonstration certificates only.',
  remedy: 'Use a client that is not of the sandbox.',
};
