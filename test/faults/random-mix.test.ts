import { perform, type Deed } from '../../plc-adapters/simulator/deeds.ts';
import { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';
import { STATE } from '../../plc-adapters/simulator/plc/packml.ts';
import { RandomFaults } from '../../plc-adapters/simulator/random-faults.ts';
import type { UnitName } from '../../plc-adapters/simulator/unit-names.ts';
import { benchScene } from './bench-scene.ts';
import { contradictions } from './invariants.ts';
import { Operator } from './operator.ts';
import { LINE_SAMPLES, PreparationDay } from './preparation-day.ts';

const RUNS = 200;
/** The plant alone: whole runs at the samplers suffer 200 mixes each in test/fault-runs/random-runs.test.ts. */
const SAMPLER_RUNS = 60;
const TICK_MS = 250;

interface Case {
  readonly unit: UnitName;
  readonly units: readonly UnitName[];
  /** Plant seconds in a second; a scan is a quarter of it. */
  readonly timeFactor: number;
  /** Faults an hour: about four while the parcel passes. */
  readonly perHour: number;
  /** Scans with faults; after them everything is put right. */
  readonly turns: number;
  /** Tag that is 0 when the parcel is over. */
  readonly flow: string;
}

const samplers: readonly Case[] = [
  { unit: 'CS-01', units: ['CS-01'], timeFactor: 40, perHour: 60, turns: 40, flow: 'BeltFlow' },
  { unit: 'CF-01', units: ['CF-01'], timeFactor: 40, perHour: 60, turns: 40, flow: 'BeltFlow' },
  { unit: 'GD-01', units: ['GD-01'], timeFactor: 40, perHour: 40, turns: 60, flow: 'Flow' },
  { unit: 'PI-01', units: ['PI-01'], timeFactor: 20, perHour: 100, turns: 40, flow: 'LineFlow' },
];

const plantOf = (seed: number, units: readonly UnitName[], timeFactor: number): PlantBench =>
  new PlantBench({
    seed,
    units,
    timeFactor,
    tickMs: TICK_MS,
    parcelTonnes: 120,
    grain: { parcel: 120, flow: { nominal: 800, maximum: 1000 } },
    petroleum: { parcel: 120, flow: { nominal: 3000, maximum: 3600 } },
  });

/** What was done to the plant, and what its log says that cannot be. */
interface Outcome {
  readonly seed: number;
  readonly deeds: readonly Deed[];
  readonly wrong: readonly string[];
}

function suffer(bench: PlantBench, operator: { turn(): void }, faults: RandomFaults, turns: number): readonly Deed[] {
  const scene = benchScene(bench);
  const done: Deed[] = [];
  const perceive = (deeds: readonly Deed[]): void => {
    for (const deed of deeds) {
      done.push(deed);
      const refusal = perform(scene, deed);
      if (refusal !== null) throw new Error(refusal);
    }
  };
  for (let i = 0; i < turns; i++) {
    operator.turn();
    perceive(faults.due(bench.plant));
  }
  perceive(faults.settle());
  return done;
}

function sampleUnderFaults({ unit, units, timeFactor, perHour, turns, flow }: Case, seed: number): Outcome {
  const bench = plantOf(seed, units, timeFactor);
  const operator = new Operator(bench, unit, 'S-1');
  const deeds = suffer(bench, operator, new RandomFaults(seed, perHour, [unit]), turns);
  operator.reach(STATE.Execute);
  for (let i = 0; bench.number(`${unit}.Act.${flow}`) !== 0 || operator.state !== STATE.Execute; i++) {
    if (i > 1000) throw new Error('The parcel does not end.');
    operator.turn();
  }
  operator.reach(STATE.Completed, 'end');
  return { seed, deeds, wrong: [...contradictions(bench, unit), ...miscounted(bench, unit)] };
}

/** Counters of the sample against the records the log has of it. */
function miscounted(bench: PlantBench, unit: UnitName): readonly string[] {
  const of = (event: string): number => bench.logged(event, unit).length;
  const taken = of('increment') + of('grab');
  const counter = unit === 'PI-01' ? 'GrabsConfirmed' : 'CutCount';
  const pairs: readonly (readonly [string, number])[] = [
    [counter, taken],
    [unit === 'PI-01' ? 'GrabsMissed' : 'CutMissed', of('missed') + of('missed-grab')],
  ];
  return pairs
    .filter(([tag, records]) => bench.number(`${unit}.Act.${tag}`) !== records)
    .map(([tag, records]) => `${tag} is ${bench.number(`${unit}.Act.${tag}`)}, there are ${records} records`);
}

/** Three samples in the line at once. */
function prepareUnderFaults(seed: number): Outcome {
  const day = new PreparationDay(seed, { timeFactor: 80, tickMs: TICK_MS });
  const deeds = suffer(day.bench, day, new RandomFaults(seed, 8, ['CP-01']), 180);
  day.finish();
  return { seed, deeds, wrong: [...contradictions(day.bench, 'CP-01'), ...misprepared(day)] };
}

/** What each sample must have given, each once, and the order they must have left the line in. */
function misprepared(day: PreparationDay): readonly string[] {
  const of = (event: string, sample: string): string =>
    day.bench.logged(event, 'CP-01').flatMap(({ sampleId, no }) => (sampleId === sample ? [no] : [])).join();
  const wrong = LINE_SAMPLES.flatMap((sample) => {
    const [bottles, stages] = [of('container', sample), of('stage', sample)];
    return bottles === '61,32,21,22' && stages === '1,2,3,4,5,6,7' ? [] : [`${sample}: bottles ${bottles}, stages ${stages}`];
  });
  const order = day.through.join();
  return order === LINE_SAMPLES.join() ? wrong : [...wrong, `through in the order ${order}`];
}

const failures = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ seed, deeds, wrong }) => `seed ${seed}: ${wrong.join('; ')} after ${JSON.stringify(deeds)}`);
const seeds = Array.from({ length: RUNS }, (_, i) => i + 1);

/** Far above what it takes, for machines that do much else meanwhile. */
const LIMIT_MS = 300_000;

describe('samples under a random mix of faults', () => {
  it.each(samplers)(
    'contradict nothing at $unit',
    (each) => {
      const outcomes = seeds.slice(0, SAMPLER_RUNS).map((seed) => sampleUnderFaults(each, seed));
      expect(failures(outcomes)).toEqual([]);
      const kinds = new Set(
        outcomes.flatMap(({ deeds }) => deeds.map((deed) => ('what' in deed ? deed.what : deed.do))),
      );
      expect(kinds.size).toBeGreaterThan(12);
    },
    LIMIT_MS,
  );

  it(
    'contradict nothing at CP-01',
    () => {
      const outcomes = seeds.map(prepareUnderFaults);
      expect(failures(outcomes)).toEqual([]);
      const kinds = new Set(
        outcomes.flatMap(({ deeds }) => deeds.map((deed) => ('what' in deed ? deed.what : deed.do))),
      );
      expect(kinds.size).toBeGreaterThan(12);
    },
    LIMIT_MS,
  );
});
