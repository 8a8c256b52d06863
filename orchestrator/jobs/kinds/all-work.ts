import type { Issuing } from '../../../reports/issue-certificate.ts';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import type { BlobStore, Journal } from '../../storage/ports.ts';
import type { AddressRules } from '../../webhooks/addresses.ts';
import { createPost } from '../../webhooks/post.ts';
import type { JobWork } from '../ports.ts';
import { issueReportWork } from './issue-report.ts';
import { postWebhookWork } from './post-webhook.ts';
import { signRootWork } from './sign-root.ts';

/** What jobs are done with: nothing here writes the journal, and nobody here reads a view. */
export interface WorkDeps {
  readonly blobs: BlobStore;
  readonly journal: Pick<Journal, 'tail' | 'head'>;
  readonly signing: Pick<Issuing, 'signer' | 'timeStamp'>;
  readonly webhooks: { readonly rules: AddressRules; readonly key: Buffer };
  readonly clock: () => Instant;
}

/** Everything that is done as a job, in a server by itself and in a worker alike. */
export const allWork = ({ blobs, journal, signing, webhooks, clock }: WorkDeps): readonly JobWork[] => [
  issueReportWork(blobs, signing),
  signRootWork({ journal, blobs, signing, clock }),
  postWebhookWork({ key: webhooks.key, post: createPost(webhooks), clock }),
];
