import { assign, enqueueActions, setup } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { brokenOff, isState, plantUnitProcess } from '../plant-unit/messages.ts';
import type { PlantValue, RunEvent } from '../plant-unit/messages.ts';
import { ordering } from '../plant-unit/ordering.ts';
import { reconcileRun, stateOf } from '../plant-unit/reconcile-run.ts';
import type { RunAction } from '../plant-unit/reconcile-run.ts';
import { addBottle, isComplete, noteBoot, noteFailure, noteGap, noteProgram, noteState, withDoubt } from './observed.ts';
import { finishedRun, lineCommand, newRun } from './run.ts';
import type { CoalPreparationContext, CoalPreparationInput } from './run.ts';
import { areReadable, stageMasses, stageTags } from './stages.ts';

/** Perhaps half-processed coal is in a line that was broken off: a person looks before it is started again, and says so. */
const foundAt = (context: CoalPreparationContext, readings: Readonly<Record<string, PlantValue>>): RunAction =>
  reconcileRun(
    { start: context.start, ending: false, complete: false, restartable: context.startAgain },
    { state: stateOf(readings), sample: readings['Cmd.SampleId'] === context.order.sampleId ? 'ours' : 'other' },
  );
const command = (name: UnitCommandParams['command']) => (context: CoalPreparationContext) => lineCommand(context, name);

/**
 * Prepares one gross sample on an automatic line: loads its containers, runs the recipe, reads what every stage weighed.
 * A run that was broken off is started again only after an operator looked at the line and said so.
 */
