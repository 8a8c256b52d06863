import { assign, setup } from 'xstate';
import type { Instant } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Nomination, NominationContext } from './nomination.ts';
import { refuseNomination } from './refusals.ts';
import type { NominationEvent } from './refusals.ts';

type Event = Stamped<NominationEvent>;

interface NominationInput {
  readonly nomination: Nomination;
  readonly startedAt: Instant;
  readonly startedBy: Actor;
}

/** A ship that is late is revised; a month after it was to leave nothing of it is asked any more. */
const kept_ms = 30 * 24 * 3600 * 1000;

function revised(
  context: NominationContext,
  { nomination, by, at }: Extract<Event, { type: 'nomination.revised' }>,
) {
  return { current: { nomination, by, at }, former: [...context.former, context.current] };
}

const machine = setup({
  types: { context: {} as NominationContext, events: {} as Event, input: {} as NominationInput },
  actions: {
    ...effectActions,
    noteRevision: assign(({ context, event }) =>
      event.type === 'nomination.revised' ? revised(context, event) : {},
    ),
    noteDeclared: assign(({ context, event }) => {
      if (event.type !== 'line.declared') return {};
      const { line, consignment, by, at } = event;
      const { revision } = context.current.nomination;
      return { declared: [...context.declared, { line, consignment, revision, by, at }] };
    }),
    noteCancelled: assign(({ event }) =>
      event.type === 'nomination.cancelled'
        ? { cancelled: { by: event.by, at: event.at, reason: event.reason } }
        : {},
    ),
  },
  guards: {
    /** Facts are not refused by the engine, so the machine asks itself. */
    isAllowed: ({ context, event }) => refuseNomination(context, false, event) === undefined,
  },
  delays: {
    past: ({ context: { current } }) => {
      const { eta, etb, etd } = current.nomination;
      return Math.max(0, Date.parse(etd ?? etb ?? eta) + kept_ms - Date.parse(current.at));
    },
  },
}).createMachine({
  id: 'nomination',
  context: ({ input: { nomination, startedAt, startedBy } }) => ({
    current: { nomination, by: startedBy, at: startedAt },
    former: [],
    declared: [],
    cancelled: null,
  }),
  initial: 'open',
  states: {
    open: {
      after: { past: 'closed' },
      on: {
        /** Entered again, because the time it is kept follows the ship's. */
        'nomination.revised': { guard: 'isAllowed', target: 'open', reenter: true, actions: 'noteRevision' },
        'line.declared': { guard: 'isAllowed', actions: 'noteDeclared' },
        'nomination.cancelled': { target: 'cancelled', actions: 'noteCancelled' },
      },
    },
    cancelled: { type: 'final' },
    closed: { type: 'final' },
  },
});

/**
 * A ship that was announced: revisions replace each other and stay on record, cargo lines become declared consignments. It closes by
 * itself a month after the ship was to leave. Cancelling it ends no inspection.
 */
export const nominationDefinition: ProcessDefinition = {
  id: 'nomination',
  version: 1,
  machine,
  refuse: (snapshot, event) =>
    refuseNomination(snapshot.context as NominationContext, snapshot.status === 'done', event as Event),
};
