import type { KeyedRandom } from '../random.ts';
import { BELT_SPEED, type Belt } from '../world/belt.ts';
import type { Carousel } from '../world/carousel.ts';
import type { CutBasis } from '../world/cut-schedule.ts';
import { cutIncrement, NOMINAL_DIVIDER_RATIO } from '../world/increment.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import { CutRun, type CutRunMemory } from './cut-run.ts';
import { FAULT } from './faults.ts';
import { SAMPLER_INTERLOCK } from './interlocks.ts';
import { COMMAND_CODE, type StateName } from './packml.ts';
import type { ProcessImage } from './process-image.ts';
import { INTERVAL_RANGE, SAMPLER_TAGS } from './sampler-tags.ts';
import { settingsInRange } from './settings-check.ts';
import type { Cause, PlcServices, UnitCommand, UnitProgram } from './unit-program.ts';

/** Counters of the present sample; a new SampleId zeroes them. */
interface SampleCounters {
  readonly sampleId: string;
  readonly cutCount: number;
  readonly cutMissed: number;
  /** The last increment, kg. */
  readonly incrementMass: number;
  /** Divided mass in the containers, kg. */
  readonly sampleMass: number;
}

export interface SamplerMemory {
  readonly counters: SampleCounters;
  readonly run: CutRunMemory;
  /** Carousel position at the filling spout, 0 when no container is left. */
  readonly container: number;
  readonly cutterSpeed: number;
  readonly dividerRatio: number;
}

export interface SamplerWorld {
  readonly random: KeyedRandom;
  readonly belt: Belt;
  readonly carousel: Carousel;
}

const NO_SAMPLE: SampleCounters = {
  sampleId: '',
  cutCount: 0,
  cutMissed: 0,
  incrementMass: 0,
  sampleMass: 0,
};
const FRESH: SamplerMemory = {
  counters: NO_SAMPLE,
  run: { schedule: null, position: 0 },
  container: 1,
  cutterSpeed: 0,
  dividerRatio: NOMINAL_DIVIDER_RATIO,
};

const TRANSITION_TIME = micros(2);
/** The cutter is off its park position for this long at a cut. */
const SWING_TIME = micros(1.5);
/** The crusher draws load current for this long after a cut. */
const CRUSHING_TIME = micros(9);

/** The program of a coal cross-belt sampler with on-line crusher, divider and carousel. */
export class Sampler implements UnitProgram {
  readonly recipeCrc = 0x5ca1_ab1e;
  readonly ownCommands = new Map<number, never>();
  readonly #world: SamplerWorld;
  readonly #run: CutRun;
  #counters: SampleCounters;
  #container: number;
  #cutterSpeed: number;
  #dividerRatio: number;
  #lastCut: PlantMicros = Number.NEGATIVE_INFINITY;

  constructor(world: SamplerWorld, memory: SamplerMemory | null) {
    const { counters, run, container, cutterSpeed, dividerRatio } = memory ?? FRESH;
    this.#world = world;
    this.#run = new CutRun(world.random, world.belt, counters.sampleId, run);
    this.#counters = counters;
    this.#container = container;
    this.#cutterSpeed = cutterSpeed;
    this.#dividerRatio = dividerRatio;
  }

  settingsAllow(command: UnitCommand, image: ProcessImage): boolean {
    if (command.code !== COMMAND_CODE.start) return true;
    const interval = image.number('Set.IncrementInterval');
    const { low, high } = image.number('Set.Basis') === 2 ? INTERVAL_RANGE.mass : INTERVAL_RANGE.time;
    return (
      command.sampleId !== '' && settingsInRange(SAMPLER_TAGS, image) && interval >= low && interval <= high
    );
  }

  interlocks(sampleId: string, image: ProcessImage): number {
    const wish = image.number('Set.TargetContainer');
    const hasContainer = this.#run.isOpen
      ? this.#container !== 0
      : this.#world.carousel.choose(wish, sampleId) !== null;
    return hasContainer ? 0 : SAMPLER_INTERLOCK.container;
  }

  ownCommandBlocked(): boolean {
    return true;
  }

