import type { KeyedRandom } from '../random.ts';
import type { Container, Containers } from '../world/containers.ts';
import type { CutSettings } from '../world/cut-schedule.ts';
import type { Disturbances } from '../world/disturbances.ts';
import { lineConditions, receiverLevel, takeGrab, type LineConditions } from '../world/oil-line.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import type { Stream } from '../world/stream.ts';
import { FAULT } from './faults.ts';
import { PETROLEUM_INTERLOCK } from './interlocks.ts';
import { EXTRACTOR_CYCLE } from './petroleum-tags.ts';
import type { ProcessImage, TagDefinition } from './process-image.ts';
import type { Condition, Cut, CutMoment, SamplerHead, SamplerView } from './sampler-head.ts';
import { settingsInRange } from './settings-check.ts';

export interface PetroleumHeadMemory {
  /** mL, latched at Start. */
  readonly grabVolume: number;
  /** What the line meter showed when the batch began, m³. */
  readonly batchBegan: number;
  readonly grabsCommanded: number;
  /** Strokes without confirmation since the last confirmed one. */
  readonly unconfirmed: number;
}

/**
 * `flow`: the pumps stop; `line`: the line stands and the meter pulses on; `receiver`: the one being filled is not
 * connected; `changeover`: its valve does not move; `probe`: the extractor does not stroke.
 */
export const PETROLEUM_DISTURBANCES = [
  'flow', 'line', 'receiver', 'changeover', 'probe', 'loop', 'no-increment', 'double-increment', 'mass', 'scale', 'meter',
] as const; // prettier-ignore
export type PetroleumDisturbance = (typeof PETROLEUM_DISTURBANCES)[number];

export interface PetroleumHeadWorld {
  readonly random: KeyedRandom;
  readonly stream: Stream;
  readonly containers: Containers;
  readonly disturbances: Disturbances<PetroleumDisturbance>;
  /** m³/h */
  readonly nominalFlow: number;
  /** What a receiver takes, L. */
  readonly receiverLitres: number;
}

const FRESH: PetroleumHeadMemory = { grabVolume: 1, batchBegan: 0, grabsCommanded: 0, unconfirmed: 0 };

/** A receiver is changed at the first and the high-level switch stands at the second level, %. */
const CHANGEOVER_LEVEL = 80;
const HIGH_LEVEL = 90;
/** Strokes in a row without confirmation that make a fault. */
const UNCONFIRMED_LIMIT = 3;
/** The fast loop, L/min, and by how much its pump pulsates. */
const LOOP = { flow: 210, swing: 4, period: micros(37) } as const;

/** An in-line sampler: fast loop with extractor, and receivers filled one after the other. */
export class PetroleumHead implements SamplerHead<PetroleumHeadMemory> {
  readonly recipeCrc = 0x0111_5a3e;
  readonly cycle = EXTRACTOR_CYCLE;
  readonly records = { taken: 'grab', missed: 'missed-grab' } as const;
  readonly containerBit = PETROLEUM_INTERLOCK.receiver;
  readonly #tags: readonly TagDefinition[];
  readonly #world: PetroleumHeadWorld;
  #memory: PetroleumHeadMemory;

  constructor(tags: readonly TagDefinition[], world: PetroleumHeadWorld, memory: PetroleumHeadMemory | null) {
    this.#tags = tags;
    this.#world = world;
    // Its own fields only: the memory it is given holds the sampler's counters, too.
    const { grabVolume, batchBegan, grabsCommanded, unconfirmed } = memory ?? FRESH;
    this.#memory = { grabVolume, batchBegan, grabsCommanded, unconfirmed };
  }

