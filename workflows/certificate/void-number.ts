import { assign, setup } from 'xstate';
import type { ProcessId } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { NumberAllocated, RegisterInput } from './register.ts';

export interface VoidNumberInput {
  /** Process of the register whose next number is lost. */
  readonly register: ProcessId;
  /** What the register is begun with, should there be none. */
  readonly begin: RegisterInput;
  readonly reason: string;
}

export interface VoidNumberContext extends VoidNumberInput {
  readonly number: string | null;
}

/**
 * Takes the next certificate number of a register and gives it to nobody: it stands there as void, with the reason. For numbers that were
 * issued after the point a record was restored to, which the register knows nothing of. Takes the number as any certificate does, so
 * that the register neither skips one nor gives one twice.
 */
const machine = setup({
  types: {
    context: {} as VoidNumberContext,
    events: {} as Stamped<NumberAllocated>,
    input: {} as VoidNumberInput,
  },
  actions: effectActions,
}).createMachine({
  id: 'void-number',
  context: ({ input: { register, begin, reason } }) => ({ register, begin, reason, number: null }),
  initial: 'asking',
  states: {
    asking: {
      entry: {
        type: 'process.send',
        params: ({ context: { register, begin } }) => ({
          to: register,
          event: { type: 'number.requested' },
          ensure: { definition: 'certificate-register', input: begin },
        }),
      },
      on: {
        'number.allocated': { target: 'void', actions: assign(({ event }) => ({ number: event.number })) },
      },
    },
    void: {
      type: 'final',
      entry: {
        type: 'process.send',
        params: ({ context: { register, number, reason } }) => ({
          to: register,
          event: { type: 'number.voided', number, reason } as { type: string },
        }),
      },
    },
  },
});

export const voidNumberDefinition: ProcessDefinition = { id: 'void-number', version: 1, machine };
