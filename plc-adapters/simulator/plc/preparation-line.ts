import type { KeyedRandom } from '../random.ts';
import type { ContainerStore } from '../world/containers.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import {
  preparationRecipe,
  PURGE_TIME,
  stageNumber,
  type ProcessUnit,
  type Stage,
} from '../world/preparation-recipe.ts';
import type { Disturbances } from '../world/disturbances.ts';
import { FAULT } from './faults.ts';
import { COMMAND_CODE, type StateName } from './packml.ts';
import {
  blockedBy,
  LINE_COMMAND,
  LINE_COMMANDS,
  parametersAllow,
  skippedUnit,
} from './preparation-commands.ts';
import { isStopped, preparationConditions, type PreparationDisturbance } from './preparation-faults.ts';
import { publishDisturbances, publishInfeed, publishStages, publishStore } from './preparation-outputs.ts';
import { Pipeline } from './preparation-pipeline.ts';
import type { LineSample, PipelineMemory } from './preparation-pipeline-types.ts';
import type { BottleStore, BottleStoreMemory } from './preparation-store.ts';
import { PREPARATION_TAGS } from './preparation-tags.ts';
import type { ProcessImage } from './process-image.ts';
import { settingsInRange } from './settings-check.ts';
import type { Cause, PlcServices, UnitCommand, UnitProgram } from './unit-program.ts';

export interface PreparationMemory {
  readonly pipeline: PipelineMemory;
  readonly store: BottleStoreMemory;
}

export interface PreparationWorld {
  readonly random: KeyedRandom;
  /** The samplers' carousels, from which the conveyor fetches containers. */
  readonly containers: ContainerStore;
  readonly disturbances: Disturbances<PreparationDisturbance>;
  /** Where filled bottles go. */
  readonly store: BottleStore;
}

const TRANSITION_TIME = micros(2);
/** The conveyor brings a container from the carousel and tips it into the hopper. */
const LOADING_TIME = micros(60);
/** The reject gate of a unit opens, and its coal is gone. */
const EJECTING_TIME = micros(20);

/** Added to a stage's number in its ring record when the sample passed it unprocessed. */
const SKIPPED = 100;
/** Bottles of one sample. */
const BOTTLES = 4;

/** The program of an automatic coal preparation line that has several samples under way at once. */
export class PreparationLine implements UnitProgram {
  readonly recipeCrc = 0xc0a1_11ff;
  readonly ownCommands = LINE_COMMANDS;
  readonly #world: PreparationWorld;
  readonly #pipeline: Pipeline;
  readonly #store: BottleStore;
  readonly #isStopped = (stage: Stage): boolean => isStopped(this.#world.disturbances, stage);
  /** s, 0 for the line's own. */
  #dryingLimit = 0;
  /** s of each crusher's purge, 0 for the line's own. */
  #crusherPurge: Readonly<Partial<Record<ProcessUnit, number>>> = {};
  /** What the labels of the sample being loaded will say. */
  #barcode = '';
  #commandEnds: PlantMicros = 0;
  #working = false;

  constructor(world: PreparationWorld, memory: PreparationMemory | null) {
    this.#world = world;
    this.#pipeline = new Pipeline(
      ({ sampleId, mass, skipped }) => preparationRecipe(world.random, sampleId, mass, skipped),
      (unit) => micros(this.#crusherPurge[unit] ?? 0) || PURGE_TIME[unit],
      memory?.pipeline ?? null,
    );
    this.#store = world.store;
  }

