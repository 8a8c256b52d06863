import type { KeyedRandom } from '../random.ts';
import type { Containers } from '../world/containers.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import type { Stream } from '../world/stream.ts';
import { CutRun, type CutRunMemory } from './cut-run.ts';
import { FAULT } from './faults.ts';
import { COMMAND_CODE, type StateName } from './packml.ts';
import type { ProcessImage } from './process-image.ts';
import type { SampleCounters, SamplerHead, SamplerView } from './sampler-head.ts';
import type { Cause, PlcServices, UnitCommand, UnitProgram } from './unit-program.ts';

export interface SamplerMemory {
  readonly counters: SampleCounters;
  readonly run: CutRunMemory;
  /** Place at the filling spout, 0 when no container is left. */
  readonly container: number;
}

export interface SamplerWorld {
  readonly random: KeyedRandom;
  readonly stream: Stream;
  readonly containers: Containers;
}

const NO_SAMPLE: SampleCounters = {
  sampleId: '',
  cutCount: 0,
  cutMissed: 0,
  incrementMass: 0,
  sampleMass: 0,
};
const FRESH: SamplerMemory = { counters: NO_SAMPLE, run: { schedule: null, position: 0 }, container: 1 };

const TRANSITION_TIME = micros(2);

/** The run every sampler of a stream has in common: planned cuts, counters, containers and their changeover. */
export class StreamSampler<Own extends object> implements UnitProgram {
  readonly recipeCrc: number;
  readonly ownCommands = new Map<number, never>();
  readonly #world: SamplerWorld;
  readonly #head: SamplerHead<Own>;
  readonly #run: CutRun;
  #counters: SampleCounters;
  #container: number;
  #lastKept = 0;
  #lastCut: PlantMicros = Number.NEGATIVE_INFINITY;

  constructor(world: SamplerWorld, head: SamplerHead<Own>, memory: SamplerMemory | null) {
    const { counters, run, container } = memory ?? FRESH;
    const { random, stream } = world;
    this.#world = world;
    this.#head = head;
    this.recipeCrc = head.recipeCrc;
    this.#run = new CutRun({ random, stream, cycle: head.cycle }, counters.sampleId, run);
    this.#counters = counters;
    this.#container = container;
  }

  settingsAllow(command: UnitCommand, image: ProcessImage): boolean {
    if (command.code !== COMMAND_CODE.start) return true;
    return command.sampleId !== '' && this.#head.runSettings(image) !== null;
  }

  interlocks(sampleId: string, image: ProcessImage): number {
    const wish = this.#head.wishedContainer(image);
    const hasContainer = this.#run.isOpen
      ? this.#container !== 0
      : this.#world.containers.choose(wish, sampleId) !== null;
    return this.#head.interlocks(this.#container) | (hasContainer ? 0 : this.#head.containerBit);
  }

  ownCommandInterlocks(): number {
    return 0;
  }

  started(command: UnitCommand, image: ProcessImage, at: PlantMicros, plc: PlcServices): void {
    const { containers, stream } = this.#world;
    const { sampleId } = command;
    const isNewSample = sampleId !== this.#counters.sampleId;
    if (isNewSample) {
      // Two samples never share a container: what an abandoned sample left open is sealed under its own code.
      this.#sealAll(this.#counters.sampleId, at, plc);
      this.#counters = { ...NO_SAMPLE, sampleId };
    }
    const settings = this.#head.runSettings(image);
    if (settings) this.#run.prepare(sampleId, isNewSample, settings);
    this.#head.latch(image, isNewSample, stream.totalAt(at));
    this.#container = containers.choose(this.#head.wishedContainer(image), sampleId) ?? 0;
  }

  ownCommandAccepted(_command: UnitCommand, at: PlantMicros): PlantMicros {
    return at;
  }

  ownCommandDone(): void {
    // A sampler has no commands of its own.
  }

  entered(state: StateName, from: StateName, _cause: Cause, at: PlantMicros, plc: PlcServices): void {
    if (state === 'Execute' && from === 'Starting') {
      this.#world.stream.feedFor(this.#counters.sampleId, at);
      this.#run.open(at);
    }
    if (state === 'Stopping' || state === 'Aborting' || state === 'Completing') this.#run.close(at);
    if (state === 'Completed') this.#sealAll(this.#counters.sampleId, at, plc);
  }

  transitionTime(): PlantMicros {
    return TRANSITION_TIME;
  }

  nextEvent(): PlantMicros | null {
    return this.#run.nextCut();
  }

