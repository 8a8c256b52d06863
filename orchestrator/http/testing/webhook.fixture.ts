import { instant } from '../../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { WebhookAdministrationService, WebhookStanding } from '../../services/webhook-administration.ts';
import type { WebhookService } from '../../services/webhooks.ts';
import type { WebhookDeliveryView, WebhookView } from '../../views/webhook-view.ts';

/** One webhook with every member filled, and a house that has it. */

const at = instant('2026-05-04T03:21:00.000Z');
export const webhookId = '5f0c9d3b7a1e4c2d8b6a0f19';

const webhook: WebhookView = {
  id: webhookId,
  client: 'gacc',
  url: 'https://customs.example/quaylab',
  description: 'port office',
  state: 'waiting',
  createdAt: at,
  secrets: [
    { generation: 2, until: null },
    { generation: 1, until: at },
  ],
  delivered: 16,
  failing: { since: at, failures: 3, cursor: 17, problem: 'NOT_TAKEN', status: 503, nextAttemptAt: at },
  stopped: { problem: 'GONE', at },
  suspended: {
    reason: 'Its receiver was taken over.',
    by: { kind: 'person', id: 'admin', name: '管理员' },
    at,
  },
  died: 1,
  deadLetters: [{ cursor: 16, diedAt: at, problem: 'TIMED_OUT', status: null, resentAt: at }],
  ping: { askedAt: at, answered: { at, status: 204, problem: null } },
};

const delivery: WebhookDeliveryView = {
  no: 7,
  kind: 'failed',
  from: 17,
  to: 17,
  status: 503,
  problem: 'NOT_TAKEN',
  failures: 3,
  nextAttemptAt: at,
  at,
};

export const webhookSecretOfTest = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export function fakeWebhooks(note: (method: string, by: string, what: unknown) => void): WebhookService {
  const secret = webhookSecretOfTest;
  const made = new Map<string, WebhookView>();
  const own = (clientId: string, id: string) =>
    clientId === webhook.client && id === webhookId ? webhook : null;
  return {
    list: async ({ clientId }) => (clientId === webhook.client ? [webhook] : []),
    webhook: async ({ clientId }, id) => own(clientId, id),
    async create({ clientId }, key, { url, description, after }) {
      note('createWebhook', clientId, { key, url, description, after });
      if (url.startsWith('http:'))
        return refuse({
          code: 'WEBHOOK_URL_UNENCRYPTED',
          field: 'url',
          message: 'Plain.',
          remedy: 'Use https.',
        });
      const known = made.get(key) ?? { ...webhook, url, description };
      made.set(key, known);
      return ok({ ...known, secret });
    },
    async rotate({ clientId }, id, key, overlap_h) {
      note('rotateWebhookSecret', clientId, { id, key, overlap_h });
      return ok({ ...webhook, secret });
    },
    async command({ clientId }, id, command) {
      note('commandWebhook', clientId, { id, ...command });
      return ok(webhook);
    },
    deliveries: async ({ clientId }, id, { before, limit }) =>
      own(clientId, id) && [delivery].filter(({ no }) => no < before).slice(0, limit),
  };
}

const { url, ...shared } = webhook;
const standing: WebhookStanding = { ...shared, address: `${url}?…`, behind: 4, lastDelivery: delivery };

export const fakeWebhookAdministration = (
  note: (method: string, by: string, what: unknown) => void,
): WebhookAdministrationService => ({
  list: async () => [standing],
  webhook: async (id) => (id === webhookId ? standing : null),
  deliveries: async (id, { after, limit }) => {
    if (id !== webhookId) return null;
    const items = [delivery].filter(() => after === undefined || after === '').slice(0, limit);
    return { items, next: null };
  },
  async command({ id: by }, id, command) {
    note('commandCustomsWebhook', by, { id, ...command });
    return ok(standing);
  },
});
