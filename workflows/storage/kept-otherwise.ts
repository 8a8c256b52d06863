import type { Stamped } from '../kernel/process.ts';
import type { StorageEvent } from './events.ts';
import { noted } from './record.ts';
import { liftedBy, prolonged } from './refusals.ts';
import type { StorageContext } from './stored-bottle.ts';

type Event = Stamped<StorageEvent>;

const keepings = {
  prolong: (context: StorageContext, event: Extract<Event, { type: 'storage.retain-until' }>) => ({
    ...prolonged(context, event),
    ...noted(context, event, 'retention', { reason: event.reason }),
  }),
  hold: (context: StorageContext, event: Extract<Event, { type: 'hold.set' }>) => {
    const { reason, by, at } = event;
    const hold = { no: context.holds.length + 1, reason, by, at, lifted: null };
    return { holds: [...context.holds, hold], ...noted(context, event, 'held', { reason }) };
  },
  lift: (context: StorageContext, event: Extract<Event, { type: 'hold.lifted' }>) => {
    const { reason, by, at } = event;
    const lifted = liftedBy(context, event);
    return {
      holds: context.holds.map((hold) =>
        lifted.includes(hold.no) ? { ...hold, lifted: { reason, by, at } } : hold,
      ),
      ...noted(context, event, 'hold-lifted', { reason }),
    };
  },
};

/** What an event changes of how long a bottle is kept; nothing for any other event. */
export function keptOtherwise(context: StorageContext, event: Event): Partial<StorageContext> {
  switch (event.type) {
    case 'storage.retain-until':
      return keepings.prolong(context, event);
    case 'hold.set':
      return keepings.hold(context, event);
    case 'hold.lifted':
      return keepings.lift(context, event);
    default:
      return {};
  }
}
