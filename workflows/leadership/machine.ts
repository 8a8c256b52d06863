import { assign, setup } from 'xstate';
import type { ProcessId } from '../kernel/brand.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';

/** The one process that records which node of a cluster leads. */
export const leadershipProcess = 'leadership/port' as ProcessId;

/** A node that owns the units and processes of the port from this entry of the journal on. */
export interface Leadership {
  /** Name of the node. */
  readonly node: string;
  /** How often the leadership has changed hands with this: 1, 2, 3 … */
  readonly term: number;
}

export type LeadershipEvent = { readonly type: 'leadership.taken' } & Leadership;

/**
 * Who leads, and who led when. A node's first entry in the journal: whoever led before finds it at the place where it wants to write, and
 * so learns that it does not lead any more.
 */
const machine = setup({
  types: { context: {} as Leadership, events: {} as Stamped<LeadershipEvent>, input: {} as Leadership },
  actions: { note: assign(({ event: { node, term } }) => ({ node, term })) },
}).createMachine({
  id: 'leadership',
  context: ({ input: { node, term } }) => ({ node, term }),
  initial: 'led',
  states: {
    led: { on: { 'leadership.taken': { actions: 'note' } } },
  },
});

export const leadershipDefinition: ProcessDefinition = { id: 'leadership', version: 1, machine };
