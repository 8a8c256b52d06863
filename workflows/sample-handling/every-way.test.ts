import { findingsOf } from './findings.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move, Node } from '../kernel/testing/explore.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  begunHandling,
  confirmed,
  corrected,
  declined,
  done,
  parent,
  recipe,
  steps,
  told,
} from './handling.fixture.ts';
import type { Handling, StepId } from './handling.fixture.ts';
import type { HandlingFinished } from './finished.ts';
import { openRecords } from './handling.ts';

interface World {
  readonly handling: Handling;
  readonly toldParent: number;
  readonly last: HandlingFinished | null;
}

/** A witnessed step with a target, a plain one, and a hand-over: all that matters to the order. */
const short = {
  ...recipe,
  steps: [{ ...steps.weigh, from: null, witness: true }, steps.photo, steps['hand-over']],
};
const ids = short.steps.map(({ id }) => id as StepId);
const people = [person('preparer'), person('custodian')];

const advance = (world: World, handling: Handling): World => {
  const messages = handling.messages(parent);
  return {
    handling,
    toldParent: world.toldParent + messages.length,
    last: (messages.at(-1) as HandlingFinished | undefined) ?? world.last,
  };
};

function* asks({ context }: Handling): Iterable<Told> {
  for (const id of ids) {
    yield done(id);
  }
  if (!context.records.some(({ deed }) => deed.kind === 'correct')) yield corrected('weigh', told.weigh);
  for (const { no } of context.records) yield confirmed(no);
  if (context.records.filter(({ status }) => status === 'declined').length < 1)
    for (const { no } of context.records) yield declined(no);
  yield { type: 'handling.abandon', reason: 'for a reason' };
}

function* moves(world: World): Iterable<Move<World>> {
  const { handling } = world;
  if (handling.isDone) return;
  for (const by of people) {
    for (const event of asks(handling)) {
      if (handling.refusalOf(event, by)) continue;
      yield {
        name: `${by.id}: ${JSON.stringify([event.type, event['step'], event['numbers']])}`,
        to: advance(world, handling.ask(event, by)),
      };
    }
  }
  if (handling.waitsForTime) yield { name: 'time', to: advance(world, handling.elapse()) };
}

const keyOf = ({ handling, toldParent }: World) =>
  JSON.stringify([
    handling.state,
    handling.context.records.map(({ deed, by, status, second }) => [
      deed.kind,
      deed.step,
      by.id,
      status,
      second?.by.id,
    ]),
    handling.context.overdue.map(({ step }) => step),
    toldParent,
  ]);

const pathOf = (node: Node<World> | undefined) =>
  node && { state: node.world.handling.state, path: node.path };

describe('whoever does what in whatever order', () => {
  const nodes = explore<World>(
    { handling: begunHandling({ recipe: short }), toldParent: 0, last: null },
    keyOf,
    moves,
  );
  const all = [...nodes.values()];
  const broken = (is: (world: World) => boolean) => pathOf(all.find(({ world }) => is(world)));

  it('is explored far enough to mean something', () => {
    expect(new Set(all.map(({ world }) => world.handling.state))).toEqual(
      new Set(['due', 'timed', 'witnessing', 'settling', 'handled', 'abandoned']),
    );
  });
  it('every handling can still be brought to its end', () => {
    expect(
      deadEnds(nodes, ({ handling }) => handling.state === 'handled')
        .filter(({ world }) => world.handling.state !== 'abandoned')
        .map(pathOf),
    ).toEqual([]);
  });
  it('its parent is told once, at the end', () => {
    expect(broken(({ handling, toldParent }) => toldParent !== (handling.isDone ? 1 : 0))).toBeUndefined();
  });
  it('nobody confirms what he told, and only who receives confirms a hand-over', () => {
    expect(
      broken(({ handling }) =>
        handling.context.records.some(
          ({ deed, by, second, status }) =>
            status === 'done' &&
            second !== null &&
            (second.by.id === by.id ||
              (deed.data.kind === 'hand-over' && second.by.id !== deed.data.receivedBy)),
        ),
      ),
    ).toBeUndefined();
  });
  it('what ends handled has every step done once and nothing open', () => {
    expect(
      broken(({ handling }) => {
        const { records } = handling.context;
        const doneSteps = records
          .filter(({ deed, status }) => deed.kind === 'do' && status === 'done')
          .map(({ deed }) => deed.step);
        return (
          handling.state === 'handled' &&
          (openRecords(handling.context).length > 0 || doneSteps.join() !== ids.join())
        );
      }),
    ).toBeUndefined();
  });
  it('the parent gets the whole record and every finding', () => {
    expect(
      broken(
        ({ handling, last }) =>
          last !== null &&
          (last.steps.length !== handling.context.records.length ||
            last.findings.length !== findingsOf(handling.context).length),
      ),
    ).toBeUndefined();
  });
});
