import { z } from 'zod';
import type { WebhookCommand } from '../../services/webhooks.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { idOfKey, requireSame } from '../idempotency.ts';
import { customsOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { listOf, wholeNumber } from '../schemas/scalars.ts';
import {
  webhookAnswer,
  webhookDeliveriesAnswer,
  webhooksAnswer,
  webhookSecretAnswer,
} from '../schemas/webhook-answers.ts';
import {
  secretRotationBody,
  webhook,
  webhookBody,
  webhookCommandBody,
  webhookDeliveries,
  webhookExample,
  webhookIdParam,
  webhookWithSecret,
} from '../schemas/webhook.ts';

const path = '/customs/v1/webhooks';
const scope = 'webhooks.manage' as const;
const tag = 'Customs';
const input = { params: webhookIdParam };

const page = z.object({
  limit: wholeNumber(1, 200, 50),
  before: wholeNumber(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).meta({
    description: '`no` of the last line you have; default: the newest',
  }),
});

export const webhookOperations = ({ webhooks }: HttpDeps): readonly Operation[] => [
  customsOperation({
    id: 'createWebhook',
    method: 'post',
    path,
    tag,
    summary: 'Be told of each row of the feed',
    description:
      'Rows come one by one in order of the feed, signed by the rules of Standard Webhooks. The feed stays the truth: a message says that ' +
      'there is something to fetch. Any answer of 2xx within 10 s takes it; 410 disables the webhook; anything else is tried again for ' +
      'a day, and nothing overtakes it. Needs the scope `certificates.read` too.',
    scope,
    idempotent: true,
    input: { body: webhookBody },
    example: webhookExample,
    answer: webhookSecretAnswer,
    reply: json(webhookWithSecret, 'The webhook with its secret.', 201),
    handle: async ({ client, key, input: { body } }) => {
      const made = accepted(await webhooks.create(client, idOfKey(client.clientId, key), body));
      const { url, description } = body;
      requireSame({ url, description }, made);
      return made;
    },
  }),
  customsOperation({
    id: 'listWebhooks',
    method: 'get',
    path,
    tag,
    summary: 'Your webhooks',
    scope,
    input: {},
    answer: webhooksAnswer,
    reply: json(listOf(webhook), 'Webhooks of this client.'),
    handle: async ({ client }) => ({ items: await webhooks.list(client) }),
  }),
  customsOperation({
    id: 'getWebhook',
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'How a webhook stands, with its dead letters',
    scope,
    input,
    answer: webhookAnswer,
    reply: json(webhook, 'The webhook.'),
    handle: async ({ client, input: { params } }) =>
      found(await webhooks.webhook(client, params.id), 'webhook', params.id),
  }),
  customsOperation({
    id: 'rotateWebhookSecret',
    method: 'post',
    path: `${path}/{id}/secrets`,
    tag,
    summary: 'Get a new secret; the old one signs on beside it for a while',
    description:
      'Until then `webhook-signature` carries a signature by each: take a message if one of them is right.',
    scope,
    idempotent: true,
    input: { ...input, body: secretRotationBody },
    example: { overlap_h: 24 },
    answer: webhookSecretAnswer,
    reply: json(webhookWithSecret, 'The webhook with its new secret.', 201),
    handle: async ({ client, key, input: { params, body } }) => {
      found(await webhooks.webhook(client, params.id), 'webhook', params.id);
      return accepted(
        await webhooks.rotate(client, params.id, idOfKey(client.clientId, key), body.overlap_h),
      );
    },
  }),
  customsOperation({
    id: 'commandWebhook',
    method: 'post',
    path: `${path}/{id}/commands`,
    tag,
    summary: 'Pause, resume, ping, delete; replay the feed from a cursor; send a dead letter again',
    description:
      '`resume` also tries at once what waits to be tried again. `replay` delivers every row after the cursor again, under the same ids. ' +
      'What comes of `ping` and `resend` is seen a moment later in the webhook and its deliveries.',
    scope,
    input: { ...input, body: webhookCommandBody },
    example: { command: 'replay', after: 17 },
    answer: webhookAnswer,
    reply: json(webhook, 'The webhook as it stands now.'),
    handle: async ({ client, input: { params, body } }) => {
      found(await webhooks.webhook(client, params.id), 'webhook', params.id);
      return accepted(await webhooks.command(client, params.id, commandOf(body)));
    },
  }),
  customsOperation({
    id: 'listWebhookDeliveries',
    method: 'get',
    path: `${path}/{id}/deliveries`,
    tag,
    summary: 'What was sent, and what became of it',
    description:
      'The newest first: a line for each failure, ping and letter sent again, and one for all rows that went well together.',
    scope,
    input: { ...input, query: page },
    answer: webhookDeliveriesAnswer,
    reply: json(webhookDeliveries, 'Deliveries, the newest first.'),
    handle: async ({ client, input: { params, query } }) => ({
      items: found(await webhooks.deliveries(client, params.id, query), 'webhook', params.id),
    }),
  }),
];

function commandOf(body: z.output<typeof webhookCommandBody>): WebhookCommand {
  switch (body.command) {
    case 'pause':
      return { type: 'subscription.paused' };
    case 'resume':
      return { type: 'subscription.resumed' };
    case 'ping':
      return { type: 'ping.asked' };
    case 'delete':
      return { type: 'subscription.deleted' };
    case 'replay':
      return { type: 'subscription.replayed', after: body.after };
    case 'resend':
      return { type: 'letter.resent', cursor: body.cursor };
  }
}
