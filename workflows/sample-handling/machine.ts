import { assign, enqueueActions, setup } from 'xstate';
import type { Instant } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { later } from '../kernel/step.ts';
import { propose, settle, settled } from '../plant-unit/interventions.ts';
import { finishedHandling } from './finished.ts';
import { newHandling, nextStep, openRecords, stepNamed } from './handling.ts';
import type { HandlingContext, HandlingInput, StepDeed } from './handling.ts';
import { needsSecondPerson } from './recipe.ts';
import { refuseHandling } from './refusals.ts';
import type { HandlingEvent } from './refusals.ts';

const minute = 60_000;

type Event = Stamped<HandlingEvent>;
type Told = Extract<Event, { type: 'step.done' | 'step.corrected' }>;

/** A correction needs a second person always, a step where its recipe says so. */
function told(
  context: HandlingContext,
  { type, step: id, data, ...event }: Told,
): Pick<HandlingContext, 'records'> {
  const step = stepNamed(context, id);
  const alone = type === 'step.done' && step !== undefined && !needsSecondPerson(step);
  const deed: StepDeed = { kind: type === 'step.done' ? 'do' : 'correct', step: id, data };
  const reason = 'reason' in event ? event.reason : '';
  return {
    records: propose(context.records, { ...event, type: 'intervention.proposed', deed, reason }, alone),
  };
}

/** When the target of the step that is next passes; null where it has none, or has missed it already. */
function targetOf(context: HandlingContext): Instant | null {
  const next = nextStep(context);
  const missed = context.overdue.some(({ step }) => step === next?.id);
  return next?.withinMinutes === undefined || missed
    ? null
    : later(context.dueSince, next.withinMinutes * minute);
}

function missed(context: HandlingContext): Pick<HandlingContext, 'overdue'> {
  const [next, at] = [nextStep(context), targetOf(context)];
  return { overdue: next && at ? [...context.overdue, { step: next.id, at }] : context.overdue };
}

const machine = setup({
  types: { context: {} as HandlingContext, events: {} as Event, input: {} as HandlingInput },
  actions: {
    ...effectActions,
    tellParent: enqueueActions(({ context, enqueue }) => {
      enqueue(send(context.order.parent, finishedHandling(context)));
    }),
    noteTold: assign(({ context, event }) => ('step' in event ? told(context, event) : {})),
    settle: assign(({ context, event }) =>
      'numbers' in event ? { records: settle(context.records, event) } : {},
    ),
    nextFallsDue: assign(({ event }) => ({ dueSince: event.at })),
    noteMissed: assign(({ context }) => missed(context)),
    noteEnd: assign(({ event }) => ({ endedAt: event.at })),
  },
  guards: {
    isComplete: ({ context }) => nextStep(context) === undefined && openRecords(context).length === 0,
    isThrough: ({ context }) => nextStep(context) === undefined,
    hasTarget: ({ context }) => targetOf(context) !== null,
    needsSecond: ({ context }) => {
      const next = nextStep(context);
      return next !== undefined && needsSecondPerson(next);
    },
    /** A correction leaves the step that is next where it is. */
    settlesStep: ({ context, event }) =>
      'numbers' in event && settled(context.records, event).some(({ deed }) => deed.kind === 'do'),
  },
  delays: {
    /** A step that was told in time and declined afterwards keeps its target: what is left of it. */
    target: ({ context, event }) => {
      const now = 'at' in event ? event.at : context.startedAt;
      return Math.max(0, Date.parse(targetOf(context) ?? now) - Date.parse(now));
    },
  },
}).createMachine({
  id: 'sample-handling',
  context: ({ input }) => newHandling(input),
  initial: 'next',
  on: {
    'step.corrected': { actions: 'noteTold' },
    'intervention.confirmed': [
      { guard: 'settlesStep', target: '.next', actions: ['settle', 'nextFallsDue'] },
      { actions: 'settle' },
    ],
    'intervention.declined': [
      { guard: 'settlesStep', target: '.next', actions: 'settle' },
      { actions: 'settle' },
    ],
    'handling.abandon': {
      target: '.abandoned',
      actions: assign(({ event }) => ({ outcome: 'abandoned', reason: event.reason })),
    },
  },
  states: {
    /** Looks which step is next. */
    next: {
      always: [
        { guard: 'isComplete', target: 'handled' },
        { guard: 'isThrough', target: 'settling' },
        { guard: 'hasTarget', target: 'timed' },
        { target: 'due' },
      ],
    },
    /** The next step is to be done within its time. */
    timed: {
      after: { target: { target: 'due', actions: 'noteMissed' } },
      on: {
        'step.done': [
          { guard: 'needsSecond', target: 'witnessing', actions: 'noteTold' },
          { target: 'next', actions: ['noteTold', 'nextFallsDue'] },
        ],
      },
    },
    /** The next step is to be done; it has no target, or has missed it. */
    due: {
      on: {
        'step.done': [
          { guard: 'needsSecond', target: 'witnessing', actions: 'noteTold' },
          { target: 'next', actions: ['noteTold', 'nextFallsDue'] },
        ],
      },
    },
    /** The step was done, and a second person looks at it. */
    witnessing: {},
    /** Every step is done; a correction waits for its second person. */
    settling: {
      on: {
        'intervention.confirmed': { target: 'next', actions: 'settle' },
        'intervention.declined': { target: 'next', actions: 'settle' },
      },
    },
    handled: { type: 'final', entry: ['noteEnd', 'tellParent'] },
    abandoned: { type: 'final', entry: ['noteEnd', 'tellParent'] },
  },
});

/**
 * Carries one gross sample from its containers to laboratory and retained bottles, by hand and by the steps of its recipe. Each step
 * is told by a person, in its turn; where the recipe asks for a witness, another person confirms it. What was told stays; a correction
 * is a record of its own. Nothing is judged away here: findings are noted, and the parent and an officer decide.
 */
export const sampleHandlingDefinition: ProcessDefinition = {
  id: 'sample-handling',
  version: 1,
  machine,
  refuse: (snapshot, event) =>
    refuseHandling(snapshot.context as HandlingContext, event as Stamped<HandlingEvent>),
};
