import type { EventObject } from 'xstate';
import type { Refusal } from '../kernel/refusal.ts';
import type { CabinetContext, CabinetScanAsked, OrderSettled } from './cabinet-orders.ts';

/** States in which an order is with the machine, which has not answered yet. */
const withTheMachine: readonly string[] = ['readying', 'working'];

/** Why a cabinet does not take what a person asks: `CABINET_NOT_COMMANDED`, `SCAN_UNDER_WAY`, `ORDER_UNKNOWN`, `ORDER_UNDER_WAY`. */
export function refuseCabinet(context: CabinetContext, state: string, asked: EventObject): Refusal | undefined {
  const event = asked as CabinetScanAsked | OrderSettled;
  if (event.type === 'cabinet.scan') return refuseScan(context);
  if (event.type !== 'order.settled') return undefined;
  if (context.orders[0]?.no !== event.no) return orderUnknown(event.no);
  return withTheMachine.includes(state) ? underWay(event.no) : undefined;
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
