import type { KeyedRandom } from '../random.ts';
import type { Container, Containers } from '../world/containers.ts';
import { CUT_DISTURBANCES } from '../world/cut-disturbances.ts';
import type { CutBasis, CutSettings } from '../world/cut-schedule.ts';
import type { Disturbances } from '../world/disturbances.ts';
import { cutGrain, traverseTime } from '../world/grain-cut.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import type { Stream } from '../world/stream.ts';
import { FAULT } from './faults.ts';
import { bagCodeAt, DIVERTER_CYCLE } from './grain-tags.ts';
import { GRAIN_INTERLOCK } from './interlocks.ts';
import type { ProcessImage, TagDefinition } from './process-image.ts';
import type { Condition, Cut, CutMoment, SamplerHead, SamplerView } from './sampler-head.ts';
import { intervalInRange, settingsInRange, type IntervalRanges } from './settings-check.ts';

export interface GrainHeadMemory {
  /** m/s, latched at Start. */
  readonly traverseSpeed: number;
  /** Part of a cut the divider keeps, latched at Start. */
  readonly fraction: number;
  /** Which side of the stream the diverter waits on: each cut takes it to the other. */
  readonly home: 'A' | 'B';
  /** Of the last cut: s, %, °C. */
  readonly traverseTime: number;
  readonly moisture: number;
  readonly temperature: number;
}

/** `flow`: the unloader pauses; `spout`: the spout is closed; `bag`: none hangs at the filling place. */
export const GRAIN_DISTURBANCES = [
  'flow', 'spout', 'air', 'explosion-protection', 'bag', 'line', 'diverter', 'probe', ...CUT_DISTURBANCES,
] as const; // prettier-ignore
export type GrainDisturbance = (typeof GRAIN_DISTURBANCES)[number];

export interface GrainHeadWorld {
  readonly random: KeyedRandom;
  readonly stream: Stream;
  readonly containers: Containers;
  readonly disturbances: Disturbances<GrainDisturbance>;
}

const FRESH: GrainHeadMemory = {
  traverseSpeed: 0.5,
  fraction: 1,
  home: 'A',
  traverseTime: 0,
  moisture: 0,
  temperature: 0,
};

/** Below this a trickle is no stream, t/h. */
const PRESENT_ABOVE = 5;
/** The compressor fills the receiver to the upper, and starts at the lower pressure, bar; so often, µs. */
const AIR = { upper: 6.6, lower: 6.0, lost: 1.8, period: micros(90) } as const;

/** A pneumatic diverter in a grain spout, its divider and its rack of bags. */
export class GrainHead implements SamplerHead<GrainHeadMemory> {
  readonly recipeCrc = 0x06ea_14d1;
  readonly cycle = DIVERTER_CYCLE;
  readonly records = { taken: 'increment', missed: 'missed' } as const;
  readonly containerBit = GRAIN_INTERLOCK.bag;
  readonly #tags: readonly TagDefinition[];
  readonly #intervals: IntervalRanges;
  readonly #world: GrainHeadWorld;
  #memory: GrainHeadMemory;

  constructor(
    tags: readonly TagDefinition[],
    intervals: IntervalRanges,
    world: GrainHeadWorld,
    memory: GrainHeadMemory | null,
  ) {
    this.#tags = tags;
    this.#intervals = intervals;
    this.#world = world;
    // Its own fields only: the memory it is given holds the sampler's counters, too.
    const { traverseSpeed, fraction, home, traverseTime: time, moisture, temperature } = memory ?? FRESH;
    this.#memory = { traverseSpeed, fraction, home, traverseTime: time, moisture, temperature };
  }

  runSettings(image: ProcessImage): CutSettings | null {
    const basis = (image.number('Set.Basis') || 2) as CutBasis;
    const settings = { basis, interval: image.number('Set.CutInterval') };
    return settingsInRange(this.#tags, image) && intervalInRange(settings, this.#intervals) ? settings : null;
  }

  wishedContainer(image: ProcessImage): number {
    return image.number('Set.Container');
  }

  latch(image: ProcessImage): void {
    const ratio = image.number('Set.DivideRatio');
    this.#memory = {
      ...this.#memory,
      traverseSpeed: image.number('Set.TraverseSpeed'),
      fraction: ratio <= 1 ? ratio : 1 / ratio,
    };
  }

