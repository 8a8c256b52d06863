import type { z } from 'zod';
import type { Caller } from '../../services/contract.ts';
import type { CabinetAct, StorageAct } from '../../services/storage.ts';
import type { StoredBottleView } from '../../views/storage-view.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { listOf, pageOf, processIdParam } from '../schemas/scalars.ts';
import {
  bottlesQuery,
  cabinetActing,
  cabinetParam,
  disposing,
  fetching,
  keeping,
  placing,
  storageCabinet,
  storedBottle,
} from '../schemas/storage.ts';
import { isOneOf } from './stage-sight.ts';

const tag = 'Storage';

/** Acts whose words are those of who works at the cabinet, and knows no cargo either. */
const blindWords: readonly string[] = ['brought', 'stored', 'moved'];

/** Who works blind gets no words of those who know the cargo. */
function shown(caller: Caller, view: StoredBottleView): z.input<typeof storedBottle> {
  const overseer = isOneOf(caller, ['officer', 'custodian', 'administrator']);
  const words = <Word extends { readonly reason: string | null }>(word: Word) =>
    overseer ? word : { ...word, reason: null };
  return {
    ...view,
    status: view.status as z.input<typeof storedBottle>['status'],
    findings: [...view.findings],
    holds: view.holds.map((hold) => ({ ...words(hold), lifted: hold.lifted && words(hold.lifted) })),
    disposal: view.disposal && { ...words(view.disposal), method: overseer ? view.disposal.method : '' },
    record: view.record.map((line) => (blindWords.includes(line.what) ? line : words(line))),
  };
}

type Body = z.output<typeof placing | typeof fetching | typeof keeping | typeof disposing>;

/** What is asked, in the words of the bottle's process. */
function actOf(body: Body): StorageAct {
  switch (body.act) {
    case 'PUT_AWAY': {
      const { act: _, ...told } = body;
      return { type: 'bottle.put-away', ...told };
    }
    case 'MOVE':
      return { type: 'bottle.move', cabinet: body.cabinet, slot: body.slot, reason: body.reason };
    case 'FETCH':
      return { type: 'bottle.fetch', reason: body.reason };
    case 'USED_UP':
      return { type: 'bottle.used-up', reason: body.reason };
    case 'RETAIN': {
      const { act: _, ...asked } = body;
      return { type: 'storage.retain-until', ...asked };
    }
    case 'HOLD':
      return { type: 'hold.set', reason: body.reason };
    case 'LIFT_HOLD':
      return { type: 'hold.lifted', no: body.no, reason: body.reason };
    case 'LIFT_QUARANTINE':
      return { type: 'quarantine.lifted', reason: body.reason };
    case 'PROPOSE':
      return { type: 'disposal.proposed', method: body.method, reason: body.reason };
    case 'CONFIRM':
      return { type: 'disposal.confirmed' };
    case 'DECLINE':
      return { type: 'disposal.declined', reason: body.reason };
  }
}

/** What is asked of a cabinet's machine, or told of its order, in the words of its process. */
function cabinetActOf(body: z.output<typeof cabinetActing>): CabinetAct {
  switch (body.act) {
    case 'SCAN':
      return { type: 'cabinet.scan' };
    case 'SETTLE':
      return { type: 'order.settled', no: body.no, carriedOut: body.carriedOut, reason: body.reason };
    case 'CONFIRM':
      return { type: 'order.confirmed', no: body.no };
    case 'DECLINE':
      return { type: 'order.declined', no: body.no, reason: body.reason };
  }
}

const asked = json(
  storedBottle,
  'The bottle. While it is `claiming` or `fetching` its cabinet is being asked: read it again.',
);

