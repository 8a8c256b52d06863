import type { Actor } from '../kernel/process.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move } from '../kernel/testing/explore.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { plantUnitDefinition } from './machine.ts';
import type { PlantUnitContext } from './machine.ts';

/** Runs that ask, withdraw, give back and are told urgent or low by an officer, in every order there is. */
const everyRun = ['run/A', 'run/B', 'run/C', 'run/D'] as const;
const by = (id: string): Actor => ({ kind: 'process', id });
const officer = person('officer');

/** Steps after which somebody has waited too long: a step takes a second. */
const patience = 5;
const patient = { longestWait_min: patience / 60 };
const endless = { longestWait_min: 1_000_000 };
/** More than anybody is passed over where nobody starves. */
const mostCounted = 6;

interface World {
  /** As many of them as take part. */
  readonly runs: readonly string[];
  readonly unit: Rehearsal<PlantUnitContext>;
  /** How often the unit went to others since A began to wait. */
  readonly passedOver: number;
}

const ageOf = ({ unit }: World, requestedAt: string): number =>
  Math.min(patience, (Date.parse(unit.now) - Date.parse(requestedAt)) / 1000);

const keyOf = (world: World): string => {
  const { holders, waiting } = world.unit.context;
  const queue = waiting.map(({ process, urgency, requestedAt }) => [process, urgency, ageOf(world, requestedAt)]);
  return JSON.stringify([holders.map(({ process }) => process).sort(), queue, world.passedOver]);
};

function* moves(world: World): Iterable<Move<World>> {
  const { runs } = world;
  const { holders, waiting } = world.unit.context;
  const to = (name: string, event: Told, actor: Actor): Move<World> => {
    const unit = world.unit.give(event, actor);
    const waits = (each: PlantUnitContext) => each.waiting.some(({ process }) => process === 'run/A');
    const counted = world.passedOver + unit.messages().length;
    const passedOver = waits(world.unit.context) && waits(unit.context) ? Math.min(mostCounted, counted) : 0;
    return { name, to: { runs, unit, passedOver } };
  };
  for (const run of runs) {
    const asker = waiting.find(({ process }) => process === run);
    const busy = asker !== undefined || holders.some(({ process }) => process === run);
    if (busy) yield to(`${run} gives back`, { type: 'unit.release' }, by(run));
    else
      for (const urgency of ['urgent', 'low'])
        yield to(`${run} asks, ${urgency}`, { type: 'unit.request', sampleId: run, urgency }, by(run));
    if (asker) {
      const urgency = asker.urgency === 'urgent' ? 'low' : 'urgent';
      yield to(`${run} is ${urgency}`, { type: 'unit.urgency', process: run, urgency, reason: 'for a reason' }, officer);
    }
  }
}

/** Two runs more than the unit takes: two can wait for a turn. */
const reached = (capacity: number, rules: object) => {
  const unit = Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/CP-01', { unit: 'CP-01', capacity, rules });
  return explore<World>({ runs: everyRun.slice(0, capacity + 2), unit, passedOver: 0 }, keyOf, moves);
};
const longest = (nodes: ReturnType<typeof reached>) => Math.max(...[...nodes.values()].map(({ world }) => world.passedOver));

describe.each([1, 2])('a unit with room for %i, whatever two runs more and an officer do', (capacity) => {
  const nodes = reached(capacity, patient);

  it('never has more than it takes nor anybody twice, and never stands free while somebody waits', () => {
    const wrong = [...nodes.values()].filter(({ world }) => {
      const { holders, waiting } = world.unit.context;
      const all = [...holders, ...waiting].map(({ process }) => process);
      const isIdle = waiting.length > 0 && holders.length < capacity;
      return holders.length > capacity || new Set(all).size < all.length || isIdle;
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
    expect(nodes.size).toBeGreaterThan(100);
  });

  it('tells exactly those who come to hold it', () => {
    for (const { world } of nodes.values()) {
      const before = new Set(world.unit.context.holders.map(({ process }) => process));
      for (const { name, to } of moves(world)) {
        const now = to.unit.context.holders.map(({ process }) => process).filter((process) => !before.has(process));
        expect([name, to.unit.wishes('process.send').map((sent) => sent.to)]).toEqual([name, now]);
      }
    }
  });

  it('passes nobody over more than twice, and from everywhere everybody can still get it', () => {
    expect(longest(nodes)).toBe(2);
    const isServed = ({ unit }: World) => unit.context.holders.some(({ process }) => process === 'run/A');
    expect(deadEnds(nodes, isServed).map(({ path }) => path)).toEqual([]);
  });

  it('would starve somebody without the longest wait', () => {
    expect(longest(reached(capacity, endless))).toBe(mostCounted);
  });
});
