import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { definitions } from '../../orchestrator/composition/definitions.ts';
import { definitionKey } from '../../workflows/kernel/process.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { deadEnds } from '../../workflows/kernel/testing/explore.ts';
import { catalogues } from './catalogues/index.ts';
import { packs } from '../support/packs.ts';
import { unreachable } from './catalogues/unreachable.ts';
import type { Catalogue, Start } from './harness/catalogue.ts';
import { differsFromJournal } from './harness/from-journal.ts';
import { reach } from './harness/reach.ts';
import type { Reach } from './harness/reach.ts';
import { declaredTransitions, enteredBy, stateNames } from './harness/transitions.ts';

/** Dead ends that are shown of one start: the others are mostly the same. */
const shown = 3;

interface Played {
  readonly catalogue: Catalogue<unknown>;
  readonly start: Start;
  readonly reached: Reach<unknown>;
}

const play = (definition: ProcessDefinition): readonly Played[] =>
  catalogues
    .filter((catalogue) => catalogue.definition === definition.id)
    .flatMap((catalogue) =>
      catalogue.starts.map((start) => ({ catalogue, start, reached: reach(definition, catalogue, start) })),
    );

const everyDefinition = definitions(packs, loadAlarmCatalogue()).map(
  (definition): [string, ProcessDefinition] => [definitionKey(definition), definition],
);

it('no catalogue and no reason is left of a definition that is gone', () => {
  const ids = everyDefinition.map(([, { id }]) => id);
  const named = [...catalogues.map(({ definition }) => definition), ...Object.keys(unreachable)];
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});

describe.each(everyDefinition)('every path of %s', (_, definition) => {
  const declared = declaredTransitions(definition.machine);
  let played: readonly Played[];
  beforeAll(() => {
    played = play(definition);
    if (played.length === 0)
      throw new Error(
        `${definition.id} has no catalogue: add one to test/paths/catalogues (see its index.ts)`,
      );
  });

  it('takes every transition that is declared, and enters every state', () => {
    const taken = new Set(played.flatMap(({ reached }) => [...reached.taken.keys()]));
    const reasons = unreachable[definition.id] ?? {};
    const never = [...declared].flatMap(([transition, name]) => (taken.has(transition) ? [] : [name]));
    expect(never.sort()).toEqual(Object.keys(reasons).sort());
    const entered = enteredBy(definition.machine, taken);
    expect(stateNames(definition.machine).filter((state) => !entered.has(state))).toEqual([]);
  });

  it('keeps every law wherever it comes', () => {
    const broken = played.flatMap(({ start, reached }) =>
      [...reached.broken].map(([law, path]) => ({ start: start.name, law, path })),
    );
    expect(broken).toEqual([]);
  });

  it('can come to an end from everywhere', () => {
    const stuck = played.flatMap(({ catalogue, start, reached }) => {
      const isEnd = (world: Parameters<NonNullable<typeof catalogue.isEnd>>[0]) =>
        catalogue.stopsAt?.(world) === true || (catalogue.isEnd?.(world) ?? world.isDone);
      return deadEnds(reached.nodes, isEnd)
        .slice(0, shown)
        .map(({ world, path }) => ({ start: start.name, state: world.state, path }));
    });
    expect(stuck).toEqual([]);
  });

  it('does the same when it is read back from the journal after every input', () => {
    const different = played.flatMap(({ catalogue, start, reached }) =>
      [...reached.taken.values()].flatMap(
        (path) => differsFromJournal(definition, catalogue, start, path) ?? [],
      ),
    );
    expect(different).toEqual([]);
  });
});
