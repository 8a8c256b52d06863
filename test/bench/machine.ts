import { assign, setup } from 'xstate';
import { effectActions } from '../../workflows/kernel/effects.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';

/** A small process of the kind the plant makes: counts increments, now and then asks for an effect. */
const machine = setup({
  types: {
    context: {} as { taken: number; mass: number; last: { no: number; mass: number } | null },
    events: {} as { type: 'increment.taken'; no: number; mass: number },
    input: {} as object,
  },
  actions: effectActions,
}).createMachine({
  id: 'bench-sampling',
  context: { taken: 0, mass: 0, last: null },
  initial: 'sampling',
  states: {
    sampling: {
      on: {
        'increment.taken': {
          actions: assign(({ context, event }) => ({
            taken: context.taken + 1,
            mass: context.mass + event.mass,
            last: { no: event.no, mass: event.mass },
          })),
        },
      },
    },
  },
});

export const benchDefinition: ProcessDefinition = { id: 'bench-sampling', version: 1, machine };
