import { assign, enqueueActions, setup } from 'xstate';
import { instant } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { propose, settle, settled } from '../plant-unit/interventions.ts';
import { plantUnitProcess } from '../plant-unit/messages.ts';
import type { PlantValue } from '../plant-unit/messages.ts';
import { unitRequest } from '../plant-unit/request.ts';
import { abortAfterwards, command, commanding, readLine, refused, tellInfeed, wasOvertaken } from './line-commands.ts';
import { viewOf } from './line-readings.ts';
import type { LineView } from './line-readings.ts';
import {
  addBottle,
  addStage,
  journalOf,
  noteBoot,
  noteFailure,
  noteGap,
  noteProgram,
  noteState,
  noteView,
  skipDoubt,
  withDoubt,
} from './observed.ts';
import { reconcileInLine } from './reconcile-in-line.ts';
import type { LineAction } from './reconcile-in-line.ts';
import { refusePreparation } from './refusals.ts';
import type { PreparationEvent } from './refusals.ts';
import { finishedRun, lineCommand, loadNext, newRun } from './run.ts';
import type { CoalPreparationContext, CoalPreparationInput } from './run.ts';
import { stageNumber } from './stages.ts';

type Readings = Readonly<Record<string, PlantValue>>;

const seenBy = ({ order }: CoalPreparationContext, readings: Readings): LineView => viewOf(readings, order.sampleId);
const foundAt = (context: CoalPreparationContext, readings: Readings): LineAction => {
  const view = seenBy(context, readings);
  return reconcileInLine(journalOf({ ...context, ...noteView(context, view) }), view);
};

/**
 * Prepares one gross sample on a line that has several samples under way at once: waits for its turn at the infeed, loads its containers,
 * and takes bottles and stage masses from the line's ring until the ring says that the sample is through. Whoever needs it brings the
 * line into production; a line that was broken off with material in it only after a person looked and said so.
 */
