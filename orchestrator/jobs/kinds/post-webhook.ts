import { z } from 'zod';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import { signedHeaders, webhookSecret } from '../../webhooks/message.ts';
import type { Post, Posted } from '../../webhooks/post.ts';
import { workOf } from '../ports.ts';
import type { JobKind } from '../ports.ts';

const payload = z.strictObject({
  subscription: z.string(),
  /** Of the secrets that sign, the newest first; the secrets themselves follow from a key of the house. */
  generations: z.array(z.int()).min(1).readonly(),
  url: z.string(),
  id: z.string(),
  body: z.string(),
});
const result: z.ZodType<Posted> = z.strictObject({
  status: z.int().nullable(),
  problem: z.string().nullable(),
  retryAfter_s: z.number().nullable(),
});

/** Many at once: a slow receiver takes seconds, and keeps nobody else's messages waiting. */
export const postWebhook: JobKind<z.infer<typeof payload>, Posted> = {
  name: 'webhook.post',
  concurrency: 64,
  payload,
  result,
};

interface PostingDeps {
  /** What secrets follow from. */
  readonly key: Buffer;
  readonly post: Post;
  readonly clock: () => Instant;
}

/** Signs one message and posts it. What the receiver does not take is a result; whether it is sent at all was decided before. */
export const postWebhookWork = ({ key, post, clock }: PostingDeps) =>
  workOf(postWebhook, ({ subscription, generations, url, id, body }, signal) => {
    const secrets = generations.map((generation) => webhookSecret(key, subscription, generation));
    return post({ url, headers: signedHeaders({ id, body }, secrets, clock()), body, signal });
  });
