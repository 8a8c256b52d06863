import type { KeyedRandom } from '../random.ts';
import { micros, type PlantMicros } from './plant-time.ts';

/** Functional units in which coal loses, gains or leaves mass, in the order it passes them. */
export const PROCESS_UNITS = [
  'Crusher6',
  'Divider6',
  'Dryer',
  'Crusher3',
  'Divider3',
  'Pulveriser',
  'Packing',
] as const;
export type ProcessUnit = (typeof PROCESS_UNITS)[number];

/** Number of a functional unit as the ring's records and the commands name it: 1 Crusher6 … 7 Packing. */
export const stageNumber = (unit: ProcessUnit): number => PROCESS_UNITS.indexOf(unit) + 1;

/** Bottle types as coal laboratories number them: 61 6 mm moisture, 32 3 mm reserve, 21 0.2 mm analysis, 22 0.2 mm reserve. */
type BottleType = 61 | 32 | 21 | 22;

export interface Bottle {
  readonly type: BottleType;
  /** Net mass, kg. */
  readonly mass: number;
}

/** Masses through one functional unit, kg: in = out + water + loss, and out = divisions + reject where it divides. */
export interface MassBalance {
  readonly massIn: number;
  /** Everything that leaves as coal, divisions and reject included. */
  readonly massOut: number;
  readonly water: number;
  readonly divisions: readonly number[];
  readonly reject: number;
}

/** One step of a sample on its way through the line. */
export interface Stage {
  /** What works at it. */
  readonly unit: ProcessUnit;
  /** Where its coal is meanwhile: a divider keeps the part that goes on while its bottle is packed. */
  readonly stands: ProcessUnit;
  readonly duration: PlantMicros;
  /** Null for a packing step that only bottles what a divider has already weighed. */
  readonly balance: MassBalance | null;
  readonly bottles: readonly Bottle[];
  /** Its coal passes unprocessed. */
  readonly skipped: boolean;
}

/** Losses of a stage as a fraction of what goes in: dust and film on the walls. */
const LOSS = { low: 0.0005, high: 0.004 } as const;
/** Free moisture that the dryer at no more than 50 °C removes, fraction. */
const FREE_MOISTURE = { low: 0.02, high: 0.08 } as const;
/** Target masses, kg: comfortably above GB/T 474 (6 mm 3.75 and moisture 1.25, 3 mm 0.7, analysis feed 0.1). */
const TARGET = { moistureBottle: 1.6, onward6: 5.2, reserve3: 0.95, onward3: 0.26 } as const;
/** The divider meets its target within this fraction. */
const TARGET_SPREAD = 0.03;
/** Minutes from … to: feed and 6 mm stage, drying, 3 and 0.2 mm stages. */
const MINUTES = { stage6: [5, 10], drying: [10, 25], stage3: [8, 15] } as const;
/** Coal that passes a stage unprocessed only slides through it. */
const PASSING = micros(10);

/** How long a unit is cleaned and purged when a sample has left it, before the next one may come. */
export const PURGE_TIME: Readonly<Record<ProcessUnit, PlantMicros>> = {
  Crusher6: micros(120),
  Divider6: micros(60),
  Dryer: micros(90),
  Crusher3: micros(90),
  Divider3: micros(60),
  Pulveriser: micros(120),
  Packing: micros(15),
};

/**
 * How one sample will go through the line, step by step: the same seed, preparation code, mass and skipped stages always give
 * the same masses and times. All masses are single-precision, so that what one tag says went out is what the next says came in.
 * @param massIn net mass of its containers together, kg.
 * @param skipped units whose stage it passes unprocessed; dividers and packing cannot be.
 */
