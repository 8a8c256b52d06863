import { z } from 'zod';
import { longestOverlap_h } from '../../../workflows/customs-client/record.ts';
import { webhookStates } from '../../../workflows/webhook/subscription.ts';
import { instantText, name } from './scalars.ts';

/** A cursor of the change feed. */
export const cursor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const longestUrl = 2000;
/** A day: time to bring a new secret to a receiver at the other end. h */
const usualOverlap_h = 24;

export const webhookIdParam = z.object({
  id: z.string().min(1).max(64).meta({ example: '5f0c9d3b7a1e4c2d8b6a0f19' }),
});

export const webhookBody = z
  .strictObject({
    url: z.string().min(1).max(longestUrl).meta({ description: 'https; of a public address', format: 'uri' }),
    description: name.nullable().default(null),
    after: cursor
      .nullable()
      .default(null)
      .meta({ description: 'Cursor of the feed after which to begin; null: with what comes from now on' }),
  })
  .meta({ id: 'WebhookRequest' });

export const webhookExample = {
  url: 'https://customs.example/quaylab',
  description: 'port office',
  after: null,
};

export const secretRotationBody = z
  .strictObject({
    overlap_h: z.number().min(0).max(longestOverlap_h).default(usualOverlap_h).meta({
      description:
        'h for which the secrets before sign on beside the new one; 0 where one was seen by others',
    }),
  })
  .meta({ id: 'WebhookSecretRotation' });

export const webhookCommandBody = z
  .discriminatedUnion('command', [
    z.strictObject({ command: z.enum(['pause', 'resume', 'ping', 'delete']) }),
    z.strictObject({ command: z.literal('replay'), after: cursor }),
    z.strictObject({ command: z.literal('resend'), cursor }),
  ])
  .meta({ id: 'WebhookCommand' });

const problem = z.string().nullable().meta({
  description:
    'null when taken; else NOT_TAKEN (see status), REDIRECTED, GONE, TIMED_OUT, NAME_UNKNOWN, UNREACHABLE, TLS_FAILED, ADDRESS_REFUSED, NOT_ENTITLED or SUSPENDED',
});
const status = z.int().nullable().meta({ description: 'HTTP status of the answer, if there was one' });

/** What its client and the port's administrators see alike. */
export const webhookMembers = {
  id: z.string(),
  description: z.string().nullable(),
  state: z.enum(webhookStates),
  createdAt: instantText,
  secrets: z.array(
    z.object({
      generation: z.int(),
      until: instantText.nullable().meta({ description: 'When it stops to sign; null for the newest' }),
    }),
  ),
  delivered: z.int().meta({ description: 'Rows up to here were delivered or died, as last reported' }),
  failing: z
    .object({
      since: instantText,
      failures: z.int().meta({ description: 'In a row' }),
      cursor: z.int(),
      problem: z.string(),
      status,
      nextAttemptAt: instantText.nullable(),
    })
    .nullable(),
  stopped: z
    .object({ problem: z.string(), at: instantText })
    .nullable()
    .meta({ description: 'Why it is disabled' }),
  suspended: z.object({ reason: z.string(), at: instantText }).nullable().meta({
    description:
      'Why the port stopped it; only the port lets it go on, after the last row that was delivered',
  }),
  died: z.int().meta({ description: 'How many letters have died so far' }),
  deadLetters: z.array(
    z.object({
      cursor: z.int(),
      diedAt: instantText,
      problem: z.string(),
      status,
      resentAt: instantText.nullable().meta({ description: 'When it was last sent again, in vain' }),
    }),
  ),
  ping: z
    .object({
      askedAt: instantText,
      answered: z.object({ at: instantText, status, problem }).nullable(),
    })
    .nullable(),
};

const ofClient = { url: z.string(), ...webhookMembers };

export const webhook = z.object(ofClient).meta({ id: 'Webhook' });

export const webhookWithSecret = z
  .object({
    ...ofClient,
    secret: z.string().meta({ description: 'Signs messages from now on; `whsec_` and 32 bytes in Base64' }),
  })
  .meta({ id: 'WebhookWithSecret' });

export const webhookDelivery = z
  .object({
    no: z.int().meta({ description: 'Send the last one as `before` for what is older' }),
    kind: z.enum(['delivered', 'failed', 'ping', 'resent']),
    from: z.int().nullable().meta({ description: 'Cursor of the first row' }),
    to: z.int().nullable().meta({ description: 'Cursor of the last row' }),
    status,
    problem,
    failures: z.int().nullable().meta({
      description:
        'How often the receiver had failed in a row by then; null where it did not, or is not tried on',
    }),
    nextAttemptAt: instantText.nullable(),
    at: instantText,
  })
  .meta({ id: 'WebhookDelivery' });

export const webhookDeliveries = z
  .object({ items: z.array(webhookDelivery) })
  .meta({ id: 'WebhookDeliveries' });

/** What a receiver is sent, for the document. */
export const webhookMessage = z
  .object({
    type: z
      .string()
      .meta({ description: 'As in the feed; ignore types you do not know', example: 'certificate.issued' }),
    timestamp: instantText.meta({ description: 'When it happened, not when it was sent' }),
    data: z.object({
      cursor: z.int().meta({ description: 'Of the row in the feed' }),
      declarationNo: z.string(),
      certificateNo: z.string().nullable(),
    }),
  })
  .meta({ id: 'WebhookMessage' });