const machine = setup({
  types: {
    context: {} as CoalPreparationContext,
    events: {} as Stamped<PreparationEvent>,
    input: {} as CoalPreparationInput,
  },
  actions: {
    ...effectActions,
    tellParent: enqueueActions(({ context, enqueue }) => {
      enqueue(send(context.order.parent, finishedRun(context)));
      enqueue(send(plantUnitProcess(context.order.line), { type: 'unit.release' }));
    }),
    giveUp: assign({ outcome: 'aborted' }),
    noteFailure: assign(({ context, event }) => ('command' in event ? noteFailure(context, event) : {})),
    noteReason: assign(({ event }) => ('reason' in event ? { reason: event.reason } : {})),
    noteView: assign(({ context, event }) => ('readings' in event ? noteView(context, seenBy(context, event.readings)) : {})),
    countRefusal: assign(({ context }) => ({ refusals: context.refusals + 1 })),
    carriedOut: assign({ refusals: 0 }),
    /** Seen free: the line says whose turn it is. Asked each time, so that a turn that was not used is found out. */
    askForFreeInfeed: enqueueActions(({ context, enqueue }) => {
      enqueue.assign({ infeed: 'asked', reason: 'another sample is to be fed first' });
      enqueue(tellInfeed(context, { type: 'infeed.request', free: true }));
    }),
    queueAtInfeed: enqueueActions(({ context, enqueue }) => {
      enqueue.assign({ infeed: 'asked', reason: 'the infeed holds another sample', refusals: 0 });
      if (context.infeed !== 'asked') enqueue(tellInfeed(context, { type: 'infeed.request', free: false }));
    }),
    giveInfeedBack: enqueueActions(({ context, enqueue }) => {
      if (context.infeed !== 'ours') return;
      enqueue.assign({ infeed: 'not-asked' });
      enqueue(tellInfeed(context, { type: 'infeed.release' }));
    }),
    /** The line is in production: if it is broken off again, a person looks again. */
    runs: assign({ looked: false }),
    hasLooked: assign({ looked: true, refusals: 0 }),
    propose: assign(({ context, event }) =>
      event.type === 'intervention.proposed' ? { interventions: propose(context.interventions, event, false) } : {},
    ),
    settle: assign(({ context, event }) =>
      event.type === 'intervention.confirmed' || event.type === 'intervention.declined' ? { interventions: settle(context.interventions, event) } : {},
    ),
    beginSkip: assign(({ context, event }) => {
      if (event.type !== 'intervention.confirmed') return {};
      const [skip] = settled(context.interventions, event);
      return skip ? { skipping: skip.deed.stage, reason: skip.reason } : {};
    }),
    noteSkip: assign(({ context }) => (context.skipping ? { skipping: null, ...withDoubt(context, skipDoubt(context.skipping)) } : {})),
    noteThrough: assign(({ event }) => ('time' in event ? { endedAt: instant(event.time), reason: null } : {})),
    ejected: assign(({ event }) => ({ endedAt: event.at, reason: 'the sample was ejected at the line' })),
    endEarly: assign(({ context, event }) => ({ ...withDoubt(context, 'RECORDS_NOT_AWAITED'), endedAt: event.at })),
  },
  guards: {
    finds: ({ context, event }, action: LineAction) => 'readings' in event && foundAt(context, event.readings) === action,
    /** More containers go where the first one is. */
    goesOnLoading: ({ context, event }) =>
      'readings' in event && seenBy(context, event.readings).place === 'part' && foundAt(context, event.readings) === 'load',
    isPacked: ({ event }) => event.type === 'record.through' && event.no > 0,
    isUntouched: ({ context }) => !context.loadOrdered,
    wasOvertaken: ({ context, event }) => 'command' in event && wasOvertaken(context, event),
    isUnreadable: ({ context, event }) => 'readings' in event && seenBy(context, event.readings).state === null,
    isGone: ({ context, event }) => 'readings' in event && ['free', 'occupied'].includes(seenBy(context, event.readings).place),
    hasLostRecords: ({ context }) => context.lost > 0,
  },
  delays: { readAgain: 5_000, recordsOverdue: 60_000 },
}).createMachine({
  id: 'coal-preparation',
  context: ({ input }) => newRun(input),
  initial: 'waiting',
  on: {
    'intervention.proposed': { actions: 'propose' },
    'intervention.declined': { actions: 'settle' },
    'record.container': { actions: assign(({ context, event }) => addBottle(context, event)) },
    'record.stage': { actions: assign(({ context, event }) => addStage(context, event)) },
    // Its turn comes while it cannot be used: the next may have it.
    'infeed.granted': { actions: [assign({ infeed: 'ours' }), 'giveInfeedBack'] },
    // The last word about this sample, whatever else is under way.
    'record.through': [
      { guard: 'isPacked', target: '.finished', actions: 'noteThrough' },
      { target: '.aborted', actions: 'ejected' },
    ],
    'plant.state': { actions: assign(({ context, event }) => noteState(context, event)) },
    'plant.link': { actions: assign({ hint: true }) },
    'plant.boot': { actions: assign(({ context }) => noteBoot(context)) },
    'plant.program': { actions: assign(({ context }) => noteProgram(context)) },
    'plant.gap': { actions: assign(({ context, event }) => noteGap(context, event)) },
    'operator.abort': [
      { guard: 'isUntouched', target: '.aborted', actions: 'noteReason' },
      { target: '.leaving', actions: 'noteReason' },
    ],
  },
  states: {
    /** Waits until the line has room for one more run. */
    waiting: {
      entry: {
        type: 'process.send',
        params: ({ context }) => ({
          to: plantUnitProcess(context.order.line),
          event: unitRequest(context.order),
        }),
      },
      on: { 'unit.granted': 'inspecting' },
    },
    /** Looks at the line before it commands anything, and whenever something changed there. */
    inspecting: {
      entry: [assign({ hint: false }), readLine],
      exit: 'giveInfeedBack',
      on: {
        // It is asked for again when the line is still found so.
        'infeed.granted': { actions: assign({ infeed: 'ours' }) },
        'unit.readings': [
          { guard: { type: 'finds', params: 'adopt' }, target: 'preparing', actions: ['noteView', 'runs', assign({ reason: null })] },
          { guard: { type: 'finds', params: 'adopt-held' }, target: 'held', actions: ['noteView', 'runs'] },
          { guard: 'goesOnLoading', target: 'loading', actions: ['noteView', 'runs'] },
          { guard: { type: 'finds', params: 'load' }, target: 'awaitingInfeed', actions: ['noteView', 'runs', 'askForFreeInfeed'] },
          { guard: { type: 'finds', params: 'start' }, target: 'starting', actions: 'noteView' },
          { guard: { type: 'finds', params: 'reset' }, target: 'resetting', actions: 'noteView' },
          { guard: { type: 'finds', params: 'clear' }, target: 'clearing', actions: 'noteView' },
          {
            guard: { type: 'finds', params: 'await-infeed' },
            target: 'awaitingInfeed',
            actions: ['runs', 'queueAtInfeed'],
          },
          { guard: { type: 'finds', params: 'await-records' }, target: 'awaitingRecords' },
          {
            guard: { type: 'finds', params: 'look' },
            target: 'interrupted',
            actions: [
              'noteView',
              assign(({ context }) => ({ ...withDoubt(context, 'PREPARATION_INTERRUPTED'), reason: 'the line was broken off' })),
            ],
          },
          { target: 'awaitingLine', actions: assign({ reason: 'the line is not ready for this sample' }) },
        ],
        'operator.abort': abortAfterwards,
      },
    },
    /** Another sample is in the infeed, or is to be fed first. */
    awaitingInfeed: {
      after: { readAgain: 'inspecting' },
      on: { 'infeed.granted': { target: 'loading', actions: assign({ infeed: 'ours' }) } },
    },
    /** The line is on its way somewhere, held, or stands with another's material in it; a person who has looked may have it started. */
    awaitingLine: {
      after: { readAgain: 'inspecting' },
      on: { 'operator.resume': { target: 'inspecting', actions: 'hasLooked' } },
    },
    resetting: commanding(command('reset')),
    clearing: commanding(command('clear')),
    starting: commanding(command('start')),
    loading: {
      entry: [assign({ loadOrdered: true }), { type: 'unit.command', params: ({ context }) => loadNext(context) }],
      exit: 'giveInfeedBack',
      on: {
        'command.done': {
          target: 'inspecting',
          actions: [
            'carriedOut',
            assign(({ context, event }) => ({ loaded: context.loaded + 1, startedAt: context.startedAt ?? event.at, reason: null })),
          ],
        },
        'command.failed': refused,
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
        'operator.abort': abortAfterwards,
      },
    },
    /** The line works through the stages by itself. */
    preparing: {
      always: { guard: ({ context }) => context.hint, target: 'inspecting' },
      on: {
        'operator.hold': { target: 'holding', actions: 'noteReason' },
        'intervention.confirmed': { target: 'skipping', actions: ['beginSkip', 'settle'] },
      },
    },
    /** Holds the line for all samples in it. */
    holding: commanding(command('hold')),
    held: {
      always: { guard: ({ context }) => context.hint, target: 'inspecting' },
      on: {
        'operator.resume': 'unholding',
        'intervention.confirmed': { target: 'skipping', actions: ['beginSkip', 'settle'] },
      },
    },
    unholding: commanding(command('unhold')),
    /** Two people decided it: this sample passes a stage unprocessed. */
    skipping: {
      entry: {
        type: 'unit.command',
        params: ({ context }) => lineCommand(context, 'skip-stage', context.skipping ? [stageNumber(context.skipping)] : []),
      },
      on: {
        'command.done': { target: 'inspecting', actions: ['noteSkip', 'carriedOut'] },
        // The sample goes on as it would have gone: the reason says why it was not skipped.
        'command.failed': { target: 'awaitingLine', actions: ['noteFailure', assign({ skipping: null })] },
        'command.unknown': { target: 'blocked', actions: ['noteFailure', 'noteSkip'] },
        'operator.abort': abortAfterwards,
      },
    },
    /** What was in the line when it stopped cannot be told apart from here: an operator looks, and starts it again or aborts. */
    interrupted: {
      always: { guard: ({ context }) => context.hint, target: 'inspecting' },
      on: { 'operator.resume': { target: 'inspecting', actions: 'hasLooked' } },
    },
    /** A command failed or its outcome is unknown; an operator looks and resumes. */
    blocked: { on: { 'operator.resume': { target: 'inspecting', actions: 'hasLooked' } } },
    /** The sample has left the line; what the ring tells of it is on its way. */
    awaitingRecords: {
      after: { recordsOverdue: [{ guard: 'hasLostRecords', target: 'finished', actions: 'endEarly' }, { target: 'recordsMissing' }] },
      on: { 'operator.finish': { target: 'finished', actions: 'endEarly' } },
    },
    /** It did not come: a person finds out what became of the sample, and finishes or aborts. */
    recordsMissing: {
      entry: assign({ reason: 'the sample left the line and the ring does not say how' }),
      on: {
        'operator.resume': 'inspecting',
        'operator.finish': { target: 'finished', actions: 'endEarly' },
      },
    },
    /** To be aborted. A container that is under way to the infeed, for one, arrives before the sample can be ejected. */
    awaitingAnswer: {
      on: {
        'unit.readings': 'leaving',
        'command.done': { target: 'leaving', actions: 'noteSkip' },
        'command.failed': { target: 'leaving', actions: ['noteFailure', assign({ skipping: null })] },
        'command.unknown': { target: 'blocked', actions: ['noteFailure', 'noteSkip'] },
        'record.through': { target: 'aborted', actions: 'ejected' },
        // Aborting already.
        'operator.abort': {},
      },
    },
    /** Looks whether there is anything of this sample to take out. */
    leaving: {
      entry: readLine,
      on: {
        'unit.readings': [
          { guard: 'isUnreadable', target: 'leavingLater' },
          { guard: 'isGone', target: 'aborted' },
          { target: 'ejecting' },
        ],
        'record.through': { target: 'aborted', actions: 'ejected' },
        'operator.abort': {},
      },
    },
    leavingLater: {
      after: { readAgain: 'leaving' },
      on: { 'record.through': { target: 'aborted', actions: 'ejected' }, 'operator.abort': {} },
    },
    /** Takes this sample out of the line; the others go on. */
    ejecting: {
      entry: { type: 'unit.command', params: ({ context }) => lineCommand(context, 'eject') },
      on: {
        'command.done': 'aborted',
        // It may have left by itself, or the line may stand where nothing can be moved: a person looks, and aborts again.
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
        'record.through': { target: 'aborted', actions: 'ejected' },
        'operator.abort': {},
      },
    },
    finished: { type: 'final', entry: 'tellParent' },
    aborted: { type: 'final', entry: ['giveUp', 'tellParent'] },
  },
});

export const coalPreparationDefinition: ProcessDefinition = { id: 'coal-preparation', version: 1, machine, refuse: refusePreparation };
