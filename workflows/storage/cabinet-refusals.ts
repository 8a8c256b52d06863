import type { EventObject } from 'xstate';
import type { Actor } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { CabinetContext, CabinetOrder, CabinetScanAsked, OrderConfirmed, OrderDeclined, OrderSettled } from './cabinet-orders.ts';

/** States in which an order is with the machine, which has not answered yet. */
const withTheMachine: readonly string[] = ['readying', 'working'];

type Asked = (CabinetScanAsked | OrderSettled | OrderConfirmed | OrderDeclined) & { readonly by: Actor };

/**
 * Why a cabinet does not take what a person asks: `CABINET_NOT_COMMANDED`, `SCAN_UNDER_WAY`, `ORDER_UNKNOWN`, `ORDER_UNDER_WAY`,
 * `ORDER_NOT_PROPOSED`, `ORDER_SAME_PERSON`.
 */
export function refuseCabinet(context: CabinetContext, state: string, asked: EventObject & { readonly by: Actor }): Refusal | undefined {
  const event = asked as Asked;
  const [order] = context.orders;
  switch (event.type) {
    case 'cabinet.scan':
      return refuseScan(context);
    case 'order.settled':
      if (order?.no !== event.no) return orderUnknown(event.no);
      return withTheMachine.includes(state) && !event.outOfReach ? underWay(event.no) : undefined;
    case 'order.confirmed':
    case 'order.declined':
      return order?.no === event.no ? refuseSecond(order, event) : orderUnknown(event.no);
    default:
      return undefined;
  }
}

function refuseSecond({ no, proposal }: CabinetOrder, { type, by }: Asked): Refusal | undefined {
  if (!proposal)
    return {
      code: 'ORDER_NOT_PROPOSED',
      field: 'no',
      message: `Nobody has said that order ${no} was carried out.`,
      remedy: 'Look, then say what became of it.',
    };
  if (type === 'order.declined' || by.id !== proposal.by.id) return undefined;
  return {
    code: 'ORDER_SAME_PERSON',
    message: `${proposal.by.name ?? proposal.by.id} said so himself.`,
    remedy: 'Another person looks and confirms it.',
  };
}

function refuseScan({ cabinet, unit, orders }: CabinetContext): Refusal | undefined {
  if (!unit)
    return {
      code: 'CABINET_NOT_COMMANDED',
      message: `Cabinet ${cabinet} has no machine that takes commands.`,
      remedy: 'Look into its slots.',
    };
  if (!orders.some(({ op }) => op === 'scan')) return undefined;
  return { code: 'SCAN_UNDER_WAY', message: 'A scan is asked for already.', remedy: 'Wait for its end.' };
}

const orderUnknown = (no: number): Refusal => ({
  code: 'ORDER_UNKNOWN',
  field: 'no',
  message: `Order ${no} is not the one the cabinet is at.`,
  remedy: 'Read the cabinet again.',
});
const underWay = (no: number): Refusal => ({
  code: 'ORDER_UNDER_WAY',
  message: `The machine has order ${no} and has not answered yet.`,
  remedy: 'Wait for its answer; one that stays away is told as unknown.',
});
