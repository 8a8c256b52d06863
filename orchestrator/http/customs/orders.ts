import type { z } from 'zod';
import type { PlacedOrder } from '../../services/inspection-orders.ts';
import type { CustomsHouse } from '../deps.ts';
import { accepted, HttpRefusal } from '../http-refusal.ts';
import { idOfKey } from '../idempotency.ts';
import { customsOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { orderAnswer } from '../schemas/customs-answers.ts';
import { orderBody, orderExample, placedOrder } from '../schemas/inspection-order.ts';

export const orderOperations = ({ orders }: CustomsHouse): readonly Operation[] => [
  customsOperation({
    id: 'placeInspectionOrder',
    method: 'post',
    path: '/customs/v1/inspection-orders',
    tag: 'Customs',
    summary: 'Order the inspection of one goods item',
    description:
      'With the body of a declaration it is declared at once; with `kind: order` an officer completes it. Repeat it under its key to see ' +
      'what became of it. `INSPECTION_ORDER_CONFLICT`: another order holds for the goods item. Where the goods item is declared under ' +
      'another order the order waits, with the reason as `problem`.',
    scope: 'orders.write',
    idempotent: true,
    input: { body: orderBody },
    example: orderExample,
    answer: orderAnswer,
    reply: json(placedOrder, 'The order as it stands now.', 201),
    handle: async ({ client, key, input: { body } }) =>
      accepted(await orders.place(client, idOfKey(client.clientId, key), placedOf(body))),
  }),
];

/** The order in a body: a declaration is one with what it says of turns and items. */
function placedOf(body: z.output<typeof orderBody>): PlacedOrder {
  if (body.kind === 'order') {
    const { kind: _, ...order } = body;
    return { order, declaration: null };
  }
  const { declarationNo, goodsItem, inspectionOrderNo, urgency, dueAt } = body;
  if (inspectionOrderNo === null) throw new HttpRefusal(numberMissing);
  return {
    order: {
      declarationNo,
      goodsItem,
      inspectionOrderNo,
      required: body.kind === 'coal' ? null : body.required,
      samplingStandard: null,
      ...(urgency && { urgency }),
      ...(dueAt && { dueAt }),
      remark: null,
    },
    declaration: body,
  };
}

const numberMissing = {
  code: 'ORDER_NUMBER_MISSING',
  field: 'inspectionOrderNo',
  message: 'An order has a number.',
  remedy: 'Give the number of the inspection order.',
};
