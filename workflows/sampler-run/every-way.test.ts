import { decimalString as d, instant } from '../kernel/brand.ts';
import type { Effect } from '../kernel/process.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move, Node } from '../kernel/testing/explore.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { SamplerDeed } from './deed.ts';
import {
  asked,
  boot,
  container,
  done,
  failed,
  granted,
  increment,
  operator,
  parent,
  plantState,
  readings,
  stream,
  unitProcess,
  unknown,
  waitingRun,
} from './run.fixture.ts';
import type { Run } from './run.fixture.ts';

/** A run with what is still to be answered, and what it did so far. */
interface World {
  readonly run: Run;
  readonly pending: readonly Effect[];
  readonly granted: boolean;
  readonly released: number;
  readonly toldParent: number;
  readonly commandedUngranted: boolean;
}

const first = (run: Run): World =>
  advance(
    { run, pending: [], granted: false, released: 0, toldParent: 0, commandedUngranted: false },
    run,
    null,
  );

function advance(world: World, run: Run, answered: Effect | null): World {
  const asks = run.wished.filter(({ kind }) => kind === 'unit.command' || kind === 'unit.read');
  return {
    run,
    pending: [...world.pending.filter((effect) => effect !== answered), ...asks],
    granted: world.granted,
    released: world.released + run.messages(unitProcess).filter(({ type }) => type === 'unit.release').length,
    toldParent: world.toldParent + run.messages(parent).length,
    commandedUngranted: world.commandedUngranted || (!world.granted && run.commands.length > 0),
  };
}

const states = ['Idle', 'Stopped', 'Aborted', 'Execute', 'Held', 'Completed', null] as const;
const answersOf = ({ kind, params }: Effect): readonly Told[] => {
  if (kind === 'unit.command')
    return [done, failed, unknown].map((answer) => answer(String(params['command'])));
  return states.map((state) => readings(state, { 'Act.CutCount': state && 1 }));
};

const facts: readonly Told[] = [plantState('Completed'), boot, stream(false, 1500)];
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
const wishes = ['hold', 'resume', 'finish', 'abort'] as const;

function* moves(world: World): Iterable<Move<World>> {
  const { run, pending } = world;
  if (run.isDone) return;
  if (!world.granted) {
    const held = { ...world, granted: true };
    yield { name: 'granted', to: advance(held, run.give(granted), null) };
  }
  for (const effect of pending) {
    for (const answer of answersOf(effect))
      yield { name: JSON.stringify(answer), to: advance(world, run.give(answer), effect) };
  }
  const records = [
    ...(run.context.taken < 1 ? [increment(1)] : []),
    ...(run.context.containers.length < 1 ? [container(2)] : []),
  ];
  for (const fact of [...facts, ...(world.granted ? records : [])])
    yield { name: fact.type, to: advance(world, run.give(fact), null) };
  for (const wish of wishes) {
    if (!run.refusalOf(asked(wish), operator))
      yield { name: wish, to: advance(world, run.ask(asked(wish), operator), null) };
  }
  for (const deed of deeds) {
    if (run.context.manual > 0 && deed.kind === 'manual-increment') continue;
    if (run.refusalOf(proposed(deed), operator)) continue;
    const asks = run.ask(proposed(deed), operator);
    const confirmed = { type: 'intervention.confirmed', numbers: [asks.context.interventions.length] };
    yield { name: deed.kind, to: advance(world, asks.ask(confirmed, person('witness')), null) };
  }
  if (run.waitsForTime) yield { name: 'time', to: advance(world, run.elapse(), null) };
}

/** What decides the further course; doubts, reasons, masses and times do not. */
function keyOf({ run, pending, ...did }: World): string {
  const { start, ending, hint, taken, manual, manualOpen, containers, flowing, totalAtStart, outcome } =
    run.context;
  const asks = pending.map(({ kind, params }) => `${kind}:${String(params['command'] ?? '')}`).sort();
  return JSON.stringify([
    run.state,
    start,
    ending,
    hint,
    taken,
    manual,
    manualOpen,
    containers.length,
    flowing,
    totalAtStart === null,
    outcome,
    asks,
    did,
  ]);
}

const pathOf = (node: Node<World> | undefined) => node && { state: node.world.run.state, path: node.path };

describe('whatever happens in whatever order', () => {
  const nodes = explore(first(waitingRun({ incrementsPlanned: 1 })), keyOf, moves);
  const all = [...nodes.values()];
  const broken = (is: (world: World) => boolean) => pathOf(all.find(({ world }) => is(world)));

  it('is explored far enough to mean something', () => {
    expect(new Set(all.map(({ world }) => world.run.state)).size).toBe(19);
  });
  it('every run can still come to an end', () => {
    expect(
      deadEnds(nodes, ({ run }) => run.isDone)
        .map(pathOf)
        .slice(0, 3),
    ).toEqual([]);
  });
  it('no command is given before the unit was granted', () => {
    expect(broken(({ commandedUngranted }) => commandedUngranted)).toBeUndefined();
  });
  it('a run that has ended has given the unit back and told its parent, each once', () => {
    expect(
      broken(({ run, released, toldParent }) =>
        run.isDone ? released !== 1 || toldParent !== 1 : released + toldParent > 0,
      ),
    ).toBeUndefined();
  });
  it('a run never reports a sample without a container, unless nothing was kept', () => {
    expect(
      broken(
        ({ run }) =>
          run.state === 'finished' &&
          run.context.containers.length === 0 &&
          run.context.recorded.kept !== '0',
      ),
    ).toBeUndefined();
  });
  it('nothing taken by hand is left without a seal when a sample is given', () => {
    expect(broken(({ run }) => run.state === 'finished' && run.context.manualOpen > 0)).toBeUndefined();
  });
  it('at most one command is under way, but for an abort that overtakes it', () => {
    const commandsOf = ({ pending }: World) =>
      pending.filter(({ kind, params }) => kind === 'unit.command' && params['command'] !== 'abort');
    expect(broken((world) => commandsOf(world).length > 1)).toBeUndefined();
  });
});
