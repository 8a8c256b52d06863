import { assign, enqueueActions, setup } from 'xstate';
import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { processId } from '../kernel/brand.ts';
import type { UnitId } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { CommandEvent, ReadingsEvent } from '../plant-unit/messages.ts';
import { arrival, byWord, departure, loss, refusal } from './tube-answers.ts';
import { tubeProcess } from './tube-messages.ts';
import type { TubeSend } from './tube-messages.ts';
import { brokeOffUnderWay, rememberedContradictions } from './tube-orders.ts';
import type { TransferSettled, TubeContext, TubeOrder } from './tube-orders.ts';
import { refuseTube } from './tube-refusals.ts';
import {
  contradictionOf, hasArrived, hasDeparted, hasStayed, isLost, plcTime, stationNo, transferProspect, transfersIn, tubeTags,
} from './tube-unit.ts'; // prettier-ignore

export interface TubeInput {
  readonly tube: string;
  readonly stations: readonly string[];
  readonly unit: UnitId | null;
}

type TubeEvent =
  | TubeSend
  | TransferSettled
  | CommandEvent
  | ReadingsEvent
  /** What the site file says by now. */
  | { readonly type: 'tube.stations'; readonly stations: readonly string[]; readonly unit: UnitId | null };

/** How long a transfer goes on until somebody looks whether its carrier has left, ms: longer than a blower needs. */
const watchEvery = 5000;

const next = ({ orders }: TubeContext): TubeOrder | undefined => orders[0];

/** With the order at hand changed. */
const withNext = ({ orders }: TubeContext, change: Partial<TubeOrder>): Partial<TubeContext> => {
  const [order, ...others] = orders;
  return order ? { orders: [{ ...order, ...change }, ...others] } : {};
};

const commandOf = (
  context: TubeContext,
  command: UnitCommandParams['command'],
  { no, code, carrier, from, to }: TubeOrder,
): { readonly type: 'unit.command'; readonly params: UnitCommandParams } | null =>
  context.unit && {
    type: 'unit.command',
    params: {
      unit: context.unit,
      command,
      jobId: tubeProcess(context.tube),
      lotId: '',
      sampleId: code,
      recipeId: '',
      settings: { 'Set.From': stationNo(context, from), 'Set.To': stationNo(context, to), 'Set.CarrierId': carrier },
      params: [],
      order: no,
    },
  };

const prospect = (context: TubeContext, event: TubeEvent) => {
  const order = next(context);
  return order && event.type === 'unit.readings' ? transferProspect(order, context, event.readings) : null;
};

