import { assign, enqueueActions, setup } from 'xstate';
import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import { instant } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import { measuredMass } from '../kernel/measured.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { packMl, plantUnitProcess } from '../plant-unit/messages.ts';
import type { PlantValue, RunEvent } from '../plant-unit/messages.ts';
import type { StageMasses } from './mass-balance.ts';
import { stageMasses, stageTags } from './stages.ts';

/** What one gross sample is to be prepared by. Names nothing of the cargo. */
export interface CoalPreparationOrder {
  readonly parent: ProcessId;
  readonly unitNo: number;
  readonly line: UnitId;
  /** Preparation code. */
  readonly sampleId: BlindCode;
  /** Positions of the sealed containers in the sampler's carousel. */
  readonly containers: readonly number[];
}

/** A bottle the line filled, labelled and sealed. */
export interface PackedBottle {
  /** 61 six-mm moisture, 32 three-mm reserve, 21 and 22 analysis and reserve below 0.2 mm. */
  readonly type: number;
  readonly mass: DecimalString;
  readonly seal: string;
  readonly at: Instant;
}

export interface CoalPreparationContext {
  readonly order: CoalPreparationOrder;
  readonly processId: ProcessId;
  readonly loaded: number;
  readonly bottles: readonly PackedBottle[];
  readonly stages: readonly StageMasses[];
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly doubts: readonly string[];
  readonly reason: string | null;
  readonly hint: boolean;
  readonly outcome: 'prepared' | 'aborted';
}

