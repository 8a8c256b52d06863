import { assign, setup } from 'xstate';
import { effectActions } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';

interface PullRecorded {
  readonly type: 'pull.recorded';
  readonly what: string;
  /** SHA-256 (hex) of the bytes that were given out; null for a list. */
  readonly digest: string | null;
}

/** One customs system: its journal is the record of everything it fetched. */
const machine = setup({
  types: { context: {} as { readonly pulls: number }, events: {} as Stamped<PullRecorded>, input: {} as object },
  actions: effectActions,
}).createMachine({
  id: 'customs-client',
  context: { pulls: 0 },
  initial: 'known',
  states: { known: {} },
  on: { 'pull.recorded': { actions: assign(({ context }) => ({ pulls: context.pulls + 1 })) } },
});

export const customsClientDefinition: ProcessDefinition = { id: 'customs-client', version: 1, machine };