  /** A stuck diverter does not pass the stream, a blocked one brings nothing from it. */
  cut(moment: CutMoment): Cut | null {
    const { random, stream, disturbances } = this.#world;
    if (disturbances.stands('diverter') || disturbances.stands('probe')) return null;
    const { traverseSpeed, fraction, home } = this.#memory;
    const { mass, kept, ...last } = cutGrain(random, stream.parcelKey, {
      ...moment,
      traverseSpeed,
      fraction,
    });
    this.#memory = { ...this.#memory, ...last, home: home === 'A' ? 'B' : 'A' };
    return { mass, kept };
  }

  isFull(position: number, lastKept: number): boolean {
    return this.#world.containers.isFull(position, lastKept);
  }

  /** The scale's total never resets. */
  total(streamTotal: number): number {
    return streamTotal;
  }

  interlocks(): number {
    const { disturbances } = this.#world;
    return (
      (disturbances.stands('spout') ? GRAIN_INTERLOCK.stream : 0) |
      (disturbances.stands('air') ? GRAIN_INTERLOCK.air : 0) |
      (disturbances.stands('explosion-protection') ? GRAIN_INTERLOCK.explosionProtection : 0) |
      (disturbances.stands('bag') ? GRAIN_INTERLOCK.bag : 0) |
      (disturbances.stands('line') ? GRAIN_INTERLOCK.line : 0) |
      (disturbances.stands('diverter') || disturbances.stands('probe') ? GRAIN_INTERLOCK.diverter : 0)
    );
  }

  conditions(): readonly Condition[] {
    const { disturbances } = this.#world;
    return [
      { fault: FAULT.explosionProtection, stands: disturbances.stands('explosion-protection') },
      { fault: FAULT.airPressureLow, stands: disturbances.stands('air') },
      { fault: FAULT.bagMissing, stands: disturbances.stands('bag') },
      { fault: FAULT.conveyLineBlocked, stands: disturbances.stands('line') },
      { fault: FAULT.diverterNotHome, stands: disturbances.stands('diverter') },
      { fault: FAULT.probeBlocked, stands: disturbances.stands('probe') },
    ];
  }

  publish(image: ProcessImage, view: SamplerView): void {
    const { disturbances, containers } = this.#world;
    const { traverseSpeed, home } = this.#memory;
    const isHome = view.sinceCut >= micros(traverseTime(traverseSpeed)) && !disturbances.stands('diverter');
    const last = this.#memory;
    image.set('Act.StreamPresent', view.flow > PRESENT_ABOVE);
    image.set('Act.Flow', view.flow);
    image.set('Act.Total', view.total);
    image.set('Act.DiverterHomeA', isHome && home === 'A');
    image.set('Act.DiverterHomeB', isHome && home === 'B');
    image.set('Act.TraverseTime', last.traverseTime);
    image.set('Act.CutCount', view.counters.cutCount);
    image.set('Act.CutMissed', view.counters.cutMissed);
    image.set('Act.AirPressure', disturbances.stands('air') ? AIR.lost : airPressure(view.at));
    image.set('Act.ConveyLineClear', !disturbances.stands('line'));
    image.set('Act.ProbeBlocked', disturbances.stands('probe'));
    image.set('Act.SampleMass', view.counters.sampleMass);
    image.set('Act.Moisture', last.moisture);
    image.set('Act.Temp', last.temperature);
    image.set('Act.BagCode', disturbances.stands('bag') ? '' : this.#bagCode(view.position, view.container));
    for (let place = 1; place <= containers.positions; place++)
      image.set(bagCodeAt(place), this.#bagCode(place, containers.at(place)));
  }

  retain(): GrainHeadMemory {
    return this.#memory;
  }

  /** What is printed on the bag: place, how many hung there before, and four characters as on a roll of labels. */
  #bagCode(position: number, bag: Container | undefined): string {
    if (!bag) return '';
    const serial = bag.serial ?? 0;
    const print = Math.floor(this.#world.random.uniform('bag', position, serial) * 36 ** 4);
    return `B${position}-${String(serial).padStart(3, '0')}-${print.toString(36).toUpperCase().padStart(4, '0')}`;
  }
}

const airPressure = (at: PlantMicros): number =>
  AIR.upper - (AIR.upper - AIR.lower) * ((at % AIR.period) / AIR.period);
