import type { Actor } from '../kernel/process.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move } from '../kernel/testing/explore.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { turns } from '../scheduling/turn.ts';
import { plantUnitDefinition } from './machine.ts';
import type { PlantUnitContext } from './machine.ts';

/**
 * Runs of a line with a place for each, as they behave (`coal-preparation/machine.ts`): each looks at the infeed now and then, is fed
 * when its turn comes, declines or forgets its turn, leaves, and comes with its next sample: A not urgent, the others urgent. An officer
 * changes how urgent A and B are.
 */
const everyRun = ['run/A', 'run/B', 'run/C'] as const;
const by = (id: string): Actor => ({ kind: 'process', id });
const officer = person('officer');

/** Steps after which somebody has waited too long: a step takes a second. */
const patience = 4;
const patient = { longestWait_min: patience / 60 };
const endless = { longestWait_min: 1_000_000 };
/** More than anybody is passed over where nobody starves. */
const mostCounted = 4;

interface World {
  readonly unit: Rehearsal<PlantUnitContext>;
  /** Whose sample is in the infeed. */
  readonly inside: string | null;
  /** Who was told that it is his turn, and has not answered. */
  readonly told: readonly string[];
  /** How many others were fed since A began to wait, or had a turn. */
  readonly passedOver: number;
  /** A turn went to somebody else than whose turn it was, or while another had it. */
  readonly wrong: boolean;
}

const infeedOf = ({ unit }: World) => unit.context.infeed ?? { asking: [], turn: null };
const ageOf = ({ unit }: World, since: string): number =>
  Math.min(patience, (Date.parse(unit.now) - Date.parse(since)) / 1000);

function keyOf(world: World): string {
  const { asking, turn } = infeedOf(world);
  const holders = world.unit.context.holders.map(({ process, urgency, requestedAt }) => [
    process,
    urgency,
    ageOf(world, requestedAt),
    asking.includes(process),
  ]);
  return JSON.stringify([holders, turn?.process, world.inside, world.told, world.passedOver, world.wrong]);
}

function after(world: World, unit: Rehearsal<PlantUnitContext>, more: Partial<World> = {}): World {
  const granted = unit
    .wishes('process.send')
    .filter(({ event }) => event.type === 'infeed.granted')
    .map(({ to }) => String(to));
  const { turn } = infeedOf(world);
  const { asking } = infeedOf({ ...world, unit });
  const candidates = unit.context.holders.filter(
    ({ process }) => granted.includes(process) || asking.includes(process),
  );
  const [first] = turns(candidates, world.unit.now, unit.context.rules);
  const isWrong =
    granted.length > 1 ||
    (granted.length === 1 && granted[0] !== first?.request.process) ||
    (granted.length === 1 &&
      turn !== null &&
      world.told.some((process) => process === turn.process && process !== granted[0]));
  const told = [...(more.told ?? world.told), ...granted];
  const passedOver = granted.includes('run/A') ? 0 : (more.passedOver ?? world.passedOver);
  return { ...world, ...more, unit, told, passedOver, wrong: world.wrong || isWrong };
}

const waitsAtInfeed = (world: World, run: string): boolean =>
  infeedOf(world).asking.some((process) => process === run);

function* moves(world: World): Iterable<Move<World>> {
  const { unit, inside, told } = world;
  const give = (event: Told, who: Actor) => unit.give(event, who);
  const withoutTurn = (run: string) => told.filter((process) => process !== run);
  for (const run of everyRun) {
    const held = unit.context.holders.find(({ process }) => process === run);
    if (!held) {
      const next = give(
        { type: 'unit.request', sampleId: run, urgency: run === 'run/A' ? 'low' : 'urgent' },
        by(run),
      );
      yield { name: `${run} comes`, to: after(world, next) };
      continue;
    }
    if (told.includes(run)) {
      const used = give({ type: 'infeed.release' }, by(run));
      const wasA = waitsAtInfeed(world, 'run/A');
      if (inside === null)
        yield {
          name: `${run} feeds`,
          to: after(world, used, {
            inside: run,
            told: withoutTurn(run),
            passedOver: wasA ? Math.min(mostCounted, world.passedOver + 1) : 0,
          }),
        };
      yield { name: `${run} declines`, to: after(world, used, { told: withoutTurn(run) }) };
    } else if (inside !== run) {
      const free = inside === null;
      const next = give({ type: 'infeed.request', free }, by(run));
      yield { name: `${run} looks`, to: after(world, next) };
    }
    const left = give({ type: 'unit.release' }, by(run));
    yield {
      name: `${run} leaves`,
      to: after(world, left, {
        inside: inside === run ? null : inside,
        told: withoutTurn(run),
        ...(run === 'run/A' && { passedOver: 0 }),
      }),
    };
    if (run !== 'run/C' && waitsAtInfeed(world, run)) {
      const urgency = held.urgency === 'urgent' ? 'low' : 'urgent';
      const next = give({ type: 'unit.urgency', process: run, urgency, reason: 'for a reason' }, officer);
      yield { name: `${run} is ${urgency}`, to: after(world, next) };
    }
  }
}

const reached = (rules: object) => {
  const unit = Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/CP-01', {
    unit: 'CP-01',
    capacity: 3,
    rules,
  });
  return explore<World>({ unit, inside: null, told: [], passedOver: 0, wrong: false }, keyOf, moves);
};

describe('the infeed of a line, whatever three runs and an officer do', () => {
  const nodes = reached(patient);
  const all = [...nodes.values()];

  it('goes to one at a time, and to him whose turn it is among all who wait there', () => {
    expect(nodes.size).toBeGreaterThan(1000);
    expect(all.filter(({ world }) => world.wrong || world.told.length > 1).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('passes nobody over more than twice; without the longest wait it would starve somebody', () => {
    const longest = (of: ReturnType<typeof reached>) =>
      Math.max(...[...of.values()].map(({ world }) => world.passedOver));
    expect([longest(nodes), longest(reached(endless))]).toEqual([2, mostCounted]);
  });

  it('feeds everybody in the end', () => {
    for (const run of everyRun)
      expect(deadEnds(nodes, ({ inside }) => inside === run).map(({ path }) => path)).toEqual([]);
  });
});
