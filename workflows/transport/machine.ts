import { assign, enqueueActions, setup } from 'xstate';
import { custodyBroken } from '../custody/broken.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { newCarriage } from './carriage.ts';
import type { CarriageContext, CarriageEvent, CarriageInput } from './carriage.ts';
import { judgeCarriage } from './judge.ts';
import { refuseCarriage } from './refusals.ts';
import { tubeProcess } from './tube-messages.ts';
import type { TubeSend } from './tube-messages.ts';
import { notedOfTube } from './tube-moments.ts';

type Event = Stamped<CarriageEvent>;

const minute = 60_000;

/** What an event leaves in the context. */
function noted(context: CarriageContext, event: Event): Partial<CarriageContext> {
  const { by, at } = event;
  switch (event.type) {
    case 'carriage.released':
      return { released: { by, at, containers: event.containers } };
    case 'carriage.taken':
      return { taken: { by, at, carrier: event.carrier } };
    case 'carriage.received': {
      const { containers, missing, condition } = event;
      return { received: { by, at, containers, missing, condition } };
    }
    case 'carriage.missed':
      return { missing: { by, at, reason: event.reason } };
    case 'carriage.refused':
    case 'carriage.given-up':
    case 'carriage.withdrawn':
      return { reason: event.reason };
    default:
      return notedOfTube(context, event);
  }
}

const machine = setup({
  types: { context: {} as CarriageContext, events: {} as Event, input: {} as CarriageInput },
  actions: {
    ...effectActions,
    note: assign(({ context, event }) => noted(context, event)),
    noteOverdue: assign(({ event }) => ({ overdueAt: event.at })),
    /** It stands in its carrier at a station: the tube is asked to take it. */
    sendByTube: enqueueActions(({ context: { order }, event, enqueue }) => {
      const [first] = order.containers;
      if (event.type !== 'carriage.taken' || order.means.kind !== 'tube' || !first) return;
      const { by, at, carrier } = event;
      enqueue.assign({ loaded: { by, at, carrier }, tubeRefusal: null });
      const asked: TubeSend = { type: 'tube.send', code: first.code, carrier, from: order.from, to: order.to };
      enqueue(send(tubeProcess(order.means.tube), asked));
    }),
    /** Judges the whole way, and tells each container's own parent what is wrong with it. */
    judge: enqueueActions(({ context, event, enqueue }) => {
      const findings = judgeCarriage(context, event.at, event.type === 'carriage.withdrawn');
      enqueue.assign({ findings, endedAt: event.at });
      for (const { code, parent } of context.order.containers) {
        const own = findings.filter(({ container }) => container === code);
        if (own.length > 0) enqueue(custodyBroken(parent, code, 'on-the-way', own));
      }
    }),
  },
  guards: {
    /** Facts are not refused by the engine, so the machine asks itself. */
    isAllowed: ({ context, event }) => refuseCarriage(context, event) === undefined,
    isSentByTube: ({ context, event }) => context.order.commanded === true && refuseCarriage(context, event) === undefined,
    isWhole: ({ context }) => context.findings.length === 0,
  },
  delays: { overdue: ({ context }) => context.order.overdue_min * minute },
}).createMachine({
  id: 'transport',
  context: ({ input }) => newCarriage(input),
  initial: 'requested',
  states: {
    requested: {
      on: {
        'carriage.released': { guard: 'isAllowed', target: 'released', actions: 'note' },
        'carriage.withdrawn': { guard: 'isAllowed', target: 'withdrawn', actions: ['note', 'judge'] },
      },
    },
    /** Its giver has sealed and weighed it, and still has it. */
    released: {
      on: {
        'carriage.taken': [
          { guard: 'isSentByTube', target: 'sending', actions: 'sendByTube' },
          { guard: 'isAllowed', target: 'carried', actions: 'note' },
        ],
        'carriage.received': { guard: 'isAllowed', target: 'judged', actions: ['note', 'judge'] },
        'carriage.refused': { guard: 'isAllowed', target: 'requested', actions: 'note' },
        'carriage.withdrawn': { guard: 'isAllowed', target: 'withdrawn', actions: ['note', 'judge'] },
      },
    },
    /** In its carrier at a station of a commanded tube, which is asked to take it. */
    sending: {
      on: {
        'tube.departed': { target: 'carried', actions: 'note' },
        'tube.refused': { target: 'released', actions: 'note' },
      },
    },
    carried: {
      after: { overdue: { target: 'overdue', actions: 'noteOverdue' } },
      on: {
        'carriage.received': { guard: 'isAllowed', target: 'judged', actions: ['note', 'judge'] },
        'carriage.refused': { guard: 'isAllowed', target: 'refused', actions: ['note', 'judge'] },
        'carriage.missed': { target: 'missing', actions: 'note' },
        'tube.arrived': { target: 'arrived', actions: 'note' },
        'tube.returned': { target: 'released', actions: 'note' },
        'tube.lost': { target: 'missing', actions: 'note' },
      },
    },
    /** A commanded tube has brought it to its destination, where nobody has received it yet. */
    arrived: {
      after: { overdue: { target: 'overdue', actions: 'noteOverdue' } },
      on: {
        'carriage.received': { guard: 'isAllowed', target: 'judged', actions: ['note', 'judge'] },
        'carriage.refused': { guard: 'isAllowed', target: 'refused', actions: ['note', 'judge'] },
        'carriage.missed': { target: 'missing', actions: 'note' },
      },
    },
    overdue: {
      on: {
        'carriage.received': { guard: 'isAllowed', target: 'judged', actions: ['note', 'judge'] },
        'carriage.refused': { guard: 'isAllowed', target: 'refused', actions: ['note', 'judge'] },
        'carriage.missed': { target: 'missing', actions: 'note' },
        'tube.arrived': { target: 'arrived', actions: 'note' },
        'tube.returned': { target: 'released', actions: 'note' },
        'tube.lost': { target: 'missing', actions: 'note' },
      },
    },
    /** Nobody knows where it is. */
    missing: {
      on: {
        'carriage.received': { guard: 'isAllowed', target: 'judged', actions: ['note', 'judge'] },
        'carriage.given-up': { target: 'lost', actions: ['note', 'judge'] },
        'tube.arrived': { target: 'arrived', actions: 'note' },
        'tube.returned': { target: 'released', actions: 'note' },
      },
    },
    judged: { always: [{ guard: 'isWhole', target: 'received' }, { target: 'quarantined' }] },
    received: { type: 'final' },
    quarantined: { type: 'final' },
    refused: { type: 'final' },
    lost: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});

/**
 * One carriage of one or several containers by a person, a vehicle or a pneumatic tube: who gave, carried and received it, what it
 * weighed and which seal it carried at both ends. A tube that takes commands (`tube.ts`) is asked to send it, and tells when it left and
 * came; of any other people tell it here. Both sides sign in either case. A broken chain is told to who waits for the container.
 */
export const transportDefinition: ProcessDefinition = {
  id: 'transport',
  version: 1,
  machine,
  refuse: (snapshot, event) =>
    refuseCarriage(snapshot.context as CarriageContext, event as Stamped<CarriageEvent>),
};
