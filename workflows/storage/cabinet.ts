import { assign, enqueueActions, setup } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import { processId } from '../kernel/brand.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { refuseSlot } from './slots.ts';
import type { CabinetContext, SlotClaim, SlotFreed, SlotGiven, SlotRefused } from './slots.ts';

export interface CabinetInput {
  readonly cabinet: string;
  readonly slots: number;
}

type CabinetEvent = SlotClaim | SlotFreed | { readonly type: 'cabinet.slots'; readonly slots: number };

const machine = setup({
  types: {
    context: {} as CabinetContext,
    events: {} as Stamped<CabinetEvent>,
    input: {} as CabinetInput,
  },
  actions: effectActions,
}).createMachine({
  id: 'storage-cabinet',
  context: ({ input: { cabinet, slots } }) => ({ cabinet, slots, taken: [] }),
  initial: 'open',
  states: {
    open: {
      on: {
        'slot.claim': {
          actions: enqueueActions(({ context, event, enqueue }) => {
            const { slot, code, no, by, at } = event;
            const { cabinet, taken } = context;
            const process = processId(by.id);
            const refusal = refuseSlot(context, event, process);
            if (refusal) {
              const refused: SlotRefused = { type: 'slot.refused', cabinet, slot, refusal };
              return enqueue(send(process, refused));
            }
            const others = taken.filter((each) => each.process !== process);
            enqueue.assign({ taken: [...others, { slot, no, code, process, since: at }] });
            const given: SlotGiven = { type: 'slot.given', cabinet, slot };
            enqueue(send(process, given));
          }),
        },
        'slot.freed': {
          actions: assign(({ context, event }) => ({
            taken: context.taken.filter(({ no, process }) => no !== event.no || process !== event.by.id),
          })),
        },
        'cabinet.slots': { actions: assign(({ event }) => ({ slots: event.slots })) },
      },
    },
  },
});

/**
 * One cabinet: which bottle lies in which of its slots. Only it gives slots away, so no slot has two bottles; and a bottle asks for
 * one slot at a time (`machine.ts`), so no bottle has two. It commands nothing: a cabinet with a drive of its own is only read.
 */
export const storageCabinetDefinition: ProcessDefinition = { id: 'storage-cabinet', version: 1, machine };
