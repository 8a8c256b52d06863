import type { Effect } from '../kernel/process.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move, Node } from '../kernel/testing/explore.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  asked,
  boot,
  done,
  empty,
  granted,
  infeed,
  occupied,
  operator,
  ours,
  parent,
  plantState,
  readings,
  refused,
  confirmed,
  skip,
  through,
  unitProcess,
  unknown,
  waitingRun,
} from './run.fixture.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Run } from './run.fixture.ts';

/** A run with what is still to be answered, and what it did so far. */
interface World {
  readonly run: Run;
  readonly pending: readonly Effect[];
  readonly granted: boolean;
  readonly released: number;
  /** Whose turn it is at the infeed, as the line sees it. */
  readonly infeed: 'nobody' | 'asked' | 'ours';
  /** A first container was ordered in by a run whose turn it was not. */
  readonly fedOutOfTurn: boolean;
  readonly toldParent: number;
  readonly commandedUngranted: boolean;
  /** The line was brought into production, with this sample’s material perhaps in it, without an operator’s decision. */
  readonly startedBlindly: boolean;
  /** A container was ordered in beyond the last. */
  readonly overloaded: boolean;
  /** The line was asked while an earlier question was open: the answers could be mistaken for each other. */
  readonly askedTwice: boolean;
}

function advance(world: World, run: Run, answered: Effect | null): World {
  const asks = run.wished.filter(({ kind }) => kind === 'unit.command' || kind === 'unit.read');
  const restarts = run.commands.some((command) => ['start', 'reset', 'clear'].includes(command));
  const open = world.pending.filter((effect) => effect !== answered);
  return {
    run,
    pending: [...open, ...asks],
    askedTwice: world.askedTwice || open.length + asks.length > 1,
    granted: world.granted,
    infeed: run.messages(unitProcess).reduce<World['infeed']>((turn, { type }) => {
      if (type === 'infeed.request') return 'asked';
      return type === 'infeed.release' || type === 'unit.release' ? 'nobody' : turn;
    }, world.infeed),
    fedOutOfTurn:
      world.fedOutOfTurn || (run.commands.includes('load') && run.context.loaded === 0 && world.infeed !== 'ours'),
    released: world.released + run.messages(unitProcess).filter(({ type }) => type === 'unit.release').length,
    toldParent: world.toldParent + run.messages(parent).length,
    commandedUngranted: world.commandedUngranted || (!world.granted && run.commands.length > 0),
    startedBlindly: world.startedBlindly || (restarts && run.context.loaded > 0 && !run.context.looked),
    overloaded: world.overloaded || (run.commands.includes('load') && run.context.loaded >= 1),
  };
}

const views: readonly Told[] = [
  readings('Execute', empty), readings('Execute', ours), readings('Execute', occupied), readings('Held', ours), readings('Idle', empty),
  readings('Stopped', ours), readings('Stopped', occupied), readings('Aborted', ours), readings(null),
]; // prettier-ignore
const answersOf = ({ kind, params }: Effect): readonly Told[] => {
  if (kind !== 'unit.command') return views;
  const command = String(params['command']);
  return [done(command), refused(command, 'INTERLOCK'), refused(command, 'PARAMETER'), unknown(command)];
};
const facts: readonly Told[] = [plantState('Held', { faultClass: 2, faultCode: 4001 }), boot];
const wishes: readonly Told[] = [asked('hold'), asked('resume'), asked('finish'), asked('abort')];

function* moves(world: World): Iterable<Move<World>> {
  const { run, pending } = world;
  if (run.isDone) return;
  if (!world.granted)
    yield { name: 'granted', to: advance({ ...world, granted: true }, run.give(granted), null) };
  if (world.infeed === 'asked') {
    const turn: World = { ...world, infeed: 'ours' };
    yield { name: 'may feed', to: advance(turn, run.give(infeed), null) };
  }
  for (const effect of pending) {
    for (const answer of answersOf(effect))
      yield { name: JSON.stringify(answer), to: advance(world, run.give(answer), effect) };
  }
  for (const fact of facts) yield { name: fact.type, to: advance(world, run.give(fact), null) };
  if (run.context.loadOrdered) {
    yield { name: 'through', to: advance(world, run.give(through(9)), null) };
    yield { name: 'ejected', to: advance(world, run.give(through(9, 0)), null) };
  }
  for (const wish of wishes) {
    if (!run.refusalOf(wish, operator)) yield { name: wish.type, to: advance(world, run.ask(wish, operator), null) };
  }
  const asks = run.refusalOf(skip('Dryer'), operator) ? null : run.ask(skip('Dryer'), operator);
  const word = asks && confirmed(asks.context.interventions.length);
  if (asks && word && !asks.refusalOf(word, person('witness')))
    yield { name: 'skip', to: advance(world, asks.ask(word, person('witness')), null) };
  if (run.waitsForTime) yield { name: 'time', to: advance(world, run.elapse(), null) };
}

function keyOf({ run, pending, ...did }: World): string {
  const { loadOrdered, infeed: turn, loaded, looked, refusals, hint, skipping, outcome } = run.context;
  const asks = pending.map(({ kind, params }) => `${kind}:${String(params['command'] ?? '')}`).sort();
  return JSON.stringify([run.state, loadOrdered, turn, loaded, looked, refusals, hint, skipping, outcome, asks, did]);
}

describe('whatever happens in whatever order', () => {
  const start: World = {
    run: waitingRun(),
    pending: [],
    granted: false,
    released: 0,
    infeed: 'nobody',
    fedOutOfTurn: false,
    toldParent: 0,
    commandedUngranted: false,
    startedBlindly: false,
    overloaded: false,
    askedTwice: false,
  };
  const nodes = explore(start, keyOf, moves);
  const all = [...nodes.values()];
  const pathOf = (node: Node<World> | undefined) => node && { state: node.world.run.state, path: node.path };
  const broken = (is: (world: World) => boolean) => pathOf(all.find(({ world }) => is(world)));

  it('is explored far enough to mean something: every state is reached', () => {
    expect(new Set(all.map(({ world }) => world.run.state)).size).toBe(23);
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
  it('nothing is fed out of turn, and who has the turn uses it at once or gives it back', () => {
    expect(broken(({ fedOutOfTurn }) => fedOutOfTurn)).toBeUndefined();
    const feeding = ['loading', 'inspecting'];
    expect(broken(({ infeed: turn, run }) => turn === 'ours' && !feeding.includes(run.state))).toBeUndefined();
  });
  it('the line is never asked two things at once', () => {
    expect(broken(({ askedTwice }) => askedTwice)).toBeUndefined();
  });
  it('no more containers are ordered in than there are', () => {
    expect(broken(({ overloaded }) => overloaded)).toBeUndefined();
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