export function preparationRecipe(
  random: KeyedRandom,
  sampleId: string,
  massIn: number,
  skipped: readonly ProcessUnit[] = [],
): readonly Stage[] {
  const draw = (low: number, high: number, ...key: string[]): number =>
    random.between(low, high, 'prep', sampleId, ...key);
  const minutes = (phase: keyof typeof MINUTES): number =>
    draw(MINUTES[phase][0], MINUTES[phase][1], 'time', phase);
  const kept = (unit: ProcessUnit, mass: number): number =>
    skipped.includes(unit) ? mass : mass * (1 - draw(LOSS.low, LOSS.high, 'loss', unit));
  const aim = (target: number, what: string): number =>
    target * (1 + random.spread(TARGET_SPREAD, 'prep', sampleId, what));
  const [stage6, drying, stage3] = [minutes('stage6'), minutes('drying'), minutes('stage3')];
  const stage = (
    unit: ProcessUnit,
    ofMinutes: number,
    balance: MassBalance | null,
    bottles: Bottle[] = [],
    stands = unit,
  ): Stage => ({
    unit,
    stands,
    duration: skipped.includes(unit) ? PASSING : micros(ofMinutes * 60),
    balance,
    bottles,
    skipped: skipped.includes(unit),
  });

  const loaded = Math.fround(massIn);
  const crushed6 = through(loaded, kept('Crusher6', loaded));
  const divided6 = divide(crushed6.massOut, kept('Divider6', crushed6.massOut), [
    aim(TARGET.moistureBottle, 'moisture'),
    aim(TARGET.onward6, 'onward6'),
  ]);
  const [moistureBottle = 0, onward6 = 0] = divided6.divisions;
  const freeMoisture = skipped.includes('Dryer') ? 0 : draw(FREE_MOISTURE.low, FREE_MOISTURE.high, 'water');
  const water = Math.fround(onward6 * freeMoisture);
  const dried = { ...through(onward6, kept('Dryer', onward6) - water), water };
  const crushed3 = through(dried.massOut, kept('Crusher3', dried.massOut));
  const divided3 = divide(crushed3.massOut, kept('Divider3', crushed3.massOut), [
    aim(TARGET.reserve3, 'reserve3'),
    aim(TARGET.onward3, 'onward3'),
  ]);
  const [reserve3 = 0, onward3 = 0] = divided3.divisions;
  const milled = through(onward3, kept('Pulveriser', onward3));
  const packed = kept('Packing', milled.massOut);
  const analysis = Math.fround(packed * (0.5 + random.spread(0.01, 'prep', sampleId, 'split')));
  const reserve02 = Math.fround(packed - analysis);
  const bottled = through(milled.massOut, analysis + reserve02);

  return [
    stage('Crusher6', stage6 * 0.6, crushed6),
    stage('Divider6', stage6 * 0.3, divided6),
    stage('Packing', stage6 * 0.1, null, [{ type: 61, mass: moistureBottle }], 'Divider6'),
    stage('Dryer', drying, dried),
    stage('Crusher3', stage3 * 0.25, crushed3),
    stage('Divider3', stage3 * 0.15, divided3),
    stage('Packing', stage3 * 0.1, null, [{ type: 32, mass: reserve3 }], 'Divider3'),
    stage('Pulveriser', stage3 * 0.35, milled),
    stage('Packing', stage3 * 0.15, bottled, [
      { type: 21, mass: analysis },
      { type: 22, mass: reserve02 },
    ]),
  ];
}

const through = (massIn: number, massOut: number): MassBalance => ({
  massIn,
  massOut: Math.fround(massOut),
  water: 0,
  divisions: [],
  reject: 0,
});

/** Divides off the wished masses; a sample too small for them is shared out in their proportion, without reject. */
function divide(massIn: number, available: number, wished: readonly number[]): MassBalance {
  const wishedSum = wished.reduce((sum, each) => sum + each, 0);
  const scale = Math.min(1, available / wishedSum);
  const divisions = wished.map((each) => Math.fround(each * scale));
  const divided = divisions.reduce((sum, each) => sum + each, 0);
  const reject = Math.fround(Math.max(0, available - divided));
  return { massIn, massOut: Math.fround(divided + reject), water: 0, divisions, reject };
}

/** Loss of a stage in % of what went in: 100·(in − out − water)/in. */
export const lossPercent = ({ massIn, massOut, water }: MassBalance): number =>
  massIn === 0 ? 0 : (100 * (massIn - massOut - water)) / massIn;
