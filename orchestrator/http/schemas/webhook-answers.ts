/** Answers about webhooks as the document shows them. */

const at = '2026-05-04T03:21:00.000Z';

export const webhookAnswer = {
  id: '5f0c9d3b7a1e4c2d8b6a0f19',
  url: 'https://customs.example/quaylab',
  description: 'port office',
  state: 'following',
  createdAt: at,
  secrets: [{ generation: 1, until: null }],
  delivered: 2,
  failing: null,
  stopped: null,
  suspended: null,
  died: 0,
  deadLetters: [],
  ping: null,
};

export const webhookSecretAnswer = {
  ...webhookAnswer,
  secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazRbE7SiHTQ=',
};

export const webhooksAnswer = { items: [webhookAnswer] };

export const webhookDeliveriesAnswer = {
  items: [
    {
      no: 1,
      kind: 'delivered',
      from: 2,
      to: 2,
      status: null,
      problem: null,
      failures: null,
      nextAttemptAt: null,
      at,
    },
  ],
};

const { url, ...shared } = webhookAnswer;
export const customsWebhookAnswer = {
  ...shared,
  client: 'customs-5316',
  address: url,
  behind: 0,
  lastDelivery: webhookDeliveriesAnswer.items[0],
};

export const customsWebhooksAnswer = { items: [{ ...customsWebhookAnswer, deadLetters: 0 }] };
