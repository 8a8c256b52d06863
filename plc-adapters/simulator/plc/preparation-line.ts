import type { KeyedRandom } from '../random.ts';
import type { Containers } from '../world/containers.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import { preparationRecipe, type Bottle, type PreparationRecipe } from '../world/preparation-recipe.ts';
import type { Disturbances } from '../world/disturbances.ts';
import { FAULT } from './faults.ts';
import { PREPARATION_INTERLOCK } from './interlocks.ts';
import { COMMAND_CODE, type StateName } from './packml.ts';
import {
  isStopped,
  preparationConditions,
  type PreparationDisturbance,
  type StageUnderWay,
} from './preparation-faults.ts';
import { publishDisturbances, publishStages, publishStore } from './preparation-outputs.ts';
import { CABINET_SLOTS, PREPARATION_TAGS } from './preparation-tags.ts';
import type { ProcessImage } from './process-image.ts';
import { settingsInRange } from './settings-check.ts';
import type { Cause, PlcServices, UnitCommand, UnitProgram } from './unit-program.ts';

interface Batch {
  /** The preparation code it was loaded under. */
  readonly sampleId: string;
  /** kg */
  readonly mass: number;
}

interface Run extends Batch {
  /** Number of finished stages. */
  readonly finished: number;
  /** Time spent in the stage under way. */
  readonly elapsed: PlantMicros;
  /** Completed, perhaps before its last stage: the same preparation code begins anew. */
  readonly over: boolean;
}

export interface PreparationMemory {
  readonly loaded: Batch | null;
  /** The present run, or the last one: its values stay latched. */
  readonly run: Run | null;
  readonly lastBottle: { readonly barcode: string; readonly mass: number } | null;
  readonly bottlesPacked: number;
  readonly delivered: string;
  /** The analysis bottle that was sent and has not arrived; absent for none. */
  readonly lost?: string;
  readonly slots: readonly string[];
}

export interface PreparationWorld {
  readonly random: KeyedRandom;
  /** The sampler's carousel, from which the conveyor fetches containers. */
  readonly containers: Containers;
  readonly disturbances: Disturbances<PreparationDisturbance>;
}

/** Unit-specific command: fetch the sealed container at carousel position Cmd.Param[0]. */
const LOAD = 100;

const TRANSITION_TIME = micros(2);
/** The conveyor brings a container from the carousel and tips it into the hopper. */
const LOADING_TIME = micros(60);

/** The program of an automatic coal preparation line, from a sealed container to four bottles. */
export class PreparationLine implements UnitProgram {
  readonly recipeCrc = 0xc0a1_11fe;
  readonly ownCommands = new Map<number, { name: string; states: readonly StateName[] }>([
    [LOAD, { name: 'load', states: ['Idle', 'Stopped', 'Completed'] }],
  ]);
  readonly #world: PreparationWorld;
  #memory: PreparationMemory;
  #recipe: PreparationRecipe | null;
  /** The instant from which the present stage's clock runs, null while it stands. */
  #clockSince: PlantMicros | null = null;
  #barcode = '';
  /** s, 0 for the line's own. */
  #dryingLimit = 0;

