import { assign, enqueueActions, setup } from 'xstate';
import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import { processId } from '../kernel/brand.ts';
import type { UnitId } from '../kernel/brand.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { CommandEvent, ReadingsEvent } from '../plant-unit/messages.ts';
import { carriedOut, notCarriedOut } from './cabinet-answers.ts';
import { brokeOffMidway } from './cabinet-orders.ts';
import type { CabinetContext, CabinetOrder, CabinetScanAsked, OrderConfirmed, OrderDeclined, OrderSettled } from './cabinet-orders.ts';
import { refuseCabinet } from './cabinet-refusals.ts';
import { isAsOrdered, prospectOf, tagsFor, tagsOfSlots } from './cabinet-unit.ts';
import { compared, needsSecond, nothingSettled, withAccount, withWord } from './persons-word.ts';
import { cabinetProcess, refuseSlot } from './slots.ts';
import type { SlotClaim, SlotEmptied, SlotFetch, SlotFreed, SlotGiven, SlotRefused } from './slots.ts';

export interface CabinetInput {
  readonly cabinet: string;
  readonly slots: number;
  /** As `CabinetContext`; absent: people fill it. */
  readonly unit?: UnitId | null;
}

type CabinetEvent =
  | SlotClaim
  | SlotFreed
  | SlotFetch
  | CabinetScanAsked
  | OrderSettled
  | OrderConfirmed
  | OrderDeclined
  | CommandEvent
  | ReadingsEvent
  /** What the site file says by now. */
  | { readonly type: 'cabinet.slots'; readonly slots: number; readonly unit?: UnitId | null };

const next = ({ orders }: CabinetContext): CabinetOrder | undefined => orders[0];

/** With one order more, by the event that asks for it. */
const ordered = (
  { orders, lastOrder }: CabinetContext,
  { by, at }: Pick<Stamped<CabinetEvent>, 'by' | 'at'>,
  { op, bottle }: Pick<CabinetOrder, 'op' | 'bottle'>,
): Partial<CabinetContext> => {
  const no = lastOrder + 1;
  return { lastOrder: no, orders: [...orders, { no, op, bottle, by, at, readied: false, problem: null }] };
};

const commandOf = (
  { cabinet, unit }: CabinetContext,
  command: UnitCommandParams['command'],
  { bottle, no }: CabinetOrder,
): { readonly type: 'unit.command'; readonly params: UnitCommandParams } | null =>
  unit && {
    type: 'unit.command',
    params: {
      unit,
      command,
      jobId: cabinetProcess(cabinet),
      lotId: '',
      sampleId: bottle?.code ?? '',
      recipeId: '',
      settings: { 'Set.Slot': bottle?.slot ?? 0 },
      params: [],
      order: no,
    },
  };

/** With the order at hand changed. */
const withNext = ({ orders }: CabinetContext, change: Partial<CabinetOrder>): Partial<CabinetContext> => {
  const [order, ...others] = orders;
  return order ? { orders: [{ ...order, ...change }, ...others] } : {};
};

const prospect = (context: CabinetContext, event: CabinetEvent) => {
  const order = next(context);
  return order && event.type === 'unit.readings' ? prospectOf(order, context.cabinet, event.readings) : null;
};

