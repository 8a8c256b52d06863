import type { BlindCode } from '../kernel/brand.ts';
import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refuseWeighing } from '../sample-handling/data-refusals.ts';
import type { CarriageContext, CarriageEvent } from './carriage.ts';

/**
 * Why a carriage does not take what a person tells: `CONTAINER_UNKNOWN`, `CONTAINER_REPEATED`, `CONTAINER_NOT_NAMED`,
 * `TARE_NOT_BELOW_GROSS`, `OUT_OF_RANGE`, `NOTHING_RECEIVED`, `TRAY_NOT_IN_PLACE`, `CARRIER_NOT_NAMED`, `CARRIAGE_SAME_PERSON`,
 * `CARRIAGE_NOT_PERMITTED`. What is merely not as it should be is taken, and found (`judge.ts`).
 */
export function refuseCarriage(context: CarriageContext, event: Stamped<CarriageEvent>): Refusal | undefined {
  switch (event.type) {
    case 'carriage.released':
      return refuseCodes(context, event.containers) ?? firstWeighing(event.containers);
    case 'carriage.taken':
      return context.order.means.kind === 'tube' && !event.trayInPlace ? trayNotInPlace : undefined;
    case 'carriage.received':
      return (
        refuseReceiver(context, event.by) ??
        refuseHandToHand(context) ??
        refuseCodes(context, event.containers, event.missing) ??
        (event.containers.length === 0 ? nothingReceived : firstWeighing(released(context, event)))
      );
    case 'carriage.refused':
      return refuseReceiver(context, event.by);
    case 'carriage.withdrawn':
      return [context.requested.by.id, context.released?.by.id].includes(event.by.id)
        ? undefined
        : notPermitted('Who asked for the carriage, or released it, withdraws it.');
    default:
      return undefined;
  }
}

/** What was received with the tare of its release, so that it can be checked alike. */
const released = (
  context: CarriageContext,
  { containers }: Extract<CarriageEvent, { type: 'carriage.received' }>,
) =>
  containers.flatMap((container) => {
    const given = context.released?.containers.find(({ code }) => code === container.code);
    return given ? [{ ...given, gross_kg: container.gross_kg }] : [];
  });

function firstWeighing(containers: readonly Parameters<typeof refuseWeighing>[1][]): Refusal | undefined {
  for (const [index, container] of containers.entries()) {
    const refusal = refuseWeighing(`containers[${index}]`, container);
    if (refusal) return refusal;
  }
  return undefined;
}

function refuseCodes(
  { order }: CarriageContext,
  containers: readonly { readonly code: BlindCode }[],
  missing: readonly BlindCode[] = [],
): Refusal | undefined {
  const named = [...containers.map(({ code }) => code), ...missing];
  const expected = order.containers.map(({ code }) => code);
  const field = 'containers';
  const remedy = 'Name each container of the carriage once.';
  const unknown = named.find((code) => !expected.includes(code));
  if (unknown !== undefined)
    return { code: 'CONTAINER_UNKNOWN', field, message: `${unknown} is not in this carriage.`, remedy };
  const twice = named.find((code, index) => named.indexOf(code) !== index);
  if (twice !== undefined)
    return { code: 'CONTAINER_REPEATED', field, message: `${twice} is named twice.`, remedy };
  const left = expected.length - named.length;
  return left === 0
    ? undefined
    : { code: 'CONTAINER_NOT_NAMED', field, message: `${left} of the containers are not named.`, remedy };
}

function refuseReceiver({ order, released: given }: CarriageContext, by: Actor): Refusal | undefined {
  if (by.id === given?.by.id)
    return {
      code: 'CARRIAGE_SAME_PERSON',
      message: 'Who released it cannot receive it.',
      remedy: 'Another person receives it; what was not carried is withdrawn.',
    };
  return order.receiver === null || order.receiver === by.id
    ? undefined
    : notPermitted(`Only ${order.receiver} may receive it.`);
}

const refuseHandToHand = ({ order, taken }: CarriageContext): Refusal | undefined =>
  taken || order.means.kind === 'person'
    ? undefined
    : {
        code: 'CARRIER_NOT_NAMED',
        message: 'Nobody has told which carrier had it.',
        remedy: 'Tell its carrier first.',
      };

const notPermitted = (message: string): Refusal => ({
  code: 'CARRIAGE_NOT_PERMITTED',
  message,
  remedy: 'Ask that person.',
});
const trayNotInPlace: Refusal = {
  code: 'TRAY_NOT_IN_PLACE',
  field: 'trayInPlace',
  message: 'A carrier is not sent before a person has seen its tray in place.',
  remedy: 'Look at the station, then tell it.',
};
const nothingReceived: Refusal = {
  code: 'NOTHING_RECEIVED',
  field: 'containers',
  message: 'No container arrived.',
  remedy: 'Tell that the carriage is missing.',
};
