import { send } from '../kernel/effects.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { TubeAnswer } from './tube-messages.ts';
import type { CarrierFound, TubeOrder } from './tube-orders.ts';

/** What the carriage of a transfer is told. */

type Letter = ReturnType<typeof send>;

const tell = ({ carriage }: TubeOrder, event: TubeAnswer): Letter => send(carriage, event);

/** It has left; told once. */
export const departure = (order: TubeOrder, plcTime: string | null): readonly Letter[] =>
  order.departed ? [] : [tell(order, { type: 'tube.departed', plcTime })];

export const arrival = (order: TubeOrder, times: { readonly departed: string | null; readonly arrived: string | null }): readonly Letter[] => [
  ...departure(order, times.departed),
  tell(order, { type: 'tube.arrived', plcTime: times.arrived }),
];

export const refusal = (order: TubeOrder, why: Refusal): readonly Letter[] =>
  order.departed ? [tell(order, { type: 'tube.returned', reason: why.message })] : [tell(order, { type: 'tube.refused', refusal: why })];

export const loss = (order: TubeOrder, reason: string, departed: string | null): readonly Letter[] => [
  ...departure(order, departed),
  tell(order, { type: 'tube.lost', reason }),
];

/** By the word of a person who has looked. */
export function byWord(order: TubeOrder, found: CarrierFound, reason: string): readonly Letter[] {
  if (found === 'destination') return arrival(order, { departed: null, arrived: null });
  if (found === 'nowhere') return loss(order, reason, null);
  return refusal(order, {
    code: 'TRANSFER_NOT_MADE',
    message: `A person has looked: the carrier stands where it was to leave. ${reason}`,
    remedy: 'Send it again when the tube is in order, or withdraw the carriage.',
  });
}