  /** A planned cut: an increment in Execute, missed while held or suspended, nothing on an empty stream. */
  happen(at: PlantMicros, plc: PlcServices): void {
    const index = this.#run.passCut();
    const flow = this.#world.stream.flowAt(at);
    if (flow <= 0) return;
    if (plc.state === 'Execute') this.#cut(index, flow, at, plc);
    else this.#miss(at, plc);
  }

  /** Causes that come and go, and a changeover that had to wait for a container or for a stuck valve. */
  watch(at: PlantMicros, plc: PlcServices): void {
    for (const { fault, stands } of this.#head.conditions(this.#view(at, plc.state))) {
      if (stands) plc.raise(fault, at);
      else plc.clearFault(fault.code);
    }
    if (this.#run.isOpen && this.#container !== 0) this.#changeOverWhenFull(at, plc);
    if (this.#container !== 0) return;
    this.#container = this.#world.containers.choose(0, this.#counters.sampleId) ?? 0;
    if (this.#container !== 0) plc.clearFault(FAULT.noContainerLeft.code);
  }

  publish(image: ProcessImage, at: PlantMicros, state: StateName): void {
    this.#head.publish(image, this.#view(at, state));
  }

  retain(at: PlantMicros): SamplerMemory & Own {
    return {
      ...this.#head.retain(),
      counters: this.#counters,
      run: this.#run.retain(at),
      container: this.#container,
    };
  }

  #view(at: PlantMicros, state: StateName): SamplerView {
    const { stream, containers } = this.#world;
    return {
      at,
      state,
      flow: this.#shownFlow(at),
      total: this.#head.total(stream.totalAt(at)),
      isOpen: this.#run.isOpen,
      sinceCut: at - this.#lastCut,
      counters: this.#counters,
      position: this.#container,
      container: containers.at(this.#container),
    };
  }

  #cut(index: number, flow: number, at: PlantMicros, plc: PlcServices): void {
    const { sampleId } = this.#counters;
    const cut = this.#head.cut({ sampleId, index, at, flow });
    if (!cut) return this.#miss(at, plc);
    const { mass, kept } = cut;
    const no = this.#counters.cutCount + 1;
    this.#counters = {
      ...this.#counters,
      cutCount: no,
      incrementMass: mass,
      sampleMass: this.#counters.sampleMass + kept,
    };
    this.#lastCut = at;
    this.#lastKept = kept;
    this.#world.containers.fill(this.#container, sampleId, kept);
    plc.record({ type: this.#head.records.taken, sampleId, no, mass, ...this.#streamAt(at), kept });
    this.#changeOverWhenFull(at, plc);
  }

  #miss(at: PlantMicros, plc: PlcServices): void {
    const no = this.#counters.cutMissed + 1;
    this.#counters = { ...this.#counters, cutMissed: no };
    const { sampleId } = this.#counters;
    plc.record({ type: this.#head.records.missed, sampleId, no, mass: 0, ...this.#streamAt(at), kept: 0 });
  }

  #changeOverWhenFull(at: PlantMicros, plc: PlcServices): void {
    if (!this.#head.isFull(this.#container, this.#lastKept)) return;
    this.#seal(this.#container, at, plc);
    this.#container = this.#world.containers.choose(0, this.#counters.sampleId) ?? 0;
    if (this.#container === 0) plc.raise(FAULT.noContainerLeft, at);
  }

  /** A sample may have several open containers when its target was changed between two starts. */
  #sealAll(sampleId: string, at: PlantMicros, plc: PlcServices): void {
    const { containers } = this.#world;
    for (let open = containers.openFor(sampleId); open !== null; open = containers.openFor(sampleId))
      this.#seal(open, at, plc);
  }

  #seal(position: number, at: PlantMicros, plc: PlcServices): void {
    const container = this.#world.containers.at(position);
    if (!container) return;
    this.#world.containers.seal(position);
    const { sampleId } = container;
    const mass = Math.fround(container.mass);
    plc.record({ type: 'container', sampleId, no: position, mass, ...this.#streamAt(at), kept: mass });
  }

  /** Flow and total as the ring's records carry them. */
  #streamAt(at: PlantMicros): { flow: number; total: number } {
    const { stream } = this.#world;
    return { flow: Math.fround(this.#shownFlow(at)), total: this.#head.total(stream.totalAt(at)) };
  }

  #shownFlow(at: PlantMicros): number {
    return this.#head.meterFails?.() ? 0 : this.#world.stream.flowAt(at);
  }
}
