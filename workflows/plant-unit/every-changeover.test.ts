import type { Actor } from '../kernel/process.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move } from '../kernel/testing/explore.ts';
import { Rehearsal } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { UnitCargo } from '../scheduling/cleaning.ts';
import { checks } from '../setup-checks/setup.fixture.ts';
import { plantUnitDefinition } from './machine.ts';
import type { PlantUnitContext } from './machine.ts';

/** Two cargoes at one unit: runs of either ask, urgent or not, and give back in every order there is, and cleanings come to an end. */
const lots = { 'run/A': 'consignment/1', 'run/B': 'consignment/2', 'run/C': 'consignment/1' } as const;
type Run = keyof typeof lots;
const runs = Object.keys(lots) as readonly Run[];
const lotOf = (process: string) => lots[process as Run];
const cargoOf = (run: Run): UnitCargo => ({ kind: 'coal', product: null, lot: lots[run] });
const by = (id: string): Actor => ({ kind: 'process', id });

/** Steps after which somebody has waited too long: a step takes a second. */
const patience = 4;
const rules = { longestWait_min: patience / 60 };
/** More than anybody is passed over where nobody starves. */
const mostCounted = 8;

interface World {
  readonly unit: Rehearsal<PlantUnitContext>;
  /** Whose traces are in the unit, as somebody would tell who watches it. */
  readonly traces: string | null;
  /** How often the unit went to others since B, who is alone with his cargo, began to wait. */
  readonly passedOver: number;
}

const contextOf = ({ unit }: World) => unit.context;
const holdersOf = (world: World) => contextOf(world).holders.map(({ process }) => process);
const ageOf = ({ unit }: World, requestedAt: string): number =>
  Math.min(patience, (Date.parse(unit.now) - Date.parse(requestedAt)) / 1000);

const keyOf = (world: World): string => {
  const { waiting, soil } = contextOf(world);
  const queue = waiting.map(({ process, urgency, requestedAt }) => [
    process,
    urgency,
    ageOf(world, requestedAt),
  ]);
  const left = soil && [soil.cargo?.lot, soil.cleaning !== null, world.unit.waitsForTime];
  return JSON.stringify([holdersOf(world).sort(), queue, left, world.traces, world.passedOver]);
};

function after(world: World, unit: Rehearsal<PlantUnitContext>, isCleaned: boolean): World {
  const waits = (each: PlantUnitContext) => each.waiting.some(({ process }) => process === 'run/B');
  const counted = world.passedOver + unit.messages().length;
  const passedOver = waits(world.unit.context) && waits(unit.context) ? Math.min(mostCounted, counted) : 0;
  const [inside] = unit.context.holders;
  return { unit, traces: inside ? lotOf(inside.process) : isCleaned ? null : world.traces, passedOver };
}

function* moves(world: World): Iterable<Move<World>> {
  const { unit } = world;
  const { waiting, soil } = contextOf(world);
  const to = (name: string, next: Rehearsal<PlantUnitContext>, isCleaned = false): Move<World> => ({
    name,
    to: after(world, next, isCleaned),
  });
  const busy: readonly string[] = [...holdersOf(world), ...waiting.map(({ process }) => process)];
  for (const run of runs) {
    const asks = (urgency: string): Told => ({
      type: 'unit.request',
      sampleId: run,
      urgency,
      cargo: cargoOf(run),
    });
    if (busy.includes(run)) yield to(`${run} gives back`, unit.give({ type: 'unit.release' }, by(run)));
    else
      for (const urgency of ['urgent', 'low'])
        yield to(`${run} asks, ${urgency}`, unit.give(asks(urgency), by(run)));
  }
  if (unit.waitsForTime) yield to('the cleaning has had its time', unit.elapse(), true);
  const unitNo = soil?.cleaning?.no;
  if (unitNo === undefined) return;
  const finished = { type: 'setup.finished', unitNo };
  yield to('people have cleaned', unit.give({ ...finished, outcome: 'ready' }), true);
  yield to('people give it up', unit.give({ ...finished, outcome: 'abandoned' }));
}

const record = { check: checks.cleaned, timeZone: 'Asia/Shanghai' };

describe.each([
  ['a unit for one that cleans itself', 1, {}],
  ['a unit for two that cleans itself', 2, {}],
  ['a unit for one that people clean', 1, { record }],
  ['a unit for two that people clean', 2, { record }],
])('%s, whatever runs of two cargoes do', (_what, capacity, more) => {
  const cleaning = { between: 'lots', duration_min: 15, ...more };
  const unit = Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/CS-01', {
    unit: 'CS-01',
    capacity,
    rules: { ...rules, cleaning },
  });
  const nodes = explore<World>({ unit, traces: null, passedOver: 0 }, keyOf, moves);
  const wrong = (isWrong: (world: World) => boolean) =>
    [...nodes.values()].filter(({ world }) => isWrong(world)).map(({ path }) => path);

  it('never meets two cargoes at once, nor one in the traces of the other', () => {
    expect(wrong((world) => new Set(holdersOf(world).map(lotOf)).size > 1)).toEqual([]);
    const soiled: string[][] = [];
    for (const { world, path } of nodes.values()) {
      const before = holdersOf(world);
      for (const { name, to } of moves(world)) {
        const came = holdersOf(to).filter((process) => !before.includes(process));
        const traces =
          name.startsWith('the cleaning') || name.startsWith('people have') ? null : world.traces;
        if (came.some((process) => traces !== null && traces !== lotOf(process)))
          soiled.push([...path, name]);
      }
    }
    expect(soiled).toEqual([]);
    expect(nodes.size).toBeGreaterThan(100);
  });

  it('never stands free for somebody unless it is being cleaned', () => {
    const isIdle = (world: World) => {
      const { waiting, holders, soil } = contextOf(world);
      return waiting.length > 0 && holders.length === 0 && !world.unit.waitsForTime && !soil?.cleaning;
    };
    expect(wrong(isIdle)).toEqual([]);
  });

  it('is given to everybody in the end, and passes nobody over more than three times', () => {
    for (const run of runs)
      expect(
        deadEnds(nodes, (world) => holdersOf(world).some((process) => process === run)).map(
          ({ path }) => path,
        ),
      ).toEqual([]);
    expect(Math.max(...[...nodes.values()].map(({ world }) => world.passedOver))).toBeLessThanOrEqual(3);
  });
});
