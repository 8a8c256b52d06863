import type { z } from 'zod';
import type { CarriageEvent } from '../../../workflows/transport/carriage.ts';
import type { Caller } from '../../services/contract.ts';
import type { CarriageView } from '../../views/transport-view.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { pageOf, processIdParam } from '../schemas/scalars.ts';
import { carriage, carriageAct, carriageLoss, carriagesQuery, carriageWish } from '../schemas/transport.ts';
import { isOneOf } from './stage-sight.ts';
import { openPage } from './open-page.ts';

const tag = 'Transport';

/** A carriage shows codes, so only who takes part sees it, and who watches over everything. */
const sees = (caller: Caller, { parties }: CarriageView): boolean =>
  parties.includes(caller.id) || isOneOf(caller, ['officer', 'custodian', 'administrator']);

/** What is told, in the words of the carriage's process. */
function eventOf(body: z.output<typeof carriageAct>): CarriageEvent {
  switch (body.act) {
    case 'RELEASE':
      return { type: 'carriage.released', containers: body.containers };
    case 'TAKE':
      return { type: 'carriage.taken', carrier: body.carrier, trayInPlace: body.trayInPlace };
    case 'RECEIVE': {
      const { containers, missing, condition } = body;
      return { type: 'carriage.received', containers, missing, condition };
    }
    case 'REFUSE':
      return { type: 'carriage.refused', reason: body.reason };
    case 'MISS':
      return { type: 'carriage.missed', reason: body.reason };
    case 'WITHDRAW':
      return { type: 'carriage.withdrawn', reason: body.reason };
  }
}

export const transportOperations = ({ transport }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listCarriages',
    method: 'get',
    path: '/api/v1/carriages',
    tag,
    summary: 'Carriages under way in which you take part, or the one of a container you hold',
    input: { query: carriagesQuery },
    reply: json(pageOf(carriage), 'A page of carriages.'),
    handle: async ({ caller, input: { query } }) => {
      const asked = (await transport.open()).filter((each) =>
        query.code === undefined ? sees(caller, each) : each.codes.includes(query.code),
      );
      return openPage(asked, ({ id }) => id, query);
    },
  }),
  operatorOperation({
    id: 'getCarriage',
    method: 'get',
    path: '/api/v1/carriages/{id}',
    tag,
    summary: 'One carriage in which you take part',
    input: { params: processIdParam },
    reply: json(carriage, 'The carriage.'),
    handle: async ({ caller, input: { params } }) => {
      const one = await transport.carriage(params.id);
      return found(one && sees(caller, one) ? one : null, 'carriage', params.id);
    },
  }),
  operatorOperation({
    id: 'requestCarriage',
    method: 'post',
    path: '/api/v1/carriages',
    tag,
    summary: 'Ask for containers to be carried from one place to another',
    description: 'A tube with a machine is commanded when somebody puts the carrier in (TAKE); any other is worked by people, who tell it here.',
    input: { body: carriageWish },
    example: { codes: ['A-7Q2M4K'], from: 'line', to: 'laboratory', means: { kind: 'tube', tube: 'T-1' } },
    reply: json(carriage, 'The carriage.', 201),
    handle: async ({ caller, input: { body } }) => accepted(await transport.request(caller, body)),
  }),
  operatorOperation({
    id: 'actOnCarriage',
    method: 'post',
    path: '/api/v1/carriages/{id}/acts',
    tag,
    summary: 'Release, take, receive, refuse or withdraw a carriage, or tell that it is missing',
    input: { params: processIdParam, body: carriageAct },
    example: { act: 'TAKE', carrier: 'carrier 7', trayInPlace: true },
    reply: json(carriage, 'The carriage.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await transport.act(caller, params.id, eventOf(body))),
  }),
  operatorOperation({
    id: 'giveUpCarriage',
    method: 'post',
    path: '/api/v1/carriages/{id}/loss',
    tag,
    summary: 'Give a missing carriage up as lost',
    input: { params: processIdParam, body: carriageLoss },
    example: { reason: 'Searched the whole line; nothing.' },
    reply: json(carriage, 'The carriage.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await transport.act(caller, params.id, { type: 'carriage.given-up', reason: body.reason })),
  }),
];
