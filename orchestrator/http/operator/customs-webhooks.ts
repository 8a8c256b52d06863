import type { z } from 'zod';
import type { WebhookRemedy, WebhookStanding } from '../../services/webhook-administration.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  customsWebhook,
  customsWebhookCommandBody,
  customsWebhookDeliveries,
  customsWebhookDeliveriesQuery,
  customsWebhooks,
} from '../schemas/customs-webhook.ts';
import { webhookIdParam } from '../schemas/webhook.ts';
import {
  customsWebhookAnswer,
  customsWebhooksAnswer,
  webhookDeliveriesAnswer,
} from '../schemas/webhook-answers.ts';

const tag = 'Customs clients';
const path = '/api/v1/customs-webhooks';
const input = { params: webhookIdParam };

const toldOf = ({ suspended, ...standing }: WebhookStanding) => ({
  ...standing,
  suspended: suspended && { ...suspended, by: suspended.by.name ?? suspended.by.id },
});
const rowOf = (standing: WebhookStanding) => ({
  ...toldOf(standing),
  deadLetters: standing.deadLetters.length,
});

export const customsWebhookOperations = ({
  webhookAdministration: webhooks,
}: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listCustomsWebhooks',
    method: 'get',
    path,
    tag,
    summary: 'Webhooks of all customs systems: who is behind the feed, and why',
    input: {},
    answer: customsWebhooksAnswer,
    reply: json(customsWebhooks, 'Webhooks by client, the oldest first, without those that were deleted.'),
    handle: async () => ({ items: (await webhooks.list()).map(rowOf) }),
  }),
  operatorOperation({
    id: 'getCustomsWebhook',
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'How a webhook stands, with its dead letters',
    input,
    answer: customsWebhookAnswer,
    reply: json(customsWebhook, 'The webhook.'),
    handle: async ({ input: { params } }) =>
      toldOf(found(await webhooks.webhook(params.id), 'webhook', params.id)),
  }),
  operatorOperation({
    id: 'listCustomsWebhookDeliveries',
    method: 'get',
    path: `${path}/{id}/deliveries`,
    tag,
    summary: 'What was sent to a webhook, and what became of it',
    description:
      'The newest first: a line for each failure, ping and letter sent again, and one for all rows that went well together.',
    input: { ...input, query: customsWebhookDeliveriesQuery },
    answer: { ...webhookDeliveriesAnswer, next: null },
    reply: json(customsWebhookDeliveries, 'A page.'),
    handle: async ({ input: { params, query } }) =>
      found(await webhooks.deliveries(params.id, query), 'webhook', params.id),
  }),
  operatorOperation({
    id: 'commandCustomsWebhook',
    method: 'post',
    path: `${path}/{id}/commands`,
    tag,
    summary: 'Ping a webhook, send a dead letter again, replay the feed, suspend or reinstate it',
    description:
      '`replay` delivers every row after the cursor again, under the same ids, and tries at once what waits to be tried again. What is ' +
      'suspended is sent no row until it is reinstated, and then goes on after the last that was delivered; its client is told the ' +
      'reason. Who did what is in the journal.',
    input: { ...input, body: customsWebhookCommandBody },
    example: { command: 'suspend', reason: 'The client reports that its receiver was taken over.' },
    answer: customsWebhookAnswer,
    reply: json(customsWebhook, 'The webhook as it stands now.'),
    handle: async ({ caller, input: { params, body } }) => {
      found(await webhooks.webhook(params.id), 'webhook', params.id);
      return toldOf(accepted(await webhooks.command(caller, params.id, commandOf(body))));
    },
  }),
];

function commandOf(body: z.output<typeof customsWebhookCommandBody>): WebhookRemedy {
  switch (body.command) {
    case 'ping':
      return { type: 'ping.asked' };
    case 'resend':
      return { type: 'letter.resent', cursor: body.cursor };
    case 'replay':
      return { type: 'subscription.replayed', after: body.after, reason: body.reason };
    case 'suspend':
      return { type: 'subscription.suspended', reason: body.reason };
    case 'reinstate':
      return { type: 'subscription.reinstated', reason: body.reason };
  }
}
