import type { CoalPreparationContext } from '../../../workflows/coal-preparation/run.ts';
import {
  asked,
  boot,
  bottle,
  confirmed,
  done,
  empty,
  granted,
  infeed,
  link,
  occupied,
  operator,
  ours,
  parent,
  plantState,
  readings,
  refused,
  skip,
  stage,
  through,
  unitProcess,
  unknown,
  waitingRun,
} from '../../../workflows/coal-preparation/run.fixture.ts';
import type { Effect } from '../../../workflows/kernel/process.ts';
import { person, plant } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import { commands, messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import type { Offer, Situation } from '../harness/situation.ts';
import { isConfirmedByAnother, isKept } from './runs.ts';

type Here = Situation<CoalPreparationContext>;

const witness = person('witness');
const views: readonly Told[] = [
  readings('Execute', empty), readings('Execute', ours), readings('Execute', occupied), readings('Held', ours), readings('Idle', empty),
  readings('Stopped', ours), readings('Stopped', occupied), readings('Aborted', ours), readings('Aborted', empty), readings(null),
]; // prettier-ignore

const answers = ({ kind, params }: Effect): readonly Told[] => {
  if (kind !== 'unit.command') return views;
  const command = String(params['command']);
  return [done(command), refused(command, 'BUSY'), refused(command, 'PARAMETER'), unknown(command)];
};
/** Facts that change no more than the record: what comes of them is not followed further. */
const remarks: readonly Told[] = [
  { type: 'plant.program', crc: 2, previous: 1 },
  link(false),
  bottle(3, 61),
  stage(1, 1),
];
const lostRecords: Told = { type: 'plant.gap', from: 1, to: 1 };

function* inOperation(here: Here): Iterable<Offer> {
  const { context, open, state } = here;
  if (here.count('granted') === 0) yield offer(granted);
  if (context.infeed === 'asked') yield offer(infeed);
  for (const effect of open) yield* answers(effect).map((answer) => offer(answer, plant, effect));
  if (context.loadOrdered) yield* [through(9), through(9, 0)].map((last) => offer(last, plant));
  if (state === 'preparing') yield* remarks.map((remark) => offer(remark, plant));
  if (state === 'awaitingRecords' && context.lost === 0) yield offer(lostRecords, plant);
  for (const wish of ['hold', 'resume', 'finish', 'abort'] as const) yield offer(asked(wish), operator);
  yield* timePasses(here);
}

/** Besides, the plant restarts and changes its state. */
function* byItself(here: Here): Iterable<Offer> {
  yield* inOperation(here);
  yield* [plantState('Held', { faultClass: 2, faultCode: 4001 }), boot].map((fact) => offer(fact, plant));
}

/** Besides, people let the sample pass a stage. */
function* withPeople(here: Here): Iterable<Offer> {
  yield* inOperation(here);
  const { interventions } = here.context;
  const waits = interventions.find(({ status }) => status === 'proposed');
  if (waits) {
    for (const by of [operator, witness]) yield offer(confirmed(waits.no), by);
    yield offer({ type: 'intervention.declined', numbers: [waits.no], reason: 'not so' }, witness);
  } else if (interventions.length < 1) yield offer(skip('Dryer'), operator);
}

/** Commands with which a line that stands is brought into production. */
const restarts = ['start', 'reset', 'clear'];

const preparationRun = (
  name: string,
  offers: Catalogue<CoalPreparationContext>['offers'],
): Catalogue<CoalPreparationContext> => ({
  definition: 'coal-preparation',
  process: 'coal-preparation/PREP',
  starts: [{ name, input: { order: waitingRun().context.order } }],
  offers,
  stopsAt: (here) => here.count('remarks') > 0,
  key({ context: { infeed: turn, loadOrdered, loaded, looked, refusals, hint, lost, skipping, interventions, outcome } }) {
    return [
      turn,
      loadOrdered,
      loaded,
      looked,
      refusals,
      hint,
      lost,
      skipping,
      interventions.map(({ status }) => status),
      outcome,
    ];
  },
  counted({ offer: { event }, effects }) {
    return {
      granted: event.type === 'unit.granted' ? 1 : 0,
      told: messages(effects, parent).length,
      released: messages(effects, unitProcess).filter(({ type }) => type === 'unit.release').length,
      remarks: remarks.includes(event) ? 1 : 0,
    };
  },
  laws: [
    {
      says: 'who has ended has told its parent and given its place back, each once; nobody before',
      holds: (here) =>
        here.isDone
          ? here.count('told') === 1 && here.count('released') === 1
          : here.count('told') + here.count('released') === 0,
    },
    {
      says: 'the line is never asked two things at once',
      holds: ({ isDone, open }) => isDone || open.length <= 1,
    },
    {
      says: 'what touches the sample is done by two persons',
      holds: ({ context }) => isConfirmedByAnother(context),
    },
    {
      says: 'what was aborted is told as aborted, and nothing else is',
      holds: ({ isDone, state, context }) =>
        !isDone || (state === 'aborted') === (context.outcome === 'aborted'),
    },
    {
      says: 'no more containers are in than there are',
      holds: ({ context: { loaded, order } }) => loaded <= order.containers.length,
    },
  ],
  stepLaws: [
    {
      says: 'no command is given before the line had room for it',
      holds: ({ to, effects }) => to.count('granted') > 0 || commands(effects).length === 0,
    },
    {
      says: 'no container is ordered in beyond the last',
      holds: ({ from, effects }) =>
        !commands(effects).includes('load') || from.context.loaded < from.context.order.containers.length,
    },
    {
      says: 'coal that is perhaps half processed is not started again before somebody looked',
      holds: ({ to, effects }) =>
        !commands(effects).some((command) => restarts.includes(command)) ||
        to.context.loaded === 0 ||
        to.context.looked,
    },
    {
      says: 'a stage is skipped only when two persons decided it',
      holds: ({ to, effects }) =>
        !commands(effects).includes('skip-stage') ||
        to.context.interventions.some(({ status }) => status === 'done'),
    },
    {
      says: 'a doubt stays on the record',
      holds: ({ from, to }) => isKept(from.context.doubts, to.context.doubts),
    },
    {
      says: 'an outcome nobody knows casts a doubt on a sample that may be in the line',
      holds: ({ from, to, offer: { event } }) =>
        event.type !== 'command.unknown' || !from.context.loadOrdered || to.context.doubts.length > 0,
    },
  ],
});

export const preparationRuns = [
  preparationRun('by itself', byItself),
  preparationRun('with people', withPeople),
];