const machine = setup({
  types: {
    context: {} as CabinetContext,
    events: {} as Stamped<CabinetEvent>,
    input: {} as CabinetInput,
  },
  actions: {
    ...effectActions,
    /** Reads the machine anew. A unit that is out of reach answers when it is back. */
    look: enqueueActions(({ context, enqueue }) => {
      const [order, { unit }] = [next(context), context];
      if (!order || !unit) return;
      enqueue.assign({ looks: context.looks + 1 });
      enqueue({ type: 'unit.read', params: { unit, tags: tagsFor(order, context) } });
    }),
    noteLook: assign(({ context: { looks } }) => ({ looks: looks - 1 })),
    /** The machine stands stopped, as after a restart: it is brought into its working state, once an order. */
    ready: enqueueActions(({ context, enqueue }) => {
      const order = next(context);
      const reset = order && commandOf(context, 'reset', order);
      if (!order || !reset) return;
      enqueue.assign({ ...withNext(context, { readied: true }), awaits: 'reset' });
      enqueue(reset);
    }),
    command: enqueueActions(({ context, enqueue }) => {
      const order = next(context);
      const command = order && commandOf(context, order.op, order);
      if (!command) return;
      enqueue.assign({ ...withNext(context, { given: true }), awaits: 'order' });
      enqueue(command);
    }),
    noteAnswered: assign({ awaits: null }),
    conclude: enqueueActions(({ context, event, enqueue }) => {
      const order = next(context);
      if (!order) return;
      const ended = carriedOut(context, order, event, event.type === 'unit.readings' ? event.readings : null);
      enqueue.assign(ended.context);
      for (const message of ended.messages) enqueue(message);
    }),
    refuseOrder: enqueueActions(({ context, event, enqueue }) => {
      const order = next(context);
      if (!order) return;
      const seen = prospect(context, event);
      const [refusal, label] = seen?.does === 'refuse' ? [seen.refusal, seen.label] : [whyNot(event), undefined];
      const ended = notCarriedOut(context, order, event, refusal, label);
      enqueue.assign(ended.context);
      for (const message of ended.messages) enqueue(message);
    }),
    noteProblem: assign(({ context, event }) => {
      const { code, message } = whyNot(event);
      return withNext(context, { problem: { code, message } });
    }),
    noteProposal: assign(({ context, event }) => {
      if (event.type !== 'order.settled') return {};
      const { by, at, reason } = event;
      return withNext(context, { proposal: { by, at, reason } });
    }),
    dropProposal: assign(({ context }) => withNext(context, { proposal: null })),
    noteWord: assign(({ context, event }) => {
      const order = next(context);
      if (!order) return {};
      if (event.type === 'order.settled') return { settled: withWord(context, order, { ...event, second: null }) };
      if (event.type !== 'order.confirmed' || !order.proposal) return {};
      const { by, reason } = order.proposal;
      return { settled: withWord(context, order, { by, reason, second: event.by, at: event.at, carriedOut: true }) };
    }),
    noteAccount: assign(({ context: { settled = nothingSettled }, event }) => ({
      awaits: null,
      settled: withAccount(settled, accountOf(event)),
    })),
    /** Looks at the slots of which people spoke, once the machine has answered what it was asked before. */
    lookAgain: enqueueActions(({ context, enqueue }) => {
      const { unit, awaits, looks, settled = nothingSettled } = context;
      if (!unit || awaits) return;
      enqueue.assign({ looks: looks + 1 });
      enqueue({ type: 'unit.read', params: { unit, tags: tagsOfSlots(settled.words.map(({ bottle: { slot } }) => slot)) } });
    }),
    /** There is nothing to compare with. */
    dropWords: assign(({ context: { settled = nothingSettled } }) => ({ settled: { ...settled, words: [] } })),
    compare: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'unit.readings') return;
      const { settled, messages } = compared(context, event.readings, event.at);
      enqueue.assign({ settled });
      for (const message of messages) enqueue(message);
    }),
  },
  guards: {
    hasOrder: ({ context }) => next(context) !== undefined,
    isOlderLook: ({ context }) => context.looks > 1,
    mayGive: ({ context, event }) => prospect(context, event)?.does === 'give',
    mustReady: ({ context, event }) => prospect(context, event)?.does === 'ready',
    isSoAlready: ({ context, event }) => prospect(context, event)?.does === 'nothing',
    brokeOff: ({ event }) => event.type === 'command.failed' && brokeOffMidway.includes(event.code),
    isAsOrdered: ({ context, event }) => {
      const order = next(context);
      return order !== undefined && event.type === 'unit.readings' && isAsOrdered(order, event.readings);
    },
    hasNoMachine: ({ context }) => context.unit === null,
    isProposal: ({ context, event }) => event.type === 'order.settled' && needsSecond(next(context), event),
    /** Only the machine reads labels: of a scan nobody can say that it was made. */
    isCarriedOut: ({ context, event }) => event.type === 'order.settled' && event.carriedOut && next(context)?.op !== 'scan',
  },
}).createMachine({
  id: 'storage-cabinet',
  context: ({ input: { cabinet, slots, unit = null } }) => ({
    cabinet,
    slots,
    taken: [],
    unit,
    orders: [],
    lastOrder: 0,
    looks: 0,
    lastScan: null,
  }),
  initial: 'open',
  on: {
    'slot.claim': {
      actions: enqueueActions(({ context, event, enqueue }) => {
        const { slot, code, no, by, at } = event;
        const { cabinet, taken, unit } = context;
        const process = processId(by.id);
        const refusal = refuseSlot(context, event, process);
        if (refusal) {
          const refused: SlotRefused = { type: 'slot.refused', cabinet, slot, refusal };
          return enqueue(send(process, refused));
        }
        const bottle = { slot, no, code, process };
        if (unit) {
          enqueue.assign({ taken: [...taken, { ...bottle, since: at }], ...ordered(context, event, { op: 'store', bottle }) });
          return;
        }
        const others = taken.filter((each) => each.process !== process);
        enqueue.assign({ taken: [...others, { ...bottle, since: at }] });
        const given: SlotGiven = { type: 'slot.given', cabinet, slot };
        enqueue(send(process, given));
      }),
    },
    'slot.freed': {
      actions: assign(({ context, event }) => ({
        taken: context.taken.filter(({ no, process }) => no !== event.no || process !== event.by.id),
      })),
    },
    'slot.fetch': {
      actions: enqueueActions(({ context, event, enqueue }) => {
        const { slot, code, no, by } = event;
        const bottle = { slot, no, code, process: processId(by.id) };
        if (context.unit) return enqueue.assign(ordered(context, event, { op: 'retrieve', bottle }));
        // Its machine was taken away meanwhile: people fetch from it by hand.
        enqueue.assign({ taken: context.taken.filter((each) => each.no !== no || each.process !== bottle.process) });
        const emptied: SlotEmptied = { type: 'slot.emptied', cabinet: context.cabinet, slot };
        enqueue(send(bottle.process, emptied));
      }),
    },
    'cabinet.scan': {
      actions: assign(({ context, event }) => ordered(context, event, { op: 'scan', bottle: null })),
    },
    'cabinet.slots': { actions: assign(({ event: { slots, unit = null } }) => ({ slots, unit })) },
    'unit.readings': { actions: 'noteLook' },
    // Of an order that was settled, of a machine that was taken away meanwhile.
    'command.done': { actions: 'noteAccount' },
    'command.failed': { actions: 'noteAccount' },
    'command.unknown': { actions: 'noteAccount' },
    'order.settled': [
      { guard: 'isProposal', actions: 'noteProposal' },
      { guard: 'isCarriedOut', target: '.comparing', actions: ['noteWord', 'conclude'] },
      { target: '.comparing', actions: ['noteWord', 'refuseOrder'] },
    ],
    'order.confirmed': { target: '.comparing', actions: ['noteWord', 'conclude'] },
    'order.declined': { actions: 'dropProposal' },
  },
  states: {
    /** Nothing is asked of the machine, or the cabinet has none. */
    open: { always: { guard: 'hasOrder', target: 'looking' } },
    /** What the machine shows before it is commanded; also waits until it can be seen. */
    looking: {
      entry: 'look',
      on: {
        'unit.readings': [
          { guard: 'isOlderLook', actions: 'noteLook' },
          { guard: 'mayGive', target: 'working', actions: 'noteLook' },
          { guard: 'mustReady', target: 'readying', actions: 'noteLook' },
          { guard: 'isSoAlready', target: 'open', actions: ['noteLook', 'conclude'] },
          { target: 'open', actions: ['noteLook', 'refuseOrder'] },
        ],
      },
    },
    readying: {
      entry: 'ready',
      on: {
        'command.done': { target: 'looking', actions: 'noteAnswered' },
        'command.failed': { target: 'open', actions: ['noteAnswered', 'refuseOrder'] },
        'command.unknown': { target: 'open', actions: ['noteAnswered', 'refuseOrder'] },
      },
    },
    /** The order is with the machine. */
    working: {
      entry: 'command',
      on: {
        'command.done': { target: 'checking', actions: 'noteAnswered' },
        'command.failed': [
          { guard: 'brokeOff', target: 'unanswered', actions: ['noteAnswered', 'noteProblem'] },
          { target: 'open', actions: ['noteAnswered', 'refuseOrder'] },
        ],
        'command.unknown': { target: 'unanswered', actions: ['noteAnswered', 'noteProblem'] },
      },
    },
    /** It says that it is done: what its slots show now. */
    checking: {
      entry: 'look',
      on: {
        'unit.readings': [
          { guard: 'isAsOrdered', target: 'open', actions: ['noteLook', 'conclude'] },
          { target: 'unanswered', actions: ['noteLook', 'noteProblem'] },
        ],
      },
    },
    /** Nobody knows where the bottle is: a person looks and says. Nothing else is asked of the machine until then. */
    unanswered: {},
    /** A person has said what became of an order: what the machine says of it, as soon as it can be seen. */
    comparing: {
      entry: 'lookAgain',
      always: { guard: 'hasNoMachine', target: 'open', actions: 'dropWords' },
      on: {
        'command.done': { target: 'comparing', reenter: true, actions: 'noteAccount' },
        'command.failed': { target: 'comparing', reenter: true, actions: 'noteAccount' },
        'command.unknown': { target: 'comparing', reenter: true, actions: 'noteAccount' },
        'unit.readings': [
          { guard: 'isOlderLook', actions: 'noteLook' },
          { target: 'open', actions: ['noteLook', 'compare'] },
        ],
      },
    },
  },
});

