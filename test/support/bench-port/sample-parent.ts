import { assign, setup } from 'xstate';
import { processId } from '../../../workflows/kernel/brand.ts';
import type { ProcessDefinition } from '../../../workflows/kernel/process.ts';
import type { SamplingFinished } from '../../../workflows/sampler-run/run.ts';

export const sampleParent = processId('sample-parent/BENCH');

export interface SampleParentContext {
  readonly told: readonly SamplingFinished[];
}

const machine = setup({
  types: { context: {} as SampleParentContext, events: {} as SamplingFinished },
}).createMachine({
  id: 'sample-parent',
  context: { told: [] },
  on: {
    'sampling.finished': { actions: assign(({ context, event }) => ({ told: [...context.told, event] })) },
  },
});

/** Waits for a sample and notes what it is told, in place of a consignment. */
export const sampleParentDefinition: ProcessDefinition = { id: 'sample-parent', version: 1, machine };
