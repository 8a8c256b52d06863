import type { Actor } from '../../../workflows/kernel/process.ts';
import { person, plant } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { PlantUnitContext } from '../../../workflows/plant-unit/machine.ts';
import { checks } from '../../../workflows/setup-checks/setup.fixture.ts';
import { boot, link, plantState } from '../../../workflows/plant-unit/told.fixture.ts';
import { messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import type { Offer, Situation } from '../harness/situation.ts';

const runs = ['run/A', 'run/B'];
const by = (id: string): Actor => ({ kind: 'process', id });
const officer = person('officer');

/** A unit that is cleaned between cargoes; nobody here says what he takes through it. */
const selfCleaning = { longestWait_min: 240, cleaning: { between: 'commodities', duration_min: 15 } };
const record = { check: checks.cleaned, timeZone: 'Asia/Shanghai' };
const cleanedByPeople = { ...selfCleaning, cleaning: { ...selfCleaning.cleaning, record } };

/** What the plant tells and every holder must hear; then what concerns the unit alone. */
const forwarded: readonly Told[] = [
  link(true),
  plantState('Held', { faultCode: 4001, faultFirstOut: 4001 }),
  boot,
  { type: 'plant.program', crc: 2, previous: 1 },
  { type: 'plant.clock', driftSeconds: -3 },
  { type: 'plant.stream', flowing: true, total: 500 },
  { type: 'plant.gap', from: 3, to: 5 },
];
const kept: readonly Told[] = [
  { type: 'plant.boot', bootCounter: 1, previous: 1 },
  { type: 'plant.program', crc: 1, previous: 1 },
  {
    type: 'plant.certificate',
    whose: 'plc',
    subject: 'CN=PLC',
    validTo: '2027-11-22T00:00:00.000Z',
    daysLeft: -1,
  },
  { type: 'record.unattributed', record: {} },
  { type: 'unit.rules', rules: { longestWait_min: 60 } },
  { type: 'unit.rules', rules: selfCleaning },
  { type: 'unit.capacity', capacity: 2 },
];
/** One command of the run that holds the unit, from sent to closed. */
const command: readonly Told[] = [
  { type: 'command.sent', effect: 'run/A#1.0', command: 'start', process: 'run/A', seq: 7, totalBefore: 500 },
  { type: 'command.accepted', effect: 'run/A#1.0' },
  { type: 'command.closed', effect: 'run/A#1.0', outcome: 'done', code: null },
];

type Here = Situation<PlantUnitContext>;

function* offers(here: Here): Iterable<Offer> {
  const { context, counts } = here;
  const { holders, waiting, commands, soil } = context;
  yield* timePasses(here);
  const unitNo = soil?.cleaning?.no;
  if (unitNo !== undefined)
    for (const outcome of ['ready', 'abandoned']) yield offer({ type: 'setup.finished', unitNo, outcome });
  for (const id of runs) {
    const isBusy = [...holders, ...waiting].some(({ process }) => process === id);
    if (isBusy) yield offer({ type: 'unit.release' }, by(id));
    else yield offer({ type: 'unit.request', sampleId: id }, by(id));
    if (context.capacity > 1)
      for (const event of [{ type: 'infeed.request', free: true }, { type: 'infeed.release' }]) yield offer(event, by(id));
    yield offer({ type: 'unit.urgency', process: id, urgency: 'urgent', reason: 'for a reason' }, officer);
  }
  yield offer({ type: 'unit.release' }, by('run/X'));
  if ((counts['facts'] ?? 0) > 0 || context.rules.cleaning?.record) return;
  yield* [...forwarded, ...kept].map((fact) => offer(fact, plant));
  const [sent, accepted, closed] = command;
  const next = { sent: accepted, accepted: closed }[String(commands[0]?.status)];
  if (commands.length === 0 && sent) yield offer(sent);
  if (next) yield offer(next);
}

const facts = [...forwarded, ...kept].map(({ type }) => type);
const processes = (all: PlantUnitContext['holders'] | PlantUnitContext['waiting']) =>
  all.map(({ process }): string => process);

export const plantUnit: Catalogue<PlantUnitContext> = {
  definition: 'plant-unit',
  process: 'plant-unit/CS-01',
  starts: [
    { name: 'a unit for one run', input: { unit: 'CS-01' } },
    { name: 'a unit that people clean', input: { unit: 'CS-01', rules: cleanedByPeople } },
  ],
  offers,
  key: ({ context }) => [
    processes(context.holders),
    context.waiting.map(({ process, urgency }) => [process, urgency]),
    context.capacity,
    [context.infeed?.turn?.process, context.infeed?.asking],
    context.soil && context.soil.cleaning !== null,
    context.rules.cleaning !== undefined,
    context.commands.map(({ status }) => status),
    context.bootCounter,
    context.recipeCrc,
    context.gaps.length,
  ],
  counted: ({ offer: { event } }) => ({ facts: facts.includes(event.type) ? 1 : 0 }),
  isEnd: ({ context }) => context.holders.length + context.waiting.length === 0,
  laws: [
    {
      says: 'never more hold it than it takes, nobody twice, and nobody waits while there is room that need not be cleaned',
      holds: ({ context: { holders, waiting, capacity, rules, soil } }) => {
        const all = [...processes(holders), ...processes(waiting)];
        return (
          holders.length <= capacity &&
          new Set(all).size === all.length &&
          (waiting.length === 0 ||
            holders.length === capacity ||
            (rules.cleaning !== undefined && (holders.length > 0 || Boolean(soil))))
        );
      },
    },
    {
      says: 'the infeed is asked for, and given to, only who holds it',
      holds: ({ context: { holders, infeed } }) =>
        [...(infeed?.asking ?? []), ...(infeed?.turn ? [infeed.turn.process] : [])].every((each) =>
          processes(holders).includes(each),
        ),
    },
    {
      says: 'a sample is known as long as its run holds the unit or waits for it',
      holds: ({ context: { holders, waiting, samples } }) =>
        [...holders, ...waiting].every(({ sampleId }) => samples.some((each) => each.sampleId === sampleId)),
    },
  ],
  stepLaws: [
    {
      says: 'those who come to hold it are told, and nobody else is granted',
      holds: ({ from, to, effects }) => {
        const before = processes(from.context.holders);
        const came = processes(to.context.holders).filter((process) => !before.includes(process));
        const told = runs.filter((id) => messages(effects, id).some(({ type }) => type === 'unit.granted'));
        return came.toSorted().join() === told.join();
      },
    },
    {
      says: 'what the plant does every holder hears once, and nobody who only waits',
      holds: ({ from, offer: { event }, effects }) => {
        if (event.type === 'plant.boot' || event.type === 'plant.program') {
          if (!forwarded.includes(event)) return effects.length === 0;
        } else if (!forwarded.includes(event)) return true;
        return runs.every(
          (id) => messages(effects, id).length === (processes(from.context.holders).includes(id) ? 1 : 0),
        );
      },
    },
    {
      says: 'the sequence numbers given to the PLC never go back, and no command is forgotten',
      holds: ({ from, to }) =>
        to.context.lastSeq >= from.context.lastSeq &&
        to.context.commands.length >= from.context.commands.length,
    },
    {
      says: 'who holds it keeps it until it gives it back',
      holds: ({ from, to, offer: { event, by: who } }) =>
        from.context.holders.every(
          ({ process }) =>
            processes(to.context.holders).includes(process) ||
            (event.type === 'unit.release' && who.id === process),
        ),
    },
  ],
};
