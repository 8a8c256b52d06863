import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { declarationExample, declarationSchema } from '../schemas/declaration.ts';
import { inspectionOrder, rejectionBody } from '../schemas/inspection-order.ts';
import { pageOf, processIdParam } from '../schemas/scalars.ts';
import { openPage, openQuery } from './open-page.ts';

const tag = 'Inputs';

export const inspectionOrderOperations = ({ orders }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listInspectionOrders',
    method: 'get',
    path: '/api/v1/inspection-orders',
    tag,
    summary: 'Orders of customs that wait for an officer',
    input: { query: openQuery },
    reply: json(pageOf(inspectionOrder), 'Orders.'),
    handle: async ({ input: { query } }) => openPage(await orders.open(), ({ id }) => id, query),
  }),
  operatorOperation({
    id: 'completeInspectionOrder',
    method: 'post',
    path: '/api/v1/inspection-orders/{id}/completion',
    tag,
    summary: 'Declare what customs ordered',
    description:
      'Declaration, goods item and order number are those of the order, and every item customs requires is named. Urgency and due time ' +
      'are taken from the order where the declaration has none.',
    input: { params: processIdParam, body: declarationSchema },
    example: declarationExample,
    reply: json(inspectionOrder, 'The order with its consignment.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await orders.complete(caller, params.id, body)),
  }),
  operatorOperation({
    id: 'rejectInspectionOrder',
    method: 'post',
    path: '/api/v1/inspection-orders/{id}/rejection',
    tag,
    summary: 'Reject an order with a reason; customs reads it, and may order anew',
    input: { params: processIdParam, body: rejectionBody },
    example: { reason: 'The goods item is inspected under order ZX2026-0417.' },
    reply: json(inspectionOrder, 'The rejected order.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await orders.reject(caller, params.id, body.reason)),
  }),
];