const accountOf = ({ type }: CabinetEvent): 'done' | 'failed' | null =>
  type === 'command.done' ? 'done' : type === 'command.failed' ? 'failed' : null;

/** Why an order was not carried out, or why nobody knows, in the words of who says so. */
function whyNot(event: CabinetEvent): Refusal {
  if (event.type === 'command.failed' || event.type === 'command.unknown')
    return { code: event.code, message: event.message, remedy: 'See to the machine, then ask again.' };
  if (event.type === 'order.settled')
    return {
      code: 'ORDER_NOT_CARRIED_OUT',
      message: `A person has looked: it was not carried out. ${event.reason}`,
      remedy: 'Ask again when the machine is in order.',
    };
  return {
    code: 'NOT_AS_ORDERED',
    message: 'The machine says that it is done, and its slot shows otherwise.',
    remedy: 'Look at the slot and say what is so.',
  };
}

/**
 * One cabinet: which bottle lies in which of its slots. Only it gives slots away, so no slot has two bottles; and a bottle asks for
 * one slot at a time (`machine.ts`), so no bottle has two. Where it has a machine of its own that takes commands, a slot is given, or
 * emptied, when the machine has carried it out: one order after the other, each looked at before and after. What nobody knows is never
 * guessed nor asked again by itself: a person looks and says, also while the machine is out of reach, and what it shows afterwards is compared
 * with what he said.
 */
export const storageCabinetDefinition: ProcessDefinition = {
  id: 'storage-cabinet',
  version: 1,
  machine,
  refuse: ({ context, value }: AnyMachineSnapshot, event: Stamped<EventObject>) =>
    refuseCabinet(context as CabinetContext, String(value), event as Stamped<CabinetEvent>),
};
