import type { Instant } from '../kernel/brand.ts';
import { instant } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import type { CarriageContext } from './carriage.ts';
import type { TubeAnswer } from './tube-messages.ts';

/** What an answer of the tube leaves in a carriage. */
export function notedOfTube(
  { loaded, taken, requested }: Pick<CarriageContext, 'loaded' | 'taken' | 'requested'>,
  event: TubeAnswer & { readonly by: Actor; readonly at: Instant },
): Partial<CarriageContext> {
  const { by, at } = event;
  switch (event.type) {
    case 'tube.departed':
      return loaded ? { taken: { ...loaded, at: plausible(event.plcTime, loaded.at, at) } } : {};
    case 'tube.arrived':
      return { arrivedAt: plausible(event.plcTime, taken?.at ?? requested.at, at), missing: null };
    case 'tube.lost':
      return { missing: { by, at, reason: event.reason } };
    case 'tube.refused':
      return { loaded: null, tubeRefusal: event.refusal };
    case 'tube.returned': {
      const { reason: message } = event;
      const tubeRefusal = { code: 'CARRIER_RETURNED', message, remedy: 'Send it again, or withdraw the carriage.' };
      return { loaded: null, taken: null, missing: null, overdueAt: null, arrivedAt: null, tubeRefusal };
    }
  }
}

/** The PLC's time where it lies between what was before and when it was told: a clock that is wrong breaks no chain of custody. */
function plausible(plcTime: string | null, after: Instant, told: Instant): Instant {
  const time = plcTime === null ? Number.NaN : Date.parse(plcTime);
  return time >= Date.parse(after) && time <= Date.parse(told) ? instant(new Date(time).toISOString()) : told;
}
