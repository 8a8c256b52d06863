import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { idOfKey } from '../idempotency.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { assayReview, assayTask, assayTasksQuery, determinationBody } from '../schemas/bench.ts';
import { blindCodeParam, pageOf } from '../schemas/scalars.ts';

const tag = 'Bench';

/** The bench is blind: whatever the house returns, only what `assayTask` names leaves. */
export const benchOperations = ({ operator }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listAssayTasks',
    method: 'get',
    path: '/api/v1/bench/tasks',
    tag,
    summary: 'Samples to test, by their assay code, page by page: what waits longest first; of approved ones the newest',
    input: { query: assayTasksQuery },
    reply: json(pageOf(assayTask), 'A page.'),
    handle: ({ input: { query } }) => operator.assayTasks(query),
  }),
  operatorOperation({
    id: 'getAssayTask',
    method: 'get',
    path: '/api/v1/bench/tasks/{code}',
    tag,
    summary: 'One sample to test',
    input: { params: blindCodeParam },
    reply: json(assayTask, 'The task.'),
    handle: async ({ input: { params } }) =>
      found(await operator.assayTask(params.code), 'task', params.code),
  }),
  operatorOperation({
    id: 'enterDetermination',
    method: 'post',
    path: '/api/v1/bench/tasks/{code}/determinations',
    tag,
    summary: 'Enter one determination',
    description:
      'The Idempotency-Key becomes the id of the determination: a repeat is not a second determination.',
    idempotent: true,
    input: { params: blindCodeParam, body: determinationBody },
    example: { item: 'A', value: '14.23' },
    reply: json(assayTask, 'The task with the verdict so far.', 201),
    handle: async ({ caller, key, input: { params, body } }) =>
      accepted(
        await operator.enterDetermination(caller, params.code, { id: idOfKey(caller.id, key), ...body }),
      ),
  }),
  operatorOperation({
    id: 'reviewAssay',
    method: 'post',
    path: '/api/v1/bench/tasks/{code}/reviews',
    tag,
    summary: 'Accept the results of a sample, or return items to the analyst',
    input: { params: blindCodeParam, body: assayReview },
    example: { decision: 'RETURN', items: ['V'], reason: 'Crucible not seated.' },
    reply: json(assayTask, 'The task after the review.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await operator.reviewAssay(caller, params.code, body)),
  }),
];
