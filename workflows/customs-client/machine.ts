import { assign, setup } from 'xstate';
import { effectActions } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { PullRecorded, PullsRecorded } from './pull.ts';
import { refuseAdministered, registered, renewed } from './record.ts';
import type { ClientAdministered, CustomsClientContext } from './record.ts';

type CustomsClientEvent = PullRecorded | PullsRecorded | ClientAdministered;

const administered = ['client.registered', 'credential.renewed', 'client.revoked'];

/** One customs system: its journal is the record of everything it fetched, and of who let it in, changed its secret and shut it out. */
const machine = setup({
  types: {
    context: {} as CustomsClientContext,
    events: {} as Stamped<CustomsClientEvent>,
    input: {} as object,
  },
  actions: effectActions,
}).createMachine({
  id: 'customs-client',
  context: {
    pulls: 0,
    registered: null,
    credentials: [{ generation: 0, certificate: null, until: null }],
    revoked: null,
  },
  initial: 'known',
  states: {
    known: {
      on: {
        'client.registered': { actions: assign(({ context, event }) => registered(context, event)) },
        'credential.renewed': { actions: assign(({ context, event }) => renewed(context, event)) },
        'client.revoked': {
          target: 'revoked',
          actions: assign(({ event: { reason, by, at } }) => ({ revoked: { reason, by, at } })),
        },
      },
    },
    /** Nothing leads back. What it was fetching just then is still on record. */
    revoked: {},
  },
  on: {
    'pull.recorded': { actions: assign(({ context }) => ({ pulls: context.pulls + 1 })) },
    'pulls.recorded': {
      actions: assign(({ context, event }) => ({ pulls: context.pulls + event.pulls.length })),
    },
  },
});

export const customsClientDefinition: ProcessDefinition = {
  id: 'customs-client',
  version: 1,
  machine,
  refuse: ({ context }, event) =>
    administered.includes(event.type)
      ? refuseAdministered(context as CustomsClientContext, event as Stamped<ClientAdministered>)
      : undefined,
};
