import { decimalString as d, instant } from '../../../workflows/kernel/brand.ts';
import type { Effect } from '../../../workflows/kernel/process.ts';
import { person, plant } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import { packMl } from '../../../workflows/plant-unit/messages.ts';
import type { SamplerDeed } from '../../../workflows/sampler-run/deed.ts';
import { samplingKinds } from '../../../workflows/sampler-run/kinds.ts';
import type { SamplingKind } from '../../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../../workflows/sampler-run/run.ts';
import {
  asked,
  boot,
  container,
  done,
  failed,
  granted,
  increment,
  link,
  missed,
  operator,
  parent,
  plantState,
  stream,
  unitProcess,
  unknown,
  waitingRun,
} from '../../../workflows/sampler-run/run.fixture.ts';
import { commands, messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import type { Offer, Situation } from '../harness/situation.ts';
import { isConfirmedByAnother, isKept } from './runs.ts';

type Here = Situation<SamplerRunContext>;

const witness = person('witness');
const states = ['Idle', 'Stopped', 'Aborted', 'Execute', 'Held', 'Completed', 'Holding'] as const;

/** What a reading of every tag could be: a state with our sample and all it counted in, with less, and none at all. */
function* readings({ params }: Effect, { recorded, lost }: SamplerRunContext): Iterable<Told> {
  const tags = params['tags'] as readonly string[];
  const told = (values: Readonly<Record<string, unknown>>, others: unknown): Told => ({
    type: 'unit.readings',
    readings: Object.fromEntries(tags.map((tag) => [tag, tag in values ? values[tag] : others])),
  });
  const all = recorded.taken + lost;
  if (!tags.includes('Sts.StateCurrent')) yield* [told({}, all), told({}, all + 1)];
  else
    for (const state of states)
      yield told({ 'Sts.StateCurrent': packMl[state], 'Cmd.SampleId': 'SAMPLE' }, all);
  yield told({}, null);
}

const answers = ({ kind, params }: Effect): readonly Told[] =>
  kind === 'unit.command' ? [done, failed, unknown].map((answer) => answer(String(params['command']))) : [];

const deeds: readonly SamplerDeed[] = [
  { kind: 'begin-manual' },
  { kind: 'manual-increment', amount: d('12'), takenAt: instant('2026-03-04T00:00:00.000Z') },
  { kind: 'manual-container', position: 6, mass: d('12'), seal: 'H-1' },
];
const proposed = (deed: SamplerDeed): Told => ({
  type: 'intervention.proposed',
  deed,
  reason: 'for a reason',
});
/** Facts that change no more than the record: what comes of them is not followed further. */
const remarks: readonly Told[] = [
  { type: 'plant.gap', from: 1, to: 1 },
  { type: 'plant.clock', driftSeconds: 3 },
  { type: 'plant.program', crc: 2, previous: 1 },
  link(false),
];

/** What the plant and operators do to a run. */
function* inOperation(here: Here): Iterable<Offer> {
  const { context, open } = here;
  if (here.count('granted') === 0) yield offer(granted);
  for (const effect of open) {
    const told = effect.kind === 'unit.read' ? readings(effect, context) : answers(effect);
    for (const answer of told) yield offer(answer, plant, effect);
  }
  if (context.start !== 'not-ordered') {
    if (context.recorded.taken < 1) yield offer(increment(1), plant);
    if (context.containers.length < 1 && context.recorded.taken > 0) yield offer(container(3), plant);
  }
  for (const wish of ['hold', 'resume', 'finish', 'abort'] as const) yield offer(asked(wish), operator);
  yield* timePasses(here);
}

/** Besides, the plant restarts, changes its state, and the stream ends, with a cut that was missed. */
function* byItself(here: Here): Iterable<Offer> {
  yield* inOperation(here);
  yield* [plantState('Completed'), boot, stream(false, 1500)].map((fact) => offer(fact, plant));
  if (here.state !== 'sampling') return;
  yield* remarks.map((remark) => offer(remark, plant));
  if (here.context.recorded.missed < 1) yield offer(missed(2), plant);
}

/** People take part in the sampling. */
function* withPeople(here: Here): Iterable<Offer> {
  yield* inOperation(here);
  const { interventions, manual } = here.context;
  const waits = interventions.find(({ status }) => status === 'proposed');
  if (waits) {
    const numbers = [waits.no];
    for (const by of [operator, witness]) yield offer({ type: 'intervention.confirmed', numbers }, by);
    yield offer({ type: 'intervention.declined', numbers, reason: 'not so' }, witness);
    return;
  }
  const declined = interventions.some(({ status }) => status === 'declined');
  for (const deed of deeds)
    if (!declined && !(deed.kind === 'manual-increment' && manual > 0)) yield offer(proposed(deed), operator);
}

/** A sampling of one increment; of every sampler alike, whatever it calls its counters. */
const samplerRun = (
  definition: SamplingKind,
  name: string,
  offers: Catalogue<SamplerRunContext>['offers'],
): Catalogue<SamplerRunContext> => ({
  definition,
  process: `${definition}/SAMPLE`,
  starts: [{ name, input: { order: waitingRun({ incrementsPlanned: 1 }).context.order } }],
  offers,
  stopsAt: (here) => here.count('remarks') > 0,
  // Doubts, reasons, masses and times do not decide where it goes.
  key({ context }) {
    const { start, ending, hint, recorded, lost, manual, manualOpen, containers, open, flowing, total } =
      context;
    const waits = context.interventions.find(({ status }) => status === 'proposed')?.deed.kind;
    return [
      start, ending, hint, recorded.taken, recorded.missed, lost, manual, manualOpen, containers.length, open.kept, flowing,
      total, context.totalAtStart === null, context.outcome, waits,
    ]; // prettier-ignore
  },
  counted({ offer: { event }, effects }) {
    return {
      granted: event.type === 'unit.granted' ? 1 : 0,
      told: messages(effects, parent).length,
      released: messages(effects, unitProcess).filter(({ type }) => type === 'unit.release').length,
      increments: event.type === 'record.increment' ? 1 : 0,
      misses: event.type === 'record.missed' ? 1 : 0,
      remarks: remarks.some(({ type }) => type === event.type) ? 1 : 0,
    };
  },
  laws: [
    {
      says: 'every increment and miss the sampler recorded is counted exactly once',
      holds: (here) =>
        here.context.recorded.taken === here.count('increments') &&
        here.context.recorded.missed === here.count('misses'),
    },
    {
      says: 'what counts is what was recorded or taken by hand, less what was voided, with what was only counted',
      holds: ({ context: { taken, missed: missing, recorded, manual, countedOnly } }) =>
        taken === recorded.taken + manual + (countedOnly?.taken ?? 0) &&
        missing === recorded.missed + (countedOnly?.missed ?? 0),
    },
    {
      says: 'who has ended has told its parent and given the sampler back, each once; nobody before',
      holds: (here) =>
        here.isDone
          ? here.count('told') === 1 && here.count('released') === 1
          : here.count('told') + here.count('released') === 0,
    },
    {
      says: 'a sample that is given has a container, unless nothing was kept',
      holds: ({ state, context: { containers, recorded } }) =>
        state !== 'finished' || containers.length > 0 || recorded.kept === '0',
    },
    {
      says: 'nothing taken by hand is left without a seal when a sample is given',
      holds: ({ state, context }) => state !== 'finished' || context.manualOpen === 0,
    },
    {
      says: 'at most one command is under way, but for an abort that overtakes it',
      holds: ({ open }) => commands(open).filter((command) => command !== 'abort').length <= 1,
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
  ],
  stepLaws: [
    {
      says: 'no command is given before the sampler was granted',
      holds: ({ to, effects }) => to.count('granted') > 0 || commands(effects).length === 0,
    },
    {
      says: 'a sampler that was started is started again for the same sample only under a doubt',
      holds: ({ from, to, effects }) =>
        !commands(effects).includes('start') ||
        from.context.start !== 'made' ||
        to.context.suspicions.length > 0,
    },
    {
      says: 'Start is commanded only from starting, abort only from aborting',
      holds: ({ to, effects }) =>
        commands(effects).every(
          (command) =>
            !['start', 'abort'].includes(command) ||
            to.state === (command === 'start' ? 'starting' : 'aborting'),
        ),
    },
    {
      says: 'a doubt, a container and an intervention stay on the record',
      holds: ({ from, to }) =>
        isKept(from.context.suspicions, to.context.suspicions) &&
        isKept(from.context.containers, to.context.containers) &&
        from.context.interventions.length <= to.context.interventions.length,
    },
    {
      says: 'an outcome nobody knows casts a doubt on a sample that may have begun',
      holds: ({ from, to, offer: { event } }) =>
        event.type !== 'command.unknown' ||
        from.isDone ||
        from.context.start === 'not-ordered' ||
        to.state === 'aborting' ||
        to.context.suspicions.length > 0,
    },
  ],
});

export const samplerRuns = samplingKinds.flatMap((kind) => [
  samplerRun(kind, 'by itself', byItself),
  samplerRun(kind, 'with people', withPeople),
]);
