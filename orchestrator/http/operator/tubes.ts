import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { listOf } from '../schemas/scalars.ts';
import { pneumaticTube, tubeActing, tubeParam } from '../schemas/tubes.ts';

const tag = 'Transport';

export const tubeOperations = ({ tubes }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listTubes',
    method: 'get',
    path: '/api/v1/tubes',
    tag,
    summary: 'Pneumatic tubes: where their carriers are, and what they are asked to do',
    description: 'One with a `machine` sends by command; `orders` says what it is asked, the first of them now.',
    input: {},
    reply: json(listOf(pneumaticTube), 'Tubes.'),
    handle: async () => ({ items: await tubes.tubes() }),
  }),
  operatorOperation({
    id: 'actOnTube',
    method: 'post',
    path: '/api/v1/tubes/{tube}/acts',
    tag,
    summary: 'Say where the carrier is of a transfer about which the tube does not tell',
    description:
      'A transfer can be settled when it waits, when nobody knows what became of it, and, while the tube is out of reach, also when the machine has it. What was said is compared with what the PLC tells when it is there again; nothing is sent again by itself.',
    input: { params: tubeParam, body: tubeActing },
    example: { act: 'SETTLE', no: 4, found: 'destination', reason: 'I looked: it stands in the laboratory.' },
    reply: json(pneumaticTube, 'The tube.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(
        await tubes.act(caller, params.tube, {
          type: 'transfer.settled',
          no: body.no,
          found: body.found,
          reason: body.reason,
        }),
      ),
  }),
];
