import type { JobView } from '../../jobs/ports.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { job, jobPage, jobParam, jobQuery } from '../schemas/jobs.ts';
import { problemSchema } from '../schemas/problem.ts';

const tag = 'Administration';

/** Ids of effects are `process#seq.index`. */
const rowOf = (view: JobView) => ({ ...view, process: view.id.slice(0, view.id.indexOf('#')) });

const orUnreachable = <V>(reply: Reply<V>): Reply<V> => ({
  ...reply,
  responses: [
    ...reply.responses,
    {
      status: 503,
      description: 'The queue does not answer (JOBS_UNREACHABLE); nothing is lost.',
      content: { 'application/problem+json': problemSchema },
    },
  ],
});

const example = {
  id: 'certificate/531620261234567890.1.1#7.0',
  kind: 'report.issue',
  process: 'certificate/531620261234567890.1.1',
  failures: 5,
  addedAt: '2026-05-04T03:21:00.000Z',
  startedAt: '2026-05-04T03:21:40.000Z',
  finishedAt: '2026-05-04T03:21:41.000Z',
  error: 'SIGNER_UNAVAILABLE: The signing service does not answer.',
};

export const jobOperations = ({ jobs }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listJobs',
    method: 'get',
    path: '/api/v1/jobs',
    tag,
    summary: 'Jobs beside the processes: certificates to render and sign, messages to post',
    description:
      'What processes want done is in the journal, and is asked for until it is done. Jobs that are done are forgotten after a day, or ' +
      'when a thousand of their kind came after them; a server by itself forgets all when it stops.',
    input: { query: jobQuery },
    answer: {
      items: [{ ...example, state: 'failed' }],
      counts: { waiting: 0, active: 0, completed: 42, failed: 1 },
    },
    reply: orUnreachable(json(jobPage, 'A page.')),
    handle: async ({ input: { query } }) => {
      const { state, ...page } = query;
      const [items, counts] = await Promise.all([jobs.list(state, page), jobs.counts()]);
      return { items: items.map(rowOf), counts };
    },
  }),
  operatorOperation({
    id: 'retryJob',
    method: 'post',
    path: '/api/v1/jobs/{id}/retry',
    tag,
    summary: 'Try a failed job again now, once what it failed by is mended',
    description: 'It is tried again by itself every minute. Fails with JOB_NOT_FAILED for any other job.',
    input: { params: jobParam },
    answer: { ...example, state: 'waiting' },
    reply: orUnreachable(json(job, 'It waits for its turn.')),
    handle: async ({ input: { params } }) => rowOf(accepted(await jobs.retry(params.id))),
  }),
];
