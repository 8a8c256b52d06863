import type { Effect } from '../kernel/process.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move, Node } from '../kernel/testing/explore.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { stageTags } from './stages.ts';
import {
  allBottles,
  asked,
  boot,
  done,
  failed,
  granted,
  link,
  masses,
  operator,
  parent,
  plantState,
  readings,
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
  /** Start was ordered after a start that was carried out, or perhaps was, without an operator's decision in between. */
  readonly startedBlindly: boolean;
}

function advance(world: World, run: Run, answered: Effect | null): World {
  const asks = run.wished.filter(({ kind }) => kind === 'unit.command' || kind === 'unit.read');
  const { start, startAgain } = world.run.context;
  return {
    run,
    pending: [...world.pending.filter((effect) => effect !== answered), ...asks],
    granted: world.granted,
    released: world.released + run.messages(unitProcess).filter(({ type }) => type === 'unit.release').length,
    toldParent: world.toldParent + run.messages(parent).length,
    commandedUngranted: world.commandedUngranted || (!world.granted && run.commands.length > 0),
    startedBlindly:
      world.startedBlindly || (start === 'made' && !startAgain && run.commands.includes('start')),
  };
}

const states = ['Idle', 'Stopped', 'Aborted', 'Execute', 'Held', 'Completed', null] as const;
const answersOf = ({ kind, params }: Effect): readonly Told[] => {
  if (kind === 'unit.command')
    return [done, failed, unknown].map((answer) => answer(String(params['command'])));
  return params['tags'] === stageTags
    ? [masses(), masses({ 'Dryer.Act.MassLoss': null })]
    : states.map((state) => readings(state));
};
const facts: readonly Told[] = [
  plantState('Completed'),
  plantState('Held', { faultClass: 2, faultCode: 4001 }),
  link(false),
  boot,
];
const wishes = ['hold', 'resume', 'finish', 'abort'] as const;

function* moves(world: World): Iterable<Move<World>> {
  const { run, pending } = world;
  if (run.isDone) return;
  if (!world.granted)
    yield { name: 'granted', to: advance({ ...world, granted: true }, run.give(granted), null) };
  for (const effect of pending) {
    for (const answer of answersOf(effect))
      yield { name: JSON.stringify(answer), to: advance(world, run.give(answer), effect) };
  }
  for (const fact of facts) yield { name: fact.type, to: advance(world, run.give(fact), null) };
  if (world.granted && run.context.bottles.length === 0)
    yield { name: 'bottles', to: advance(world, run.giveAll(allBottles), null) };
  for (const wish of wishes) {
    if (!run.refusalOf(asked(wish), operator))
      yield { name: wish, to: advance(world, run.ask(asked(wish), operator), null) };
  }
  if (run.waitsForTime) yield { name: 'time', to: advance(world, run.elapse(), null) };
}

function keyOf({ run, pending, ...did }: World): string {
  const { start, startAgain, hint, loaded, bottles, outcome } = run.context;
  const asks = pending.map(({ kind, params }) => `${kind}:${String(params['command'] ?? '')}`).sort();
  return JSON.stringify([run.state, start, startAgain, hint, loaded, bottles.length, outcome, asks, did]);
}

describe('whatever happens in whatever order', () => {
  const run = waitingRun();
  const start: World = {
    run,
    pending: [],
    granted: false,
    released: 0,
    toldParent: 0,
    commandedUngranted: false,
    startedBlindly: false,
  };
  const nodes = explore(start, keyOf, moves);
  const all = [...nodes.values()];
  const pathOf = (node: Node<World> | undefined) => node && { state: node.world.run.state, path: node.path };
  const broken = (is: (world: World) => boolean) => pathOf(all.find(({ world }) => is(world)));

  it('is explored far enough to mean something', () => {
    expect(new Set(all.map(({ world }) => world.run.state)).size).toBe(18);
  });
  it('every run can still come to an end', () => {
    expect(
      deadEnds(nodes, (world) => world.run.isDone)
        .map(pathOf)
        .slice(0, 3),
    ).toEqual([]);
  });
  it('no command is given before the unit was granted', () => {
    expect(broken(({ commandedUngranted }) => commandedUngranted)).toBeUndefined();
  });
  it('a run that has ended has given the unit back and told its parent, each once', () => {
    expect(
      broken(({ run: { isDone }, released, toldParent }) =>
        isDone ? released !== 1 || toldParent !== 1 : released + toldParent > 0,
      ),
    ).toBeUndefined();
  });
  it('coal that is perhaps half processed is not started again without an operator’s decision', () => {
    expect(broken(({ startedBlindly }) => startedBlindly)).toBeUndefined();
  });
});