  settingsAllow(command: UnitCommand, image: ProcessImage): boolean {
    if (LINE_COMMANDS.has(command.code)) return parametersAllow(command, this.#world.containers);
    return command.code !== COMMAND_CODE.start || settingsInRange(PREPARATION_TAGS, image);
  }

  /** The line may run empty: nothing of its own blocks a Start. */
  interlocks(): number {
    return 0;
  }

  ownCommandInterlocks(command: UnitCommand): number {
    return blockedBy(command, this.#pipeline);
  }

  started(_command: UnitCommand, image: ProcessImage): void {
    this.#dryingLimit = image.number('Dryer.Set.MaxTime');
    this.#crusherPurge = {
      Crusher6: image.number('Crusher6.Set.PurgeTime'),
      Crusher3: image.number('Crusher3.Set.PurgeTime'),
    };
  }

  ownCommandAccepted({ code, sampleId }: UnitCommand, at: PlantMicros, image: ProcessImage): PlantMicros {
    const takes =
      { [LINE_COMMAND.load]: LOADING_TIME, [LINE_COMMAND.eject]: EJECTING_TIME }[code] ?? TRANSITION_TIME;
    this.#barcode = image.text('Packing.Set.Barcode') || sampleId;
    this.#commandEnds = at + takes;
    return this.#commandEnds;
  }

  ownCommandDone({ code, sampleId, params }: UnitCommand, plc: PlcServices): void {
    this.#pipeline.reckon(this.#commandEnds);
    const [first = 0, last = 0] = params;
    if (code === LINE_COMMAND.load) {
      const { mass } = this.#world.containers.exchange(first);
      this.#pipeline.load({ sampleId, barcode: this.#barcode, mass, last: last === 1 });
      return;
    }
    if (code === LINE_COMMAND.eject) {
      // It may have left by itself while the command was under way: the ring has said so.
      const mass = this.#pipeline.eject(sampleId);
      if (mass !== null) plc.record({ type: 'through', sampleId, no: 0, mass, flow: 0, total: 0, kept: 0 });
      return;
    }
    const unit = skippedUnit(first);
    if (unit && this.#pipeline.canSkip(sampleId, unit)) this.#pipeline.skip(sampleId, unit);
  }

  entered(state: StateName, _from: StateName, cause: Cause, at: PlantMicros): void {
    const finishes = state === 'Holding' && cause === 'watchdog';
    const runs = state === 'Execute' || state === 'Completing';
    this.#working = runs || finishes;
    this.#pipeline.setPace(runs ? 'runs' : finishes ? 'finishes' : 'stands', at);
  }

  /** Completing lasts until the line is empty; without orchestrator the steps under way are finished before it is Held. */
  transitionTime(state: StateName, cause: Cause, at: PlantMicros): PlantMicros {
    if (state === 'Completing' && !this.#pipeline.isEmpty) return Infinity;
    const stepsEnd =
      state === 'Holding' && cause === 'watchdog' ? this.#pipeline.lastEnd(this.#isStopped, at) : at;
    return Math.max(TRANSITION_TIME, stepsEnd - at);
  }

  nextEvent(): PlantMicros | null {
    return this.#pipeline.nextEvent(this.#isStopped);
  }

  happen(at: PlantMicros, plc: PlcServices): void {
    this.#pipeline.happen(at, this.#isStopped, {
      finished: (sample, stage) => this.#finished(sample, stage, at, plc),
      through: ({ sampleId, ...sample }) => {
        const { mass } = sample;
        plc.record({ type: 'through', sampleId, no: BOTTLES, mass, flow: 0, total: 0, kept: 0 });
      },
    });
    if (plc.state === 'Completing' && this.#pipeline.isEmpty) plc.completed(at);
  }

  /** Stages that are stopped, the dryer's limit, and the carrier in the tube, which arrives when it has been found. */
  watch(at: PlantMicros, plc: PlcServices): void {
    const { disturbances } = this.#world;
    this.#pipeline.reckon(at);
    for (const { fault, stands } of preparationConditions(
      disturbances,
      this.#pipeline.underWay,
      this.#dryingLimit,
    )) {
      if (stands) plc.raise(fault, at);
      else plc.clearFault(fault.code);
    }
    if (!disturbances.stands('tube')) this.#store.carrierFound();
  }

  /** A person cleans the line out by hand: whatever was in it is discarded. */
  purge(): void {
    this.#pipeline.clear();
  }

  publish(image: ProcessImage, at: PlantMicros): void {
    this.#pipeline.reckon(at);
    publishInfeed(image, this.#pipeline.hopper);
    publishStages(image, (unit) => this.#pipeline.view(unit), this.#working);
    publishStore(image, this.#store.memory);
    publishDisturbances(
      image,
      this.#world.disturbances,
      this.#pipeline.underWay.map(({ stage }) => stage),
    );
  }

  retain(at: PlantMicros): PreparationMemory {
    return { pipeline: this.#pipeline.retain(at), store: this.#store.memory };
  }

  #finished({ sampleId, barcode }: LineSample, stage: Stage, at: PlantMicros, plc: PlcServices): void {
    for (const bottle of stage.bottles) {
      const { type: no, mass } = bottle;
      plc.record({ type: 'container', sampleId, no, mass, flow: 0, total: 0, kept: mass });
      const isStored = this.#store.take(barcode, bottle, this.#world.disturbances.stands('tube'));
      if (!isStored) plc.raise(FAULT.cabinetFull, at);
    }
    if (!stage.balance) return;
    const { massIn, massOut, divisions, reject, water } = stage.balance;
    const [first = massOut, second = 0] = divisions;
    const no = stageNumber(stage.unit) + (stage.skipped ? SKIPPED : 0);
    plc.record({
      type: 'stage',
      sampleId,
      no,
      mass: massIn,
      flow: first,
      total: second,
      kept: reject + water,
    });
  }
}