  constructor(world: PreparationWorld, memory: PreparationMemory | null) {
    this.#world = world;
    this.#memory = memory ?? {
      loaded: null,
      run: null,
      lastBottle: null,
      bottlesPacked: 0,
      delivered: '',
      slots: [],
    };
    const { run } = this.#memory;
    this.#recipe = run && preparationRecipe(world.random, run.sampleId, run.mass);
  }

  settingsAllow({ code, sampleId, params }: UnitCommand, image: ProcessImage): boolean {
    const { loaded } = this.#memory;
    if (code === LOAD) return sampleId !== '' && this.#world.containers.at(params[0] ?? 0)?.sealed === true;
    if (code !== COMMAND_CODE.start) return true;
    return (
      sampleId !== '' &&
      (loaded === null || loaded.sampleId === sampleId) &&
      settingsInRange(PREPARATION_TAGS, image)
    );
  }

  interlocks(): number {
    return this.#memory.loaded ? 0 : PREPARATION_INTERLOCK.container;
  }

  ownCommandBlocked(): boolean {
    return this.#memory.loaded !== null;
  }

  started(command: UnitCommand, image: ProcessImage): void {
    const { loaded, run } = this.#memory;
    this.#dryingLimit = image.number('Dryer.Set.MaxTime');
    this.#barcode = image.text('Packing.Set.Barcode') || command.sampleId;
    // The same sample after Stop, Abort or boot goes on with the stage it was in.
    if (!loaded || (run?.sampleId === loaded.sampleId && !run.over)) return;
    this.#recipe = preparationRecipe(this.#world.random, loaded.sampleId, loaded.mass);
    this.#memory = {
      ...this.#memory,
      run: { ...loaded, finished: 0, elapsed: 0, over: false },
      lastBottle: null,
    };
  }

  ownCommandAccepted(_command: UnitCommand, at: PlantMicros): PlantMicros {
    return at + LOADING_TIME;
  }

  ownCommandDone({ sampleId, params }: UnitCommand): void {
    const container = this.#world.containers.exchange(params[0] ?? 0);
    this.#memory = { ...this.#memory, loaded: { sampleId, mass: Math.fround(container.mass) } };
  }

  entered(state: StateName, _from: StateName, cause: Cause, at: PlantMicros): void {
    const goesOn = state === 'Execute' || (state === 'Holding' && cause === 'watchdog');
    if (goesOn) this.#clockSince ??= at;
    else this.#standStill(at);
    if (state !== 'Completed') return;
    const { run } = this.#memory;
    this.#memory = { ...this.#memory, loaded: null, run: run && { ...run, over: true } };
  }

  /** Cleaning is part of Completing; without orchestrator the step under way is finished before the line is Held. */
  transitionTime(state: StateName, cause: Cause, at: PlantMicros): PlantMicros {
    if (state === 'Completing') return this.#recipe?.cleaning ?? TRANSITION_TIME;
    const stageEnd = state === 'Holding' && cause === 'watchdog' ? this.nextEvent() : null;
    return Math.max(TRANSITION_TIME, (stageEnd ?? at) - at);
  }

  nextEvent(): PlantMicros | null {
    const { run } = this.#memory;
    if (this.#clockSince === null || !run) return null;
    const stage = this.#recipe?.stages[run.finished];
    if (stage && isStopped(this.#world.disturbances, stage)) return null;
    return this.#clockSince + Math.max(0, (stage?.duration ?? 0) - run.elapsed);
  }

  /** The end of a stage, or of the whole run. */
  happen(at: PlantMicros, plc: PlcServices): void {
    const { run } = this.#memory;
    const stage = run && this.#recipe?.stages[run.finished];
    if (stage) {
      this.#memory = { ...this.#memory, run: { ...run, finished: run.finished + 1, elapsed: 0 } };
      for (const bottle of stage.bottles) this.#pack(run.sampleId, bottle, at, plc);
    }
    this.#clockSince = plc.state === 'Execute' ? at : null;
    if (plc.state === 'Execute' && !this.#isUnfinished(this.#memory.run)) plc.completeByItself(at);
  }

  /** Stages that are stopped, the dryer's limit, and the carrier in the tube, which arrives when it has been found. */
  watch(at: PlantMicros, plc: PlcServices): void {
    const { disturbances } = this.#world;
    for (const { fault, stands } of preparationConditions(disturbances, this.#underWay(at))) {
      if (stands) plc.raise(fault, at);
      else plc.clearFault(fault.code);
    }
    const { lost, ...rest } = this.#memory;
    if (lost !== undefined && !disturbances.stands('tube')) this.#memory = { ...rest, delivered: lost };
  }

  /** A person cleans the line out by hand: whatever was loaded is discarded. */
  purge(): void {
    this.#memory = { ...this.#memory, loaded: null, run: null };
    this.#recipe = null;
    this.#clockSince = null;
  }

  publish(image: ProcessImage, at: PlantMicros): void {
    const run = this.#runAt(at);
    const working = this.#clockSince !== null;
    const { disturbances } = this.#world;
    publishStages(image, run && this.#recipe && { ...run, stages: this.#recipe.stages, working });
    publishStore(image, this.#memory);
    publishDisturbances(image, disturbances, this.#underWay(at)?.stage ?? null);
  }

  retain(at: PlantMicros): PreparationMemory {
    return { ...this.#memory, run: this.#runAt(at) };
  }

  #underWay(at: PlantMicros): StageUnderWay | null {
    const run = this.#runAt(at);
    const stage = run && !run.over && this.#recipe?.stages[run.finished];
    return stage ? { stage, elapsed: run.elapsed, dryingLimit: this.#dryingLimit } : null;
  }

  #isUnfinished(run: Run | null): boolean {
    return run !== null && run.finished < (this.#recipe?.stages.length ?? 0);
  }

  #runAt(at: PlantMicros): Run | null {
    const { run } = this.#memory;
    if (!run || this.#clockSince === null) return run;
    return { ...run, elapsed: run.elapsed + at - this.#clockSince };
  }

  #standStill(at: PlantMicros): void {
    this.#memory = { ...this.#memory, run: this.#runAt(at) };
    this.#clockSince = null;
  }

  #pack(sampleId: string, { type, mass }: Bottle, at: PlantMicros, plc: PlcServices): void {
    const barcode = `${this.#barcode}-${type}`;
    const { bottlesPacked, slots } = this.#memory;
    const isLost = this.#world.disturbances.stands('tube');
    this.#memory = {
      ...this.#memory,
      lastBottle: { barcode, mass },
      bottlesPacked: bottlesPacked + 1,
      ...(type === 21 && (isLost ? { lost: barcode } : { delivered: barcode })),
    };
    plc.record({ type: 'container', sampleId, no: type, mass, flow: 0, total: 0, kept: mass });
    if (type !== 32 && type !== 22) return;
    if (slots.length >= CABINET_SLOTS) plc.raise(FAULT.cabinetFull, at);
    else this.#memory = { ...this.#memory, slots: [...slots, barcode] };
  }
}
