import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { webhookMessage } from './schemas/webhook.ts';

const headers = z.object({
  'webhook-id': z.string().meta({
    description: 'Id of the message, the same however often it is sent: take each once',
    example: 'msg_5f0c9d3b7a1e4c2d8b6a0f19_17',
  }),
  'webhook-timestamp': z.string().meta({
    description: 'When it was sent, s since 1970: refuse what is more than 5 minutes off',
    example: '1779171660',
  }),
  'webhook-signature': z.string().meta({
    description:
      '`v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`, by each secret that works, with a blank between: one must be right',
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  }),
});

const example = {
  type: 'certificate.issued',
  timestamp: '2026-05-04T03:21:00.000Z',
  data: { cursor: 17, declarationNo: '531620261234567890', certificateNo: 'QL/2026/000001' },
};

/** What webhooks send, in the document's section of what comes to the other side. */
export function registerFeedWebhook(registry: OpenAPIRegistry): void {
  registry.registerWebhook({
    operationId: 'feedRow',
    method: 'post',
    path: 'feedRow',
    tags: ['Customs'],
    summary: 'A row of the feed, sent to a webhook',
    description: 'By the rules of Standard Webhooks 1.0. A ping has the type `webhook.ping` and no row.',
    security: [],
    request: {
      headers,
      body: { required: true, content: { 'application/json': { schema: webhookMessage, example } } },
    },
    responses: {
      204: {
        description: 'Taken; any other 2xx will do, too. Answer within 10 s, before you fetch anything.',
      },
      410: { description: 'Send nothing more: the webhook is disabled.' },
      503: { description: 'Not now; Retry-After is honoured.' },
    },
  });
}
