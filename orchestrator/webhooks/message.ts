import { createHmac } from 'node:crypto';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { ChangeRow } from '../views/model.ts';

/** A message as it goes out; `id` is the same however often it is sent. */
export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
}

/** The row itself is not in it: what is confidential is fetched, by who may. */
export const rowMessage = (
  subscription: string,
  { cursor, type, declarationNo, certificateNo, at }: ChangeRow,
): WebhookMessage => ({
  id: `msg_${subscription}_${cursor}`,
  body: JSON.stringify({ type, timestamp: at, data: { cursor, declarationNo, certificateNo } }),
});

export const pingMessage = (subscription: string, no: number, askedAt: Instant): WebhookMessage => ({
  id: `ping_${subscription}_${no}`,
  body: JSON.stringify({ type: 'webhook.ping', timestamp: askedAt, data: { no } }),
});

/** What precedes a secret in Base64. */
const secretPrefix = 'whsec_';

/** The secret of one generation: it follows from a key of the house, so that it stands in no journal and is the same when asked again. */
export const webhookSecret = (key: Buffer, subscription: string, generation: number): string =>
  secretPrefix + createHmac('sha256', key).update(`webhook ${subscription} ${generation}`).digest('base64');

/** Headers of Standard Webhooks 1.0: id, time (s since 1970) and a signature by each secret, newest first. */
export function signedHeaders(
  { id, body }: WebhookMessage,
  secrets: readonly string[],
  at: Instant,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(Date.parse(at) / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