  started(command: UnitCommand, image: ProcessImage, at: PlantMicros, plc: PlcServices): void {
    const { carousel } = this.#world;
    const { sampleId } = command;
    const isNewSample = sampleId !== this.#counters.sampleId;
    if (isNewSample) {
      // Two samples never share a container: what an abandoned sample left open is sealed under its own code.
      this.#sealAll(this.#counters.sampleId, at, plc);
      this.#counters = { ...NO_SAMPLE, sampleId };
    }
    this.#run.prepare(sampleId, isNewSample, {
      basis: image.number('Set.Basis') as CutBasis,
      interval: image.number('Set.IncrementInterval'),
    });
    this.#cutterSpeed = image.number('Set.CutterSpeed');
    this.#container = carousel.choose(image.number('Set.TargetContainer'), sampleId) ?? 0;
  }

  ownCommandAccepted(_command: UnitCommand, at: PlantMicros): PlantMicros {
    return at;
  }

  ownCommandDone(): void {
    // A sampler has no commands of its own.
  }

  entered(state: StateName, from: StateName, _cause: Cause, at: PlantMicros, plc: PlcServices): void {
    const { belt } = this.#world;
    if (state === 'Execute' && from === 'Starting') {
      belt.feedFor(this.#counters.sampleId, at);
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

  /** A planned cut: an increment in Execute, missed while held or suspended, nothing on an empty belt. */
  happen(at: PlantMicros, plc: PlcServices): void {
    const index = this.#run.passCut();
    const flow = this.#world.belt.flowAt(at);
    if (flow <= 0) return;
    if (plc.state === 'Execute') this.#cut(index, at, plc);
    else this.#miss(at, plc);
  }

  watch(_at: PlantMicros, plc: PlcServices): void {
    if (this.#container !== 0) return;
    this.#container = this.#world.carousel.choose(0, this.#counters.sampleId) ?? 0;
    if (this.#container !== 0) plc.clearFault(FAULT.noContainerLeft.code);
  }

  publish(image: ProcessImage, at: PlantMicros, state: StateName): void {
    const { belt, carousel } = this.#world;
    const sinceCut = at - this.#lastCut;
    const isOn = this.#run.isOpen || state === 'Starting' || state === 'Completing';
    image.set('Act.BeltRunning', true);
    image.set('Act.BeltSpeed', BELT_SPEED);
    image.set('Act.BeltFlow', belt.flowAt(at));
    image.set('Act.BeltTotal', belt.totalAt(at));
    image.set('Act.CutterParked', sinceCut >= SWING_TIME);
    image.set('Act.CutterSpeedAct', sinceCut === Infinity ? 0 : this.#cutterSpeed);
    image.set('Act.CutCount', this.#counters.cutCount);
    image.set('Act.CutMissed', this.#counters.cutMissed);
    image.set('Act.IncrementMass', this.#counters.incrementMass);
    image.set('Act.SampleMass', this.#counters.sampleMass);
    image.set('Act.FeederOn', isOn);
    image.set('Act.CrusherOn', isOn);
    image.set('Act.CrusherCurrent', isOn ? (sinceCut < CRUSHING_TIME ? 68 : 41) : 0);
    image.set('Act.DividerRatioAct', this.#dividerRatio);
    image.set('Act.ChutePlugged', false);
    image.set('Act.ContainerPos', this.#container);
    image.set('Act.ContainerSealed', carousel.at(this.#container)?.sealed ?? false);
    image.set('Act.RejectRunning', true);
  }

  retain(at: PlantMicros): SamplerMemory {
    return {
      counters: this.#counters,
      run: this.#run.retain(at),
      container: this.#container,
      cutterSpeed: this.#cutterSpeed,
      dividerRatio: this.#dividerRatio,
    };
  }

  #cut(index: number, at: PlantMicros, plc: PlcServices): void {
    const { random, belt, carousel } = this.#world;
    const { sampleId } = this.#counters;
    const flow = belt.flowAt(at);
    const total = belt.totalAt(at);
    const { mass, kept, dividerRatio } = cutIncrement(random, sampleId, index, flow);
    const no = this.#counters.cutCount + 1;
    this.#counters = {
      ...this.#counters,
      cutCount: no,
      incrementMass: mass,
      sampleMass: this.#counters.sampleMass + kept,
    };
    this.#dividerRatio = dividerRatio;
    this.#lastCut = at;
    carousel.fill(this.#container, sampleId, kept);
    plc.record({ type: 'increment', sampleId, no, mass, flow: Math.fround(flow), total, kept });
    if (!carousel.isFull(this.#container, kept)) return;
    this.#seal(this.#container, at, plc);
    this.#container = carousel.choose(0, sampleId) ?? 0;
    if (this.#container === 0) plc.raise(FAULT.noContainerLeft, at);
  }

  #miss(at: PlantMicros, plc: PlcServices): void {
    const { belt } = this.#world;
    const no = this.#counters.cutMissed + 1;
    this.#counters = { ...this.#counters, cutMissed: no };
    const { sampleId } = this.#counters;
    const flow = Math.fround(belt.flowAt(at));
    plc.record({ type: 'missed', sampleId, no, mass: 0, flow, total: belt.totalAt(at), kept: 0 });
  }

  /** A sample may have several open containers when its target was changed between two starts. */
  #sealAll(sampleId: string, at: PlantMicros, plc: PlcServices): void {
    const { carousel } = this.#world;
    for (let open = carousel.openFor(sampleId); open !== null; open = carousel.openFor(sampleId))
      this.#seal(open, at, plc);
  }

  #seal(position: number, at: PlantMicros, plc: PlcServices): void {
    const { belt, carousel } = this.#world;
    const container = carousel.at(position);
    if (!container) return;
    carousel.seal(position);
    const mass = Math.fround(container.mass);
    const [flow, total] = [Math.fround(belt.flowAt(at)), belt.totalAt(at)];
    plc.record({
      type: 'container',
      sampleId: container.sampleId,
      no: position,
      mass,
      flow,
      total,
      kept: mass,
    });
  }
}
