import type { LogLine, PlantEvent, PlantLog } from './log.ts';
import { CommonBlock, type CommonBlockMemory } from './plc/common-block.ts';
import { COMMON_TAGS } from './plc/common-tags.ts';
import type { FaultClass } from './plc/faults.ts';
import { PreparationLine, type PreparationMemory } from './plc/preparation-line.ts';
import { PREPARATION_TAGS } from './plc/preparation-tags.ts';
import { ProcessImage } from './plc/process-image.ts';
import { Sampler, type SamplerMemory } from './plc/sampler.ts';
import { SAMPLER_TAGS } from './plc/sampler-tags.ts';
import { KeyedRandom } from './random.ts';
import type { RetentiveMemory } from './retentive-memory.ts';
import { Belt, type BeltMemory } from './world/belt.ts';
import { Carousel, type CarouselMemory } from './world/carousel.ts';
import type { FlowLimits } from './world/parcel.ts';
import type { PlantMicros } from './world/plant-time.ts';

export const SAMPLER_UNIT = 'CS-01';
export const PREPARATION_UNIT = 'CP-01';

export interface VirtualPlantOptions {
  readonly seed: number;
  /** Mass unloaded for each new sample, t. */
  readonly parcelTonnes: number;
  readonly flow: FlowLimits;
  /** How long the PLCs go on without the orchestrator's heartbeat, ms of wall time; default 10 s. */
  readonly watchdogMs?: number;
}

/** Everything that outlives the process, plants and programs alike. */
export interface PlantMemory {
  readonly version: 1;
  readonly belt: BeltMemory;
  readonly carousel: CarouselMemory;
  readonly sampler: SamplerMemory;
  readonly preparation: PreparationMemory;
  readonly units: Readonly<Record<string, CommonBlockMemory>>;
  /** Log lines of the last scan: after a kill between saving and logging they are logged at the next boot. */
  readonly unlogged: readonly LogLine[];
}

/** The two units and their world, stepped from outside: no clock, no network. */
export class VirtualPlant {
  readonly units: readonly CommonBlock[];
  readonly #memory: RetentiveMemory<PlantMemory>;
  readonly #log: PlantLog;
  readonly #belt: Belt;
  readonly #carousel: Carousel;
  readonly #sampler: Sampler;
  readonly #preparation: PreparationLine;
  #now: PlantMicros = 0;
  #wallMs: number;
  #lines: LogLine[] = [];
  #lastLine: number;

  /** Boots from what the memory holds. */
  constructor(
    options: VirtualPlantOptions,
    memory: RetentiveMemory<PlantMemory>,
    log: PlantLog,
    wallMs: number,
  ) {
    const kept = memory.load();
    this.#memory = memory;
    this.#log = log;
    this.#wallMs = wallMs;
    log.append(kept?.unlogged.filter(({ n }) => n > log.last) ?? []);
    this.#lastLine = log.last;

    const random = new KeyedRandom(options.seed);
    this.#belt = new Belt(
      { random, flow: options.flow, parcelTonnes: options.parcelTonnes },
      kept?.belt ?? null,
    );
    this.#carousel = new Carousel(kept?.carousel ?? null);
    const world = { random, belt: this.#belt, carousel: this.#carousel };
    this.#sampler = new Sampler(world, kept?.sampler ?? null);
    this.#preparation = new PreparationLine(world, kept?.preparation ?? null);
    const boot = (
      unit: string,
      program: Sampler | PreparationLine,
      tags: typeof COMMON_TAGS,
    ): CommonBlock => {
      const image = new ProcessImage([...COMMON_TAGS, ...tags]);
      const log = (event: PlantEvent): void => this.#note(event);
      const { watchdogMs } = options;
      return new CommonBlock({ unit, image, program, random, log, ...(watchdogMs !== undefined && { watchdogMs }) }, kept?.units[unit] ?? null, wallMs);
    };
    this.units = [
      boot(SAMPLER_UNIT, this.#sampler, SAMPLER_TAGS),
      boot(PREPARATION_UNIT, this.#preparation, PREPARATION_TAGS),
    ];
    this.step(0, wallMs);
  }

  /**
   * One scan: the world goes on by `plantTime`, then inputs, programs and outputs. When it returns, all it did is in
   * the retentive memory and in the log, so the outputs may be shown.
   */
  step(plantTime: PlantMicros, wallMs: number): void {
    this.#wallMs = wallMs;
    this.#now += plantTime;
    for (const unit of this.units) unit.advance(this.#now, wallMs);
    for (const unit of this.units) unit.scan(this.#now, wallMs);
    this.#commit();
  }

  raiseFault(unit: string, code: number, faultClass: FaultClass): void {
    this.#unit(unit).raise({ code, class: faultClass }, this.#now);
  }

  /** Without a code all standing faults are cleared. */
  clearFault(unit: string, code?: number): void {
    this.#unit(unit).clearFault(code);
  }

  turnModeKey(unit: string, mode: number): void {
    this.#unit(unit).turnModeKey(mode);
  }

  /** @param reset whether the person who releases the button also turns the local reset key. */
  emergencyStop(unit: string, pressed: boolean, reset = true): void {
    if (pressed) this.#unit(unit).pressEmergencyStop(this.#now);
    else this.#unit(unit).releaseEmergencyStop(reset);
  }

  /** A person puts an empty container at a carousel position. */
  replaceContainer(position: number): void {
    this.#carousel.exchange(position);
  }

  /** A person cleans out the preparation line. */
  purgePreparation(): void {
    this.#preparation.purge();
  }

  #unit(name: string): CommonBlock {
    const unit = this.units.find((each) => each.unit === name);
    if (!unit) throw new Error(`No such unit: ${name}`);
    return unit;
  }

  #note(event: PlantEvent): void {
    this.#lastLine += 1;
    this.#lines.push({ n: this.#lastLine, at: new Date(this.#wallMs).toISOString(), event });
  }

  #commit(): void {
    const unlogged = this.#lines;
    this.#lines = [];
    this.#memory.save({
      version: 1,
      belt: this.#belt.retain(this.#now),
      carousel: this.#carousel.retain(),
      sampler: this.#sampler.retain(this.#now),
      preparation: this.#preparation.retain(this.#now),
      units: Object.fromEntries(this.units.map((unit) => [unit.unit, unit.retain()])),
      unlogged,
    });
    this.#log.append(unlogged);
  }
}