const machine = setup({
  types: { context: {} as CoalPreparationContext, events: {} as Stamped<RunEvent>, input: {} as CoalPreparationInput },
  actions: {
    ...effectActions,
    tellParent: enqueueActions(({ context, enqueue }) => {
      enqueue(send(context.order.parent, finishedRun(context)));
      enqueue(send(plantUnitProcess(context.order.line), { type: 'unit.release' }));
    }),
    noteFailure: assign(({ context, event }) => ('command' in event ? noteFailure(context, event) : {})),
    noteReason: assign(({ event }) => ('reason' in event ? { reason: event.reason } : {})),
    giveUp: assign({ outcome: 'aborted' }),
    doubtInterruption: assign(({ context }) => ({ ...withDoubt(context, 'PREPARATION_INTERRUPTED'), reason: 'the line stopped or aborted' })),
    adopt: assign(({ context, event }) => ({ startedAt: context.startedAt ?? event.at, reason: null })),
    started: assign(({ context, event }) => ({ start: 'made', startAgain: false, startedAt: context.startedAt ?? event.at })),
    endEarly: assign(({ context, event }) => ({ ...withDoubt(context, 'RECORDS_NOT_AWAITED'), endedAt: event.at })),
  },
  guards: {
    finds: ({ context, event }, action: RunAction) => 'readings' in event && foundAt(context, event.readings) === action,
    isUntouched: ({ context }) => context.start === 'not-ordered' && context.loaded === 0,
    isAbortAnswer: ({ event }) => 'command' in event && event.command === 'abort',
  },
  delays: { readAgain: 1000 },
}).createMachine({
  id: 'coal-preparation',
  context: ({ input }) => newRun(input),
  initial: 'waiting',
  on: {
    'record.container': { actions: assign(({ context, event }) => addBottle(context, event)) },
    'plant.state': { actions: assign(({ context, event }) => noteState(context, event)) },
    'plant.link': { actions: assign({ hint: true }) },
    'plant.boot': { actions: assign(({ context }) => noteBoot(context)) },
    'plant.program': { actions: assign(({ context }) => noteProgram(context)) },
    'plant.gap': { actions: assign(({ context, event }) => noteGap(context, event)) },
    // An abort overtakes whatever was commanded before it.
    'operator.abort': { target: '.aborting', actions: 'noteReason' },
  },
  states: {
    /** Waits for its turn at the line. Who gives up here has nothing to abort: the request is withdrawn. */
    waiting: {
      entry: {
        type: 'process.send',
        params: ({ context }) => ({ to: plantUnitProcess(context.order.line), event: { type: 'unit.request', sampleId: context.order.sampleId } }),
      },
      on: { 'unit.granted': 'inspecting', 'operator.abort': { target: 'aborted', actions: ['noteReason', 'giveUp'] } },
    },
    /** Looks at the line before it commands anything, and adopts what is this run already. */
    inspecting: {
      entry: { type: 'unit.read', params: ({ context }) => ({ unit: context.order.line, tags: ['Sts.StateCurrent', 'Cmd.SampleId'] }) },
      on: {
        'unit.readings': [
          { guard: { type: 'finds', params: 'adopt' }, target: 'preparing', actions: 'adopt' },
          { guard: { type: 'finds', params: 'adopt-held' }, target: 'held', actions: 'adopt' },
          { guard: { type: 'finds', params: 'count' }, target: 'reading', actions: 'adopt' },
          { guard: { type: 'finds', params: 'look' }, target: 'interrupted', actions: 'doubtInterruption' },
          { guard: ({ context, event }) => foundAt(context, event.readings) === 'start' && context.loaded < context.order.containers.length, target: 'loading' },
          { guard: { type: 'finds', params: 'start' }, target: 'starting' },
          { guard: { type: 'finds', params: 'reset' }, target: 'resetting' },
          { guard: { type: 'finds', params: 'clear' }, target: 'clearing' },
          { target: 'blocked', actions: assign(({ event }) => ({ reason: `line is in state ${String(event.readings['Sts.StateCurrent'])}, not ready to start` })) },
        ],
        'operator.abort': [{ guard: 'isUntouched', target: 'aborted', actions: ['noteReason', 'giveUp'] }, { target: 'aborting', actions: 'noteReason' }],
      },
    },
    resetting: ordering(command('reset'), 'inspecting'),
    clearing: ordering(command('clear'), 'inspecting'),
    /** Brings the containers from the sampler one by one. */
    loading: {
      entry: { type: 'unit.command', params: ({ context }) => lineCommand(context, 'load', context.order.containers.slice(context.loaded, context.loaded + 1)) },
      on: {
        'command.done': { target: 'inspecting', actions: assign(({ context }) => ({ loaded: context.loaded + 1 })) },
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    starting: {
      entry: [
        assign(({ context }) => ({ start: context.start === 'made' ? ('made' as const) : ('ordered' as const) })),
        { type: 'unit.command', params: ({ context }) => lineCommand(context, 'start') },
      ],
      on: {
        'command.done': { target: 'verifying', actions: ['started', assign({ reason: null })] },
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: ['noteFailure', assign({ start: 'made', startAgain: false })] },
      },
    },
    /** The line works through its stages by itself. */
    preparing: {
      always: { guard: ({ context }) => context.hint, target: 'verifying' },
      on: { 'operator.hold': { target: 'holding', actions: 'noteReason' } },
    },
    /** Something changed at the line: what is true now? */
    verifying: {
      entry: [assign({ hint: false }), { type: 'unit.read', params: ({ context }) => ({ unit: context.order.line, tags: ['Sts.StateCurrent'] }) }],
      on: {
        'unit.readings': [
          { guard: ({ event }) => isState(event.readings, 'Completed'), target: 'reading' },
          { guard: ({ event }) => isState(event.readings, 'Held'), target: 'held' },
          { guard: ({ event }) => isState(event.readings, ...brokenOff), target: 'interrupted', actions: 'doubtInterruption' },
          { target: 'preparing' },
        ],
      },
    },
    holding: {
      entry: { type: 'unit.command', params: ({ context }) => lineCommand(context, 'hold') },
      on: {
        'command.done': 'held',
        'command.failed': { target: 'preparing', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    held: {
      always: { guard: ({ context }) => context.hint, target: 'verifying' },
      on: { 'operator.resume': 'unholding' },
    },
    unholding: ordering(command('unhold'), { target: 'verifying', actions: assign({ reason: null }) }),
    /** What was in the line when it stopped cannot be told apart from here: an operator looks, and starts it again or aborts. */
    interrupted: { on: { 'operator.resume': { target: 'inspecting', actions: assign({ startAgain: true }) } } },
    /** A command failed or its outcome is unknown; an operator looks and resumes. */
    blocked: {
      on: {
        'operator.resume': 'inspecting',
        'operator.abort': [{ guard: 'isUntouched', target: 'aborted', actions: ['noteReason', 'giveUp'] }, { target: 'aborting', actions: 'noteReason' }],
      },
    },
    /** Completed: reads the stages' latched masses, and waits until every bottle has come in, or until an operator waits no longer. */
    reading: {
      entry: { type: 'unit.read', params: ({ context }) => ({ unit: context.order.line, tags: stageTags }) },
      on: {
        'unit.readings': [
          {
            guard: ({ context, event }) => isComplete(context) && areReadable(event.readings),
            target: 'finished',
            actions: assign(({ event }) => ({ stages: stageMasses(event.readings), endedAt: event.at })),
          },
          // Latched while the line stands Completed, so they can be noted before the last bottle is in.
          { guard: ({ event }) => areReadable(event.readings), target: 'rereading', actions: assign(({ event }) => ({ stages: stageMasses(event.readings) })) },
          { target: 'rereading' },
        ],
        'operator.finish': { target: 'finished', actions: 'endEarly' },
      },
    },
    rereading: { after: { readAgain: 'reading' }, on: { 'operator.finish': { target: 'finished', actions: 'endEarly' } } },
    aborting: {
      entry: ['giveUp', { type: 'unit.command', params: ({ context }) => lineCommand(context, 'abort') }],
      on: {
        'command.done': { guard: 'isAbortAnswer', target: 'aborted' },
        'command.failed': { guard: 'isAbortAnswer', target: 'aborted', actions: 'noteFailure' },
        'command.unknown': { guard: 'isAbortAnswer', target: 'aborted', actions: 'noteFailure' },
        // Aborting already.
        'operator.abort': {},
      },
    },
    finished: { type: 'final', entry: 'tellParent' },
    aborted: { type: 'final', entry: 'tellParent' },
  },
});

export const coalPreparationDefinition: ProcessDefinition = { id: 'coal-preparation', version: 1, machine };
