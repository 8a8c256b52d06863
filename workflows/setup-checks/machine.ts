import { assign, enqueueActions, setup } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { propose, settle } from '../plant-unit/interventions.ts';
import { refuseSetup } from './refusals.ts';
import type { SetupEvent } from './refusals.ts';
import { finishedSetup, isReady, newSetup } from './setup.ts';
import type { CheckDeed, SetupContext, SetupInput } from './setup.ts';

type Event = Stamped<SetupEvent>;
type Told = Extract<Event, { type: 'check.done' | 'check.corrected' }>;

/** A correction needs a second person always, a check where the site says so. */
function told(context: SetupContext, event: Told): Pick<SetupContext, 'records'> {
  const { check: id, value, evidence, remedy } = event;
  const check = context.order.checks.find((each) => each.id === id);
  const isCorrection = event.type === 'check.corrected';
  const deed: CheckDeed = {
    kind: isCorrection ? 'correct' : 'do',
    check: id,
    value,
    evidence,
    ...(remedy !== undefined && { remedy }),
  };
  const reason = isCorrection ? event.reason : '';
  const alone = !isCorrection && check?.twoPersons === false;
  return {
    records: propose(context.records, { ...event, type: 'intervention.proposed', deed, reason }, alone),
  };
}

const machine = setup({
  types: { context: {} as SetupContext, events: {} as Event, input: {} as SetupInput },
  actions: {
    ...effectActions,
    tellParent: enqueueActions(({ context, enqueue }) => {
      enqueue(send(context.order.parent, finishedSetup(context)));
    }),
    noteTold: assign(({ context, event }) => ('check' in event ? told(context, event) : {})),
    settle: assign(({ context, event }) =>
      'numbers' in event ? { records: settle(context.records, event) } : {},
    ),
    noteEnd: assign(({ event }) => ({ endedAt: event.at })),
  },
  guards: { isReady: ({ context }) => isReady(context) },
}).createMachine({
  id: 'setup-checks',
  context: ({ input }) => newSetup(input),
  initial: 'checking',
  states: {
    /** Checks are made in any order; one that failed is made again when something was done about it. */
    checking: {
      always: { guard: 'isReady', target: 'ready' },
      on: {
        'check.done': { actions: 'noteTold' },
        'check.corrected': { actions: 'noteTold' },
        'intervention.confirmed': { actions: 'settle' },
        'intervention.declined': { actions: 'settle' },
        'setup.abandon': {
          target: 'abandoned',
          actions: assign(({ event }) => ({ outcome: 'abandoned', reason: event.reason })),
        },
      },
    },
    ready: { type: 'final', entry: ['noteEnd', 'tellParent'] },
    abandoned: { type: 'final', entry: ['noteEnd', 'tellParent'] },
  },
});

/**
 * What people look at before a sampler is armed for one unit of a lot: each check is told by a person, confirmed by another where the
 * site says so, and corrected only by a new record. When all have passed the parent is told that the sampler is ready.
 */
export const setupChecksDefinition: ProcessDefinition = {
  id: 'setup-checks',
  version: 1,
  machine,
  refuse: (snapshot, event) => refuseSetup(snapshot.context as SetupContext, event as Stamped<SetupEvent>),
};
