import { setup } from 'xstate';
import type { BlindCode, Instant } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition } from '../kernel/process.ts';

export const labelFormats = ['pdf', 'zpl'] as const;
export type LabelFormat = (typeof labelFormats)[number];

/** A label that was given out to be printed. The paper itself says neither when nor how often: this does. */
export interface LabelContext {
  readonly code: BlindCode;
  /** Which container or bottle under the code, from 1; 0 for the sample itself. */
  readonly container: number;
  readonly format: LabelFormat;
  readonly printedAt: Instant;
  readonly printedBy: Actor;
}

export interface LabelInput extends Pick<LabelContext, 'code' | 'container' | 'format'> {
  readonly startedAt: Instant;
  readonly startedBy: Actor;
}

/** One print of one label: a further copy is a further process, so copies are counted by who reads the journal. */
const machine = setup({
  types: { context: {} as LabelContext, input: {} as LabelInput },
  actions: effectActions,
}).createMachine({
  id: 'label',
  context: ({ input: { code, container, format, startedAt, startedBy } }) => ({
    code,
    container,
    format,
    printedAt: startedAt,
    printedBy: startedBy,
  }),
  initial: 'printed',
  states: { printed: { type: 'final' } },
});

export const labelDefinition: ProcessDefinition = { id: 'label', version: 1, machine };
