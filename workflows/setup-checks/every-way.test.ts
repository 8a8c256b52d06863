import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move, Node } from '../kernel/testing/explore.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  abandon, begun, checks, confirmed, corrected, declined, found, grams, no, officer, parent, sampler, yes,
} from './setup.fixture.ts'; // prettier-ignore
import type { Setup } from './setup.fixture.ts';
import { openChecks } from './setup.ts';
import type { SetupFinished } from './setup.ts';

interface World {
  readonly setup: Setup;
  readonly toldParent: number;
  readonly last: SetupFinished | null;
}

/** One that two persons make and one that is measured: all that matters to the order. */
const two = [checks.cleaned, checks['empty-run']];
const people = [sampler, officer];
/** Enough to fail, be made again and be corrected. */
const mostRecords = 3;

function* asks({ context }: Setup): Iterable<Told> {
  if (context.records.length < mostRecords) {
    for (const value of [yes, no]) {
      yield found('cleaned', value, { remedy: 'swept' });
      yield corrected('cleaned', value);
    }
    for (const value of [grams('3'), grams('30')]) {
      yield found('empty-run', value, { remedy: 'swept' });
      yield corrected('empty-run', value);
    }
  }
  for (const { no: number } of context.records) {
    yield confirmed(number);
    yield declined(number);
  }
  yield abandon;
}

function* moves({ setup, toldParent, last }: World): Iterable<Move<World>> {
  if (setup.isDone) return;
  for (const by of people) {
    for (const event of asks(setup)) {
      if (setup.refusalOf(event, by)) continue;
      const next = setup.ask(event, by);
      const messages = next.messages(parent);
      yield {
        name: `${by.id}: ${JSON.stringify([event.type, event['check'], event['numbers']])}`,
        to: {
          setup: next,
          toldParent: toldParent + messages.length,
          last: (messages.at(-1) as SetupFinished | undefined) ?? last,
        },
      };
    }
  }
}

const keyOf = ({ setup, toldParent }: World) =>
  JSON.stringify([
    setup.state,
    setup.context.records.map(({ deed, by, status, second }) => [
      deed.kind,
      deed.check,
      deed.value,
      by.id,
      status,
      second?.by.id,
    ]),
    toldParent,
  ]);
const pathOf = (node: Node<World> | undefined) => node && { state: node.world.setup.state, path: node.path };

describe('whoever finds what in whatever order', () => {
  const nodes = explore<World>({ setup: begun({ checks: two }), toldParent: 0, last: null }, keyOf, moves);
  const all = [...nodes.values()];
  const broken = (is: (world: World) => boolean) => pathOf(all.find(({ world }) => is(world)));

  it('is explored far enough to mean something', () => {
    expect(new Set(all.map(({ world }) => world.setup.state))).toEqual(
      new Set(['checking', 'ready', 'abandoned']),
    );
  });
  it('the checks can always be brought to an end', () => {
    expect(deadEnds(nodes, ({ setup }) => setup.isDone).map(pathOf)).toEqual([]);
  });
  it('the parent is told once, at the end, and everything', () => {
    expect(broken(({ setup, toldParent }) => toldParent !== (setup.isDone ? 1 : 0))).toBeUndefined();
    expect(
      broken(({ setup, last }) => last !== null && last.records.length !== setup.context.records.length),
    ).toBeUndefined();
  });
  it('a sampler is ready only when nothing is open and what holds of each check has passed', () => {
    const holds = (setup: Setup, id: string) =>
      setup.context.records.filter(({ deed, status }) => deed.check === id && status === 'done').at(-1)?.deed
        .value;
    expect(
      broken(
        ({ setup }) =>
          setup.state === 'ready' &&
          (openChecks(setup.context).length > 0 ||
            JSON.stringify([holds(setup, 'cleaned'), holds(setup, 'empty-run')]) !==
              JSON.stringify([yes, grams('3')])),
      ),
    ).toBeUndefined();
  });
  it('nobody confirms what he told; a correction and what two persons make is never done by one', () => {
    expect(
      broken(({ setup }) =>
        setup.context.records.some(
          ({ deed, by, second, status }) =>
            status === 'done' &&
            ((second === null && (deed.kind === 'correct' || deed.check === 'cleaned')) ||
              second?.by.id === by.id),
        ),
      ),
    ).toBeUndefined();
  });
});