const machine = setup({
  types: { context: {} as TubeContext, events: {} as Stamped<TubeEvent>, input: {} as TubeInput },
  actions: {
    ...effectActions,
    /** Reads the tube anew. A unit that is out of reach answers when it is back. */
    look: enqueueActions(({ context, enqueue }) => {
      const { unit, looks } = context;
      if (!unit) return;
      enqueue.assign({ looks: looks + 1 });
      enqueue({ type: 'unit.read', params: { unit, tags: tubeTags(context) } });
    }),
    lookAgain: enqueueActions(({ context, enqueue }) => {
      const { unit, looks, awaits } = context;
      if (!unit || awaits) return;
      enqueue.assign({ looks: looks + 1 });
      enqueue({ type: 'unit.read', params: { unit, tags: tubeTags(context) } });
    }),
    noteLook: assign(({ context: { looks } }) => ({ looks: looks - 1 })),
    /** The unit stands stopped, as after a restart: it is brought into its working state, once an order. */
    ready: enqueueActions(({ context, enqueue }) => {
      const order = next(context);
      const reset = order && commandOf(context, 'reset', order);
      if (!reset) return;
      enqueue.assign({ ...withNext(context, { readied: true }), awaits: 'reset' });
      enqueue(reset);
    }),
    noteBefore: assign(({ context, event }) =>
      event.type === 'unit.readings' ? withNext(context, { before: transfersIn(event.readings) }) : {},
    ),
    command: enqueueActions(({ context, enqueue }) => {
      const order = next(context);
      const command = order && commandOf(context, 'send', order);
      if (!command) return;
      enqueue.assign({ awaits: 'send' });
      enqueue(command);
    }),
    noteAnswered: assign({ awaits: null }),
    tellDeparture: enqueueActions(({ context, event, enqueue }) => {
      const order = next(context);
      if (!order || event.type !== 'unit.readings' || !hasDeparted(order, event.readings)) return;
      for (const letter of departure(order, plcTime(event.readings, 'DepartedAt'))) enqueue(letter);
      enqueue.assign(withNext(context, { departed: true }));
    }),
    tellArrival: enqueueActions(({ context, event, enqueue }) => {
      const order = next(context);
      if (!order || event.type !== 'unit.readings') return;
      const times = { departed: plcTime(event.readings, 'DepartedAt'), arrived: plcTime(event.readings, 'ArrivedAt') };
      enqueue.assign({ orders: context.orders.slice(1) });
      for (const letter of arrival(order, times)) enqueue(letter);
    }),
    /** The PLC itself says that the carrier is lost, or stuck on its way. */
    tellLoss: enqueueActions(({ context, event, enqueue }) => {
      const order = next(context);
      if (!order || event.type !== 'unit.readings' || !isLost(event.readings)) return;
      const departed = plcTime(event.readings, 'DepartedAt');
      for (const letter of loss(order, order.problem?.message ?? '', departed)) enqueue(letter);
      enqueue.assign(withNext(context, { departed: true }));
    }),
    refuseOrder: enqueueActions(({ context, event, enqueue }) => {
      const order = next(context);
      if (!order) return;
      const seen = prospect(context, event);
      const why = seen?.does === 'refuse' ? seen.refusal : whyNot(event, order);
      enqueue.assign({ orders: context.orders.slice(1) });
      for (const letter of refusal(order, why)) enqueue(letter);
    }),
    noteProblem: assign(({ context, event }) => {
      const order = next(context);
      if (!order) return {};
      const { code, message } = whyNot(event, order);
      return withNext(context, { problem: { code, message } });
    }),
    noteWord: assign(({ context, event }) => {
      const order = next(context);
      if (!order || event.type !== 'transfer.settled') return {};
      const { no, code, carrier, from, to, before } = order;
      const { found, by, at, reason } = event;
      const machineSays = context.awaits === 'send' ? ('awaited' as const) : null;
      return { word: { no, code, carrier, from, to, before, found, by, at, reason, machine: machineSays } };
    }),
    concludeByWord: enqueueActions(({ context, event, enqueue }) => {
      const order = next(context);
      if (!order || event.type !== 'transfer.settled') return;
      enqueue.assign({ orders: context.orders.slice(1) });
      for (const letter of byWord(order, event.found, event.reason)) enqueue(letter);
    }),
    noteAccount: assign(({ context: { word }, event: { type } }) => {
      const account = type === 'command.done' ? ('done' as const) : type === 'command.failed' ? ('failed' as const) : null;
      return { awaits: null, word: word?.machine === 'awaited' ? { ...word, machine: account } : word };
    }),
    compare: assign(({ context, event }) => {
      const { word, contradicted, contradictions } = context;
      if (!word || event.type !== 'unit.readings') return {};
      const found = contradictionOf(word, context, event.readings, event.at);
      return {
        word: null,
        ...(found && { contradicted: contradicted + 1, contradictions: [...contradictions, found].slice(-rememberedContradictions) }),
      };
    }),
    dropWord: assign({ word: null }),
  },
  guards: {
    hasOrder: ({ context }) => next(context) !== undefined,
    hasNoMachine: ({ context }) => context.unit === null,
    isOlderLook: ({ context }) => context.looks > 1,
    mayGive: ({ context, event }) => prospect(context, event)?.does === 'give',
    mustReady: ({ context, event }) => prospect(context, event)?.does === 'ready',
    hasDeparted: ({ context, event }) => {
      const order = next(context);
      return order !== undefined && event.type === 'unit.readings' && hasDeparted(order, event.readings);
    },
    hasStayed: ({ context, event }) => {
      const order = next(context);
      return order !== undefined && event.type === 'unit.readings' && hasStayed(order, event.readings);
    },
    hasArrived: ({ context, event }) => {
      const order = next(context);
      return order !== undefined && event.type === 'unit.readings' && hasArrived(order, context, event.readings);
    },
    brokeOff: ({ event }) => event.type === 'command.failed' && brokeOffUnderWay.includes(event.code),
  },
  delays: { watch: watchEvery },
}).createMachine({
  id: 'pneumatic-tube',
  context: ({ input: { tube, stations, unit } }) => ({
    tube,
    stations,
    unit,
    orders: [],
    lastOrder: 0,
    looks: 0,
    awaits: null,
    word: null,
    contradicted: 0,
    contradictions: [],
  }),
  initial: 'open',
  on: {
    'tube.send': {
      actions: assign(({ context: { orders, lastOrder }, event }) => {
        const { by, at, code, carrier, from, to } = event;
        const no = lastOrder + 1;
        const order: TubeOrder = {
          no, carriage: processId(by.id), code, carrier, from, to, at, readied: false, before: null, departed: false, problem: null,
        }; // prettier-ignore
        return { lastOrder: no, orders: [...orders, order] };
      }),
    },
    'tube.stations': { actions: assign(({ event: { stations, unit } }) => ({ stations, unit })) },
    'unit.readings': { actions: 'noteLook' },
    // Of a transfer that was settled, of a unit that was taken away meanwhile.
    'command.done': { actions: 'noteAccount' },
    'command.failed': { actions: 'noteAccount' },
    'command.unknown': { actions: 'noteAccount' },
    'transfer.settled': { target: '.comparing', actions: ['noteWord', 'concludeByWord'] },
  },
  states: {
    /** Nothing is asked of the tube. */
    open: { always: { guard: 'hasOrder', target: 'looking' } },
    /** What it shows before it is commanded; also waits until it can be seen. */
    looking: {
      entry: 'look',
      on: {
        'unit.readings': [
          { guard: 'isOlderLook', actions: 'noteLook' },
          { guard: 'mayGive', target: 'transferring', actions: ['noteLook', 'noteBefore', 'command'] },
          { guard: 'mustReady', target: 'readying', actions: 'noteLook' },
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
    /** The order is with the machine, which answers when the carrier has arrived. */
    transferring: {
      after: { watch: { target: 'watching' } },
      on: {
        'command.done': { target: 'checking', actions: 'noteAnswered' },
        'command.failed': [
          { guard: 'brokeOff', target: 'finding', actions: ['noteAnswered', 'noteProblem'] },
          { target: 'open', actions: ['noteAnswered', 'refuseOrder'] },
        ],
        'command.unknown': { target: 'unanswered', actions: ['noteAnswered', 'noteProblem'] },
      },
    },
    /** Meanwhile: whether the carrier has left its station. */
    watching: {
      entry: 'look',
      on: {
        'unit.readings': [
          { guard: 'hasDeparted', target: 'underWay', actions: ['noteLook', 'tellDeparture'] },
          { target: 'transferring', actions: 'noteLook' },
        ],
        'command.done': { target: 'checking', actions: 'noteAnswered' },
        'command.failed': [
          { guard: 'brokeOff', target: 'finding', actions: ['noteAnswered', 'noteProblem'] },
          { target: 'open', actions: ['noteAnswered', 'refuseOrder'] },
        ],
        'command.unknown': { target: 'unanswered', actions: ['noteAnswered', 'noteProblem'] },
      },
    },
    underWay: {
      on: {
        'command.done': { target: 'checking', actions: 'noteAnswered' },
        'command.failed': { target: 'finding', actions: ['noteAnswered', 'noteProblem'] },
        'command.unknown': { target: 'unanswered', actions: ['noteAnswered', 'noteProblem'] },
      },
    },
    /** It says that it is done: where the carrier stands. */
    checking: {
      entry: 'look',
      on: {
        'unit.readings': [
          { guard: 'isOlderLook', actions: 'noteLook' },
          { guard: 'hasArrived', target: 'open', actions: ['noteLook', 'tellArrival'] },
          { target: 'unanswered', actions: ['noteLook', 'noteProblem', 'tellDeparture'] },
        ],
      },
    },
    /** It broke off: whether the carrier has left at all, and is lost. */
    finding: {
      entry: 'look',
      on: {
        'unit.readings': [
          { guard: 'isOlderLook', actions: 'noteLook' },
          { guard: 'hasStayed', target: 'open', actions: ['noteLook', 'refuseOrder'] },
          { target: 'unanswered', actions: ['noteLook', 'tellDeparture', 'tellLoss'] },
        ],
      },
    },
    /** Nobody knows where the carrier is: a person looks and says. Nothing else is asked of the tube until then. */
    unanswered: {},
    /** A person has said where it is: what the PLC says of it, as soon as it can be read. */
    comparing: {
      entry: 'lookAgain',
      always: { guard: 'hasNoMachine', target: 'open', actions: 'dropWord' },
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

/** Why a carrier was not sent, or why nobody knows where it is, in the words of who says so. */
function whyNot(event: TubeEvent, { problem }: TubeOrder): Refusal {
  const remedy = 'See to the tube, then send it again.';
  if (event.type === 'command.failed' || event.type === 'command.unknown') return { code: event.code, message: event.message, remedy };
  if (problem) return { ...problem, remedy };
  return {
    code: 'NOT_AS_ORDERED',
    message: 'The machine says that it is done, and shows the carrier elsewhere, or another carrier.',
    remedy: 'Look at both stations and say where it is.',
  };
}

/**
 * One pneumatic tube that takes commands: transfers of carriers between its stations, one after the other, each looked at before and
 * after. Carriages hear when their carrier left, arrived or was lost. What nobody knows is never guessed nor sent again by itself: a person
 * looks and says, also while the tube is out of reach, and what its PLC tells afterwards is compared with what he said.
 */
export const pneumaticTubeDefinition: ProcessDefinition = {
  id: 'pneumatic-tube',
  version: 1,
  machine,
  refuse: ({ context, value }: AnyMachineSnapshot, event: Stamped<EventObject>) =>
    refuseTube(context as TubeContext, String(value), event),
};