  /** Grabs go by volume; the settings' range already leaves the extractor time. */
  runSettings(image: ProcessImage): CutSettings | null {
    if (!settingsInRange(this.#tags, image)) return null;
    return { basis: 2, interval: image.number('Set.VolumePerGrab') };
  }

  wishedContainer(image: ProcessImage): number {
    return image.number('Set.Receiver');
  }

  latch(image: ProcessImage, isNewSample: boolean, streamTotal: number): void {
    const before = isNewSample ? { ...FRESH, batchBegan: streamTotal } : this.#memory;
    this.#memory = { ...before, grabVolume: image.number('Set.GrabVolume') };
  }

  cut({ sampleId, index, at, flow }: CutMoment): Cut | null {
    const { random, disturbances } = this.#world;
    const { grabVolume, grabsCommanded, unconfirmed } = this.#memory;
    const { density } = this.#line(at, flow);
    const grab = disturbances.stands('probe') ? null : takeGrab(random, sampleId, index, grabVolume, density);
    this.#memory = {
      ...this.#memory,
      grabsCommanded: grabsCommanded + 1,
      unconfirmed: grab ? 0 : unconfirmed + 1,
    };
    return grab && { mass: grab.volume, kept: grab.kept };
  }

  /** Between two grabs, by level; a changeover valve that does not move lets the receiver fill further. */
  isFull(position: number): boolean {
    const { containers, disturbances } = this.#world;
    return !disturbances.stands('changeover') && this.#level(containers.at(position)) >= CHANGEOVER_LEVEL;
  }

  /** The batch's own total: since the accepted Start of its sample, whatever happened since. */
  total(streamTotal: number): number {
    return streamTotal - this.#memory.batchBegan;
  }

  interlocks(position: number): number {
    const { disturbances, containers } = this.#world;
    return (
      (disturbances.stands('receiver') ? PETROLEUM_INTERLOCK.receiver : 0) |
      (this.#isHigh(containers.at(position)) ? PETROLEUM_INTERLOCK.highLevel : 0) |
      (this.#probeFails() ? PETROLEUM_INTERLOCK.probe : 0)
    );
  }

  conditions(view: SamplerView): readonly Condition[] {
    const { disturbances } = this.#world;
    return [
      { fault: FAULT.extractorNotStroking, stands: this.#probeFails() },
      { fault: FAULT.loopFlowLow, stands: view.isOpen && disturbances.stands('loop') },
      { fault: FAULT.receiverHighLevel, stands: this.#isHigh(view.container) },
      { fault: FAULT.receiverDisconnected, stands: disturbances.stands('receiver') },
      { fault: FAULT.flowWithoutSampling, stands: view.isOpen && this.#flowNoSampling(view) },
      { fault: FAULT.samplingWithoutFlow, stands: this.#noFlowSampling(view) },
    ];
  }

  publish(image: ProcessImage, view: SamplerView): void {
    const { disturbances } = this.#world;
    const { at, flow, counters, container } = view;
    const { temperature, pressure, density } = this.#line(at, flow);
    image.set('Act.LineFlow', flow);
    image.set('Act.BatchTotal', view.total);
    image.set('Act.LoopFlow', view.isOpen && !disturbances.stands('loop') ? loopFlow(at) : 0);
    image.set('Act.Temp', temperature);
    image.set('Act.Pressure', pressure);
    image.set('Act.Density', density);
    image.set('Act.GrabsCommanded', this.#memory.grabsCommanded);
    image.set('Act.GrabsConfirmed', counters.cutCount);
    image.set('Act.GrabsMissed', counters.cutMissed);
    image.set('Act.ReceiverMass', container?.mass ?? 0);
    image.set('Act.ReceiverLevel', this.#level(container));
    image.set('Act.MixerOn', view.isOpen);
    image.set('Act.ReceiverConnected', view.position !== 0 && !disturbances.stands('receiver'));
    image.set('Act.HighLevel', this.#isHigh(container));
    image.set('Act.ProbeFault', this.#probeFails());
    image.set('Act.NoFlowSampling', this.#noFlowSampling(view));
    image.set('Act.FlowNoSampling', this.#flowNoSampling(view));
  }

  retain(): PetroleumHeadMemory {
    return this.#memory;
  }

  #line(at: PlantMicros, flow: number): LineConditions {
    const { random, stream, nominalFlow } = this.#world;
    return lineConditions(random, stream.parcelKey, stream.parcelAmountAt(at), flow / nominalFlow);
  }

  #level(receiver: Container | undefined): number {
    const { random, stream, receiverLitres } = this.#world;
    return receiver ? receiverLevel(random, stream.parcelKey, receiver.mass, receiverLitres) : 0;
  }

  #isHigh(receiver: Container | undefined): boolean {
    return receiver?.sealed === false && this.#level(receiver) >= HIGH_LEVEL;
  }

  /** Told after a few strokes without confirmation, and gone when the extractor is repaired. */
  #probeFails(): boolean {
    return this.#world.disturbances.stands('probe') && this.#memory.unconfirmed >= UNCONFIRMED_LIMIT;
  }

  #flowNoSampling({ flow, state }: SamplerView): boolean {
    if (flow <= 0 || this.#world.disturbances.stands('line')) return false;
    return state !== 'Execute' || this.#probeFails();
  }

  /** Once told it stands as long as its cause, held or not. */
  #noFlowSampling({ flow, isOpen }: SamplerView): boolean {
    return isOpen && flow > 0 && this.#world.disturbances.stands('line');
  }
}

const loopFlow = (at: PlantMicros): number =>
  LOOP.flow + LOOP.swing * Math.sin((2 * Math.PI * at) / LOOP.period);
