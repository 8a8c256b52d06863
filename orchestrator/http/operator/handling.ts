import type { HandlingTask, HandlingView } from '../../views/handling-view.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operationRoles } from '../operation-roles.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { handling, handlingAbandonment, handlingCorrection, handlingStepInput } from '../schemas/handling.ts';
import { settlementInput } from '../schemas/intervention.ts';
import { pageOf, processIdParam } from '../schemas/scalars.ts';
import { openPage, openQuery } from './open-page.ts';

const tag = 'Handling';
const weighed = { kind: 'weigh', balanceId: 'W-1', gross_kg: '10.52', tare_kg: '0.50' };

/** Whom a task waits for: the roles that may use its operation. */
const withRoles = (task: HandlingTask) => ({
  ...task,
  roles: [...operationRoles[task.what === 'do' ? 'doHandlingStep' : 'settleHandling']],
});
const shown = (view: HandlingView) => ({ ...view, tasks: view.tasks.map(withRoles) });

/** The preparation is blind: whatever the house returns, only what `handling` names leaves. */
export const handlingOperations = ({ handling: house }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listHandlings',
    method: 'get',
    path: '/api/v1/handlings',
    tag,
    summary: 'Samples that are being handled, with what is next and who may do it',
    input: { query: openQuery },
    reply: json(pageOf(handling), 'Handlings that are not ended.'),
    handle: async ({ input: { query } }) => openPage((await house.open()).map(shown), ({ id }) => id, query),
  }),
  operatorOperation({
    id: 'getHandling',
    method: 'get',
    path: '/api/v1/handlings/{id}',
    tag,
    summary: 'The handling of one sample, with its whole record',
    input: { params: processIdParam },
    reply: json(handling, 'The handling.'),
    handle: async ({ input: { params } }) =>
      shown(found(await house.handling(params.id), 'handling', params.id)),
  }),
  operatorOperation({
    id: 'doHandlingStep',
    method: 'post',
    path: '/api/v1/handlings/{id}/steps',
    tag,
    summary:
      'Tell what was done in the step that is next; a second person confirms it where the recipe says so',
    input: { params: processIdParam, body: handlingStepInput },
    example: { step: 'weigh', data: weighed },
    reply: json(handling, 'The handling with the record.'),
    handle: async ({ caller, input: { params, body } }) =>
      shown(accepted(await house.doStep(caller, params.id, body))),
  }),
  operatorOperation({
    id: 'correctHandlingStep',
    method: 'post',
    path: '/api/v1/handlings/{id}/corrections',
    tag,
    summary: 'Correct what was told of a step: a new record, which a second person confirms',
    input: { params: processIdParam, body: handlingCorrection },
    example: { step: 'weigh', data: weighed, reason: 'Read 10.25 for 10.52.' },
    reply: json(handling, 'The handling with the proposed correction.'),
    handle: async ({ caller, input: { params, body } }) =>
      shown(accepted(await house.correctStep(caller, params.id, body))),
  }),
  operatorOperation({
    id: 'settleHandling',
    method: 'post',
    path: '/api/v1/handlings/{id}/settlements',
    tag,
    summary: 'Confirm or decline what another person told; who told it may only decline',
    input: { params: processIdParam, body: settlementInput },
    example: { decision: 'CONFIRM', numbers: [1] },
    reply: json(handling, 'The handling with the records.'),
    handle: async ({ caller, input: { params, body } }) =>
      shown(accepted(await house.settle(caller, params.id, body))),
  }),
  operatorOperation({
    id: 'abandonHandling',
    method: 'post',
    path: '/api/v1/handlings/{id}/abandonment',
    tag,
    summary: 'Give the handling of a sample up; what was filled so far is told to its consignment',
    input: { params: processIdParam, body: handlingAbandonment },
    example: { reason: 'The bag burst on the floor.' },
    reply: json(handling, 'The handling as it ended.'),
    handle: async ({ caller, input: { params, body } }) =>
      shown(accepted(await house.abandon(caller, params.id, body.reason))),
  }),
];
