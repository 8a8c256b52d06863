import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { settlementInput } from '../schemas/intervention.ts';
import { pageOf, processIdParam } from '../schemas/scalars.ts';
import { setup, setupAbandonment, setupCheckInput, setupCorrection } from '../schemas/setups.ts';
import { openPage, openQuery } from './open-page.ts';

const tag = 'Set-up checks';
const measured = { check: 'empty-run', value: { kind: 'measured', value: '4' } };

/** Samplers work blind: whatever the house returns, only what `setup` names leaves. */
export const setupOperations = ({ setups: house }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listSetups',
    method: 'get',
    path: '/api/v1/setups',
    tag,
    summary: 'Samplers that are being checked before they are armed, with what is still to do',
    input: { query: openQuery },
    reply: json(pageOf(setup), 'Set-ups that are not ended.'),
    handle: async ({ input: { query } }) => openPage(await house.open(), ({ id }) => id, query),
  }),
  operatorOperation({
    id: 'getSetup',
    method: 'get',
    path: '/api/v1/setups/{id}',
    tag,
    summary: 'The checks of a sampler before one sample, with the whole record',
    input: { params: processIdParam },
    reply: json(setup, 'The set-up.'),
    handle: async ({ input: { params } }) => found(await house.setup(params.id), 'setup', params.id),
  }),
  operatorOperation({
    id: 'doSetupCheck',
    method: 'post',
    path: '/api/v1/setups/{id}/checks',
    tag,
    summary: 'Tell what was found in a check; one that failed is made again when something was done about it',
    input: { params: processIdParam, body: setupCheckInput },
    example: measured,
    reply: json(setup, 'The set-up with the record.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await house.doCheck(caller, params.id, body)),
  }),
  operatorOperation({
    id: 'correctSetupCheck',
    method: 'post',
    path: '/api/v1/setups/{id}/corrections',
    tag,
    summary: 'Correct what was told of a check: a new record, which a second person confirms',
    input: { params: processIdParam, body: setupCorrection },
    example: { ...measured, reason: 'Read 4 g for 14 g.' },
    reply: json(setup, 'The set-up with the proposed correction.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await house.correctCheck(caller, params.id, body)),
  }),
  operatorOperation({
    id: 'settleSetup',
    method: 'post',
    path: '/api/v1/setups/{id}/settlements',
    tag,
    summary: 'Confirm or decline what another person found; who told it may only decline',
    input: { params: processIdParam, body: settlementInput },
    example: { decision: 'CONFIRM', numbers: [1] },
    reply: json(setup, 'The set-up with the records.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await house.settle(caller, params.id, body)),
  }),
  operatorOperation({
    id: 'abandonSetup',
    method: 'post',
    path: '/api/v1/setups/{id}/abandonment',
    tag,
    summary: 'Give the checks up: the sampler is not ready, and its consignment is told so',
    input: { params: processIdParam, body: setupAbandonment },
    example: { reason: 'The divider is worn through.' },
    reply: json(setup, 'The set-up as it ended.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await house.abandon(caller, params.id, body.reason)),
  }),
];
