import type { KeyedRandom } from '../random.ts';
import type { Containers } from '../world/containers.ts';
import { CUT_DISTURBANCES } from '../world/cut-disturbances.ts';
import type { CutBasis, CutSettings } from '../world/cut-schedule.ts';
import type { Disturbances } from '../world/disturbances.ts';
import { micros } from '../world/plant-time.ts';
import type { CoalCutter } from './coal-cutters.ts';
import { FAULT } from './faults.ts';
import { SAMPLER_INTERLOCK } from './interlocks.ts';
import type { ProcessImage, TagDefinition } from './process-image.ts';
import type { Condition, Cut, CutMoment, SamplerHead, SamplerView } from './sampler-head.ts';
import { intervalInRange, settingsInRange } from './settings-check.ts';

export interface CoalHeadMemory {
  /** m/s: latched at Start, then as the last cut had it. */
  readonly cutterSpeed: number;
  /** m/s, latched at Start; absent in memories of a time when it was never off the real one. */
  readonly cutterSpeedSet?: number;
  readonly dividerRatio: number;
}

/** `flow`: the unloader pauses and the belt runs empty; `belt`: the belt stands. */
export const COAL_DISTURBANCES = ['flow', 'belt', 'cutter', 'reject', 'chute', ...CUT_DISTURBANCES] as const;
export type CoalDisturbance = (typeof COAL_DISTURBANCES)[number];

export interface CoalHeadWorld {
  readonly random: KeyedRandom;
  readonly containers: Containers;
  readonly disturbances: Disturbances<CoalDisturbance>;
}

/** The crusher draws load current for this long after a cut. */
const CRUSHING_TIME = micros(9);

/** A coal sampler's cutter with on-line crusher, divider and carousel, across a belt or through a falling stream. */
export class CoalHead implements SamplerHead<CoalHeadMemory> {
  readonly recipeCrc: number;
  readonly cycle: number;
  readonly records = { taken: 'increment', missed: 'missed' } as const;
  readonly containerBit = SAMPLER_INTERLOCK.container;
  readonly #cutter: CoalCutter;
  readonly #tags: readonly TagDefinition[];
  readonly #world: CoalHeadWorld;
  #memory: Required<CoalHeadMemory>;

  constructor(
    cutter: CoalCutter,
    tags: readonly TagDefinition[],
    world: CoalHeadWorld,
    memory: CoalHeadMemory | null,
  ) {
    this.recipeCrc = cutter.recipeCrc;
    this.cycle = cutter.cycle;
    this.#cutter = cutter;
    this.#tags = tags;
    this.#world = world;
    const { cutterSpeed, dividerRatio } = memory ?? { cutterSpeed: 0, dividerRatio: cutter.dividerRatio };
    this.#memory = { cutterSpeed, cutterSpeedSet: memory?.cutterSpeedSet ?? cutterSpeed, dividerRatio };
  }

  runSettings(image: ProcessImage): CutSettings | null {
    const settings = {
      basis: image.number('Set.Basis') as CutBasis,
      interval: image.number('Set.IncrementInterval'),
    };
    return settingsInRange(this.#tags, image) && intervalInRange(settings, this.#cutter.intervals)
      ? settings
      : null;
  }

  wishedContainer(image: ProcessImage): number {
    return image.number('Set.TargetContainer');
  }

  latch(image: ProcessImage): void {
    const cutterSpeed = image.number('Set.CutterSpeed');
    this.#memory = { ...this.#memory, cutterSpeed, cutterSpeedSet: cutterSpeed };
  }

  /** A stuck cutter or a plugged chute brings nothing. */
  cut({ sampleId, index, flow }: CutMoment): Cut | null {
    const { disturbances } = this.#world;
    if (disturbances.stands('cutter') || disturbances.stands('chute')) return null;
    const cutterSpeed = this.#memory.cutterSpeedSet;
    const increment = this.#cutter.cut(this.#world.random, { sampleId, index, flow, cutterSpeed });
    this.#memory = {
      ...this.#memory,
      cutterSpeed: increment.cutterSpeed,
      dividerRatio: increment.dividerRatio,
    };
    return increment;
  }

  isFull(position: number, lastKept: number): boolean {
    return this.#world.containers.isFull(position, lastKept);
  }

  /** The belt scale's total never resets. */
  total(streamTotal: number): number {
    return streamTotal;
  }

  interlocks(): number {
    const { disturbances } = this.#world;
    return (
      (disturbances.stands('belt') ? SAMPLER_INTERLOCK.belt : 0) |
      (disturbances.stands('cutter') ? SAMPLER_INTERLOCK.cutter : 0) |
      (disturbances.stands('reject') ? SAMPLER_INTERLOCK.reject : 0) |
      (disturbances.stands('chute') ? SAMPLER_INTERLOCK.chute : 0)
    );
  }

  conditions(): readonly Condition[] {
    const { disturbances } = this.#world;
    return [
      { fault: FAULT.cutterNotParked, stands: disturbances.stands('cutter') },
      { fault: FAULT.rejectStopped, stands: disturbances.stands('reject') },
      { fault: FAULT.chutePlugged, stands: disturbances.stands('chute') },
    ];
  }

  publish(image: ProcessImage, view: SamplerView): void {
    const { disturbances } = this.#world;
    const { sinceCut, counters, state } = view;
    const beltRuns = !disturbances.stands('belt');
    const isOn = view.isOpen || state === 'Starting' || state === 'Completing';
    const isSwinging = sinceCut < micros(this.#cutter.swingTime(this.#memory.cutterSpeed));
    image.set('Act.BeltRunning', beltRuns);
    image.set('Act.BeltSpeed', beltRuns ? this.#cutter.beltSpeed : 0);
    image.set('Act.BeltFlow', view.flow);
    image.set('Act.BeltTotal', view.total);
    image.set('Act.CutterParked', !isSwinging && !disturbances.stands('cutter'));
    image.set('Act.CutterSpeedAct', sinceCut === Infinity ? 0 : this.#memory.cutterSpeed);
    image.set('Act.CutCount', counters.cutCount);
    image.set('Act.CutMissed', counters.cutMissed);
    image.set('Act.IncrementMass', counters.incrementMass);
    image.set('Act.SampleMass', counters.sampleMass);
    image.set('Act.FeederOn', isOn);
    image.set('Act.CrusherOn', isOn);
    image.set('Act.CrusherCurrent', isOn ? (sinceCut < CRUSHING_TIME ? 68 : 41) : 0);
    image.set('Act.DividerRatioAct', this.#memory.dividerRatio);
    image.set('Act.ChutePlugged', disturbances.stands('chute'));
    image.set('Act.ContainerPos', view.position);
    image.set('Act.ContainerSealed', view.container?.sealed ?? false);
    image.set('Act.RejectRunning', !disturbances.stands('reject'));
  }

  retain(): CoalHeadMemory {
    return this.#memory;
  }
}