export interface PreparationFinished {
  readonly type: 'preparation.finished';
  readonly unitNo: number;
  readonly outcome: 'prepared' | 'aborted';
  readonly bottles: readonly PackedBottle[];
  readonly stages: readonly StageMasses[];
  readonly doubts: readonly string[];
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** Bottles one run of the line gives; the run is through when all have been told. */
const bottlesOfARun = 4;

const command = (context: CoalPreparationContext, name: UnitCommandParams['command'], params: readonly number[] = []): UnitCommandParams => ({
  unit: context.order.line,
  command: name,
  jobId: context.processId,
  lotId: '',
  sampleId: context.order.sampleId,
  recipeId: 'coal-standard',
  settings: name === 'start' ? { 'Packing.Set.Barcode': context.order.sampleId, 'Packing.Set.LabelText': context.order.sampleId } : {},
  params,
});

const stateOf = (readings: Readonly<Record<string, PlantValue>>) => readings['Sts.StateCurrent'];
const withDoubt = (context: CoalPreparationContext, doubt: string) =>
  context.doubts.includes(doubt) ? context.doubts : [...context.doubts, doubt];

/** Prepares one gross sample on an automatic line: loads its containers, runs the recipe, reads what every stage weighed. */
const machine = setup({
  types: {
    context: {} as CoalPreparationContext,
    events: {} as Stamped<RunEvent>,
    input: {} as { readonly order: CoalPreparationOrder; readonly processId: ProcessId },
  },
  actions: {
    ...effectActions,
    tellParent: enqueueActions(({ context, enqueue }) => {
      const { order, outcome, bottles, stages, doubts, startedAt, endedAt } = context;
      const finished: PreparationFinished = { type: 'preparation.finished', unitNo: order.unitNo, outcome, bottles, stages, doubts, startedAt, endedAt };
      enqueue(send(order.parent, finished));
      enqueue(send(plantUnitProcess(order.line), { type: 'unit.release' }));
    }),
    noteFailure: assign(({ event }) =>
      event.type === 'command.failed' || event.type === 'command.unknown' ? { reason: `${event.command}: ${event.code}: ${event.message}` } : {},
    ),
  },
  delays: { readAgain: 1000 },
}).createMachine({
  id: 'coal-preparation',
  context: ({ input }) => ({
    order: input.order,
    processId: input.processId,
    loaded: 0,
    bottles: [],
    stages: [],
    startedAt: null,
    endedAt: null,
    doubts: [],
    reason: null,
    hint: false,
    outcome: 'prepared',
  }),
  initial: 'waiting',
  on: {
    'record.container': {
      actions: assign(({ context, event }) => ({
        bottles: [
          ...context.bottles,
          { type: event.no, mass: measuredMass(event.kept), seal: `${context.order.line}-${event.idx}`, at: instant(event.time) },
        ],
      })),
    },
    'plant.state': {
      actions: assign(({ context, event }) => ({
        hint: true,
        ...(event.faultClass >= 2 ? { doubts: withDoubt(context, `PLANT_FAULT_${event.faultCode}`), reason: `fault ${event.faultCode}` } : {}),
      })),
    },
    'plant.link': { actions: assign({ hint: true }) },
    'plant.boot': { actions: assign(({ context }) => ({ hint: true, doubts: withDoubt(context, 'PLC_RESTARTED') })) },
    'plant.gap': { actions: assign(({ context }) => ({ doubts: withDoubt(context, 'RECORDS_LOST') })) },
  },
  states: {
    waiting: {
      entry: {
        type: 'process.send',
        params: ({ context }) => ({ to: plantUnitProcess(context.order.line), event: { type: 'unit.request', sampleId: context.order.sampleId } }),
      },
      on: { 'unit.granted': 'inspecting' },
    },
    inspecting: {
      entry: { type: 'unit.read', params: ({ context }) => ({ unit: context.order.line, tags: ['Sts.StateCurrent'] }) },
      on: {
        'unit.readings': [
          { guard: ({ context, event }) => context.startedAt !== null && stateOf(event.readings) === packMl.Execute, target: 'preparing' },
          { guard: ({ context, event }) => context.startedAt !== null && stateOf(event.readings) === packMl.Completed, target: 'reading' },
          { guard: ({ context, event }) => stateOf(event.readings) === packMl.Idle && context.loaded < context.order.containers.length, target: 'loading' },
          { guard: ({ event }) => stateOf(event.readings) === packMl.Idle, target: 'starting' },
          { guard: ({ event }) => stateOf(event.readings) === packMl.Stopped || stateOf(event.readings) === packMl.Completed, target: 'resetting' },
          { guard: ({ event }) => stateOf(event.readings) === packMl.Aborted, target: 'clearing' },
          { target: 'blocked', actions: assign(({ event }) => ({ reason: `line is in state ${String(stateOf(event.readings))}, not ready to start` })) },
        ],
      },
    },
    resetting: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'reset') },
      on: {
        'command.done': 'inspecting',
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    clearing: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'clear') },
      on: {
        'command.done': 'inspecting',
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    /** Brings the containers from the sampler one by one. */
    loading: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'load', context.order.containers.slice(context.loaded, context.loaded + 1)) },
      on: {
        'command.done': { target: 'inspecting', actions: assign(({ context }) => ({ loaded: context.loaded + 1 })) },
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    starting: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'start') },
      on: {
        'command.done': { target: 'verifying', actions: assign(({ event }) => ({ startedAt: event.at, reason: null })) },
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    /** The line works through its stages by itself. */
    preparing: {
      always: { guard: ({ context }) => context.hint, target: 'verifying' },
      on: { 'operator.hold': { target: 'holding', actions: assign(({ event }) => ({ reason: event.reason })) }, 'operator.abort': 'aborting' },
    },
    /** Something changed at the line: what is true now? */
    verifying: {
      entry: [assign({ hint: false }), { type: 'unit.read', params: ({ context }) => ({ unit: context.order.line, tags: ['Sts.StateCurrent'] }) }],
      on: {
        'unit.readings': [
          { guard: ({ event }) => stateOf(event.readings) === packMl.Completed, target: 'reading' },
          { guard: ({ event }) => stateOf(event.readings) === packMl.Held, target: 'held' },
          {
            guard: ({ event }) => stateOf(event.readings) === packMl.Stopped || stateOf(event.readings) === packMl.Aborted,
            target: 'interrupted',
            actions: assign(({ context }) => ({ doubts: withDoubt(context, 'PREPARATION_INTERRUPTED'), reason: 'the line stopped or aborted' })),
          },
          { target: 'preparing' },
        ],
      },
    },
    holding: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'hold') },
      on: {
        'command.done': 'held',
        'command.failed': { target: 'preparing', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    held: {
      always: { guard: ({ context }) => context.hint, target: 'verifying' },
      on: { 'operator.resume': 'unholding', 'operator.abort': 'aborting' },
    },
    unholding: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'unhold') },
      on: {
        'command.done': { target: 'verifying', actions: assign({ reason: null }) },
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    /** What was in the line when it stopped cannot be told apart from here: an operator clears it and resumes or aborts. */
    interrupted: { on: { 'operator.resume': 'inspecting', 'operator.abort': 'aborting' } },
    blocked: { on: { 'operator.resume': 'inspecting', 'operator.abort': 'aborting' } },
    /** Completed: reads the stages' latched masses, and waits until every bottle has come in from the ring. */
    reading: {
      entry: { type: 'unit.read', params: ({ context }) => ({ unit: context.order.line, tags: stageTags }) },
      on: {
        'unit.readings': [
          {
            guard: ({ context }) => context.bottles.length >= bottlesOfARun || context.doubts.includes('RECORDS_LOST'),
            target: 'finished',
            actions: assign(({ event }) => ({ stages: stageMasses(event.readings), endedAt: event.at })),
          },
          { target: 'rereading' },
        ],
        'operator.abort': 'aborting',
      },
    },
    rereading: { after: { readAgain: 'reading' }, on: { 'operator.abort': 'aborting' } },
    aborting: {
      entry: [assign({ outcome: 'aborted' }), { type: 'unit.command', params: ({ context }) => command(context, 'abort') }],
      on: { 'command.done': 'aborted', 'command.failed': 'aborted', 'command.unknown': 'aborted' },
    },
    finished: { type: 'final', entry: 'tellParent' },
    aborted: { type: 'final', entry: 'tellParent' },
  },
});

export const coalPreparationDefinition: ProcessDefinition = { id: 'coal-preparation', version: 1, machine };