export const storageOperations = ({ storage }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listStoredBottles',
    method: 'get',
    path: '/api/v1/storage/bottles',
    tag,
    summary: 'Retained bottles that are kept: what is where, what may be disposed of, what is on hold',
    input: { query: bottlesQuery },
    reply: json(pageOf(storedBottle), 'A page.'),
    handle: async ({ caller, input: { query } }) => {
      const { after, limit, ...filter } = query;
      const { items, next } = await storage.bottles(filter, { after, limit });
      return { items: items.map((each) => shown(caller, each)), next };
    },
  }),
  operatorOperation({
    id: 'getStoredBottle',
    method: 'get',
    path: '/api/v1/storage/bottles/{id}',
    tag,
    summary: 'One retained bottle with all that was done with it',
    input: { params: processIdParam },
    reply: json(storedBottle, 'The bottle.'),
    handle: async ({ caller, input: { params } }) =>
      shown(caller, found(await storage.bottle(params.id), 'stored bottle', params.id)),
  }),
  operatorOperation({
    id: 'listCabinets',
    method: 'get',
    path: '/api/v1/storage/cabinets',
    tag,
    summary: 'Cabinets with their slots, and what their own PLC says of them where they have one',
    description: 'One with a `machine` stores and retrieves by command; `orders` says what it is asked, the first of them now.',
    input: {},
    reply: json(listOf(storageCabinet), 'Cabinets.'),
    handle: async () => ({ items: await storage.cabinets() }),
  }),
  operatorOperation({
    id: 'actOnCabinet',
    method: 'post',
    path: '/api/v1/storage/cabinets/{cabinet}/acts',
    tag,
    summary: 'Have the machine of a cabinet read its labels anew, or say what became of an order it does not tell about',
    description:
      'An order can be settled when it waits, when nobody knows what became of it, and, while the machine is out of reach, also when the machine has it. What was said is compared with what the machine shows when it is there again.',
    input: { params: cabinetParam, body: cabinetActing },
    example: { act: 'SETTLE', no: 4, carriedOut: true, reason: 'I looked: it lies in slot 7.' },
    reply: json(storageCabinet, 'The cabinet.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await storage.actOnCabinet(caller, params.cabinet, cabinetActOf(body))),
  }),
  operatorOperation({
    id: 'placeStoredBottle',
    method: 'post',
    path: '/api/v1/storage/bottles/{id}/place',
    tag,
    summary: 'Put a bottle into a slot, weighed and its seal read, or move it to another',
    input: { params: processIdParam, body: placing },
    example: {
      act: 'PUT_AWAY',
      cabinet: 'RES-A',
      slot: 7,
      seal: 'R-4711',
      weighed: { gross_kg: '0.850', tare_kg: '0.100' },
    },
    reply: asked,
    handle: async ({ caller, input: { params, body } }) =>
      shown(caller, accepted(await storage.act(caller, params.id, actOf(body)))),
  }),
  operatorOperation({
    id: 'fetchStoredBottle',
    method: 'post',
    path: '/api/v1/storage/bottles/{id}/fetch',
    tag,
    summary: 'Take a bottle out of its slot, or tell that a test that was ordered used it up',
    input: { params: processIdParam, body: fetching },
    example: { act: 'FETCH', reason: 'Re-inspection was applied for.' },
    reply: asked,
    handle: async ({ caller, input: { params, body } }) =>
      shown(caller, accepted(await storage.act(caller, params.id, actOf(body)))),
  }),
  operatorOperation({
    id: 'keepStoredBottle',
    method: 'post',
    path: '/api/v1/storage/bottles/{id}/keeping',
    tag,
    summary: 'Begin or prolong retention, set or lift a legal hold, lift a quarantine',
    input: { params: processIdParam, body: keeping },
    example: { act: 'HOLD', reason: 'The buyer claims.' },
    reply: asked,
    handle: async ({ caller, input: { params, body } }) =>
      shown(caller, accepted(await storage.act(caller, params.id, actOf(body)))),
  }),
  operatorOperation({
    id: 'disposeOfStoredBottle',
    method: 'post',
    path: '/api/v1/storage/bottles/{id}/disposal',
    tag,
    summary: 'Propose, confirm (another person) or decline the disposal of a bottle whose retention is over',
    input: { params: processIdParam, body: disposing },
    example: { act: 'PROPOSE', method: 'Returned to the stockpile.', reason: 'Retention is over.' },
    reply: asked,
    handle: async ({ caller, input: { params, body } }) =>
      shown(caller, accepted(await storage.act(caller, params.id, actOf(body)))),
  }),
];
