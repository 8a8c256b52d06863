import { z } from 'zod';
import { instantText, listOf, pageOf, pageQuery, reason } from './scalars.ts';
import { cursor, webhookDelivery, webhookMembers } from './webhook.ts';

const { deadLetters, ...members } = webhookMembers;

const standing = {
  client: z.string(),
  address: z.string().meta({ description: 'Where messages go; what stands in its query is left out' }),
  ...members,
  suspended: z
    .object({ reason: z.string(), by: z.string(), at: instantText })
    .nullable()
    .meta({ description: 'Who of the port stopped it, and why; its client cannot start it then' }),
  behind: z.int().min(0).meta({ description: 'Rows of the feed after `delivered`' }),
  lastDelivery: webhookDelivery
    .nullable()
    .meta({ description: 'The newest line of its deliveries; null when nothing was sent yet' }),
};

export const customsWebhooks = listOf(
  z
    .object({
      ...standing,
      deadLetters: z.int().min(0).meta({ description: 'Rows put aside that were not delivered since' }),
    })
    .meta({ id: 'CustomsWebhookRow' }),
).meta({ id: 'CustomsWebhooks' });

export const customsWebhook = z.object({ ...standing, deadLetters }).meta({ id: 'CustomsWebhook' });

export const customsWebhookDeliveries = pageOf(webhookDelivery).meta({ id: 'CustomsWebhookDeliveries' });

export const customsWebhookDeliveriesQuery = z.object(pageQuery(50, 200));

export const customsWebhookCommandBody = z
  .discriminatedUnion('command', [
    z.strictObject({ command: z.literal('ping') }),
    z.strictObject({ command: z.literal('resend'), cursor }),
    z.strictObject({ command: z.literal('replay'), after: cursor, reason }),
    z.strictObject({ command: z.enum(['suspend', 'reinstate']), reason }),
  ])
  .meta({ id: 'CustomsWebhookCommand' });
