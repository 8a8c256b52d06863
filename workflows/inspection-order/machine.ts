import { assign, setup } from 'xstate';
import type { Instant } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition, Stamped } from '../kernel/process.ts';
import { refuseOrder } from './order.ts';
import type { OrderContext, OrderEvent, OrderInput } from './order.ts';

interface StartedInput extends OrderInput {
  readonly startedAt: Instant;
  readonly startedBy: Actor;
}

const machine = setup({
  types: { context: {} as OrderContext, events: {} as Stamped<OrderEvent>, input: {} as StartedInput },
  actions: {
    ...effectActions,
    noteDeclared: assign(({ event }) =>
      event.type === 'order.declared'
        ? { declared: { by: event.by, at: event.at, consignment: event.consignment } }
        : {},
    ),
    noteRejected: assign(({ event }) =>
      event.type === 'order.rejected'
        ? { rejected: { by: event.by, at: event.at, reason: event.reason } }
        : {},
    ),
  },
  guards: { isDeclared: ({ context }) => context.declared !== null },
}).createMachine({
  id: 'inspection-order',
  context: ({ input: { order, declaration, consignment, problem, startedAt: at, startedBy: by } }) => ({
    order,
    declaration,
    problem,
    placed: { by, at },
    declared: consignment === null ? null : { by, at, consignment },
    rejected: null,
  }),
  initial: 'placed',
  states: {
    placed: { always: [{ guard: 'isDeclared', target: 'declared' }, { target: 'waiting' }] },
    /** For an officer to say what customs does not know: sampler, grade, use. */
    waiting: {
      on: {
        'order.declared': { target: 'declared', actions: 'noteDeclared' },
        'order.rejected': { target: 'rejected', actions: 'noteRejected' },
      },
    },
    declared: { type: 'final' },
    rejected: { type: 'final' },
  },
});

/** One order of customs to inspect a goods item, until it is declared as a consignment or rejected with a reason. */
export const inspectionOrderDefinition: ProcessDefinition = {
  id: 'inspection-order',
  version: 1,
  machine,
  refuse: (snapshot) => refuseOrder(snapshot.context as OrderContext),
};
