import type { EventObject } from 'xstate';
import type { Refusal } from '../kernel/refusal.ts';
import type { TransferSettled, TubeContext } from './tube-orders.ts';

/** States in which a transfer is with the machine, which has not answered yet. */
const withTheMachine: readonly string[] = ['readying', 'transferring', 'watching', 'underWay'];

/** Why a tube does not take what a person says of a transfer: `ORDER_UNKNOWN`, `ORDER_UNDER_WAY`. */
export function refuseTube({ orders }: TubeContext, state: string, asked: EventObject): Refusal | undefined {
  const event = asked as TransferSettled;
  if (event.type !== 'transfer.settled') return undefined;
  if (orders[0]?.no !== event.no)
    return {
      code: 'ORDER_UNKNOWN',
      field: 'no',
      message: `Order ${event.no} is not the one the tube is at.`,
      remedy: 'Read the tube again.',
    };
  if (!withTheMachine.includes(state) || event.outOfReach) return undefined;
  return {
    code: 'ORDER_UNDER_WAY',
    message: `The machine has order ${event.no} and has not answered yet.`,
    remedy: 'Wait for its answer; one that stays away is told as unknown.',
  };
}
