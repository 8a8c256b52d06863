import { CoalBerth } from './installations/coal-berth.ts';
import { fallingStreamSite } from './installations/falling-stream.ts';
import { GRAIN_CARGO, grainBerth } from './installations/grain-berth.ts';
import type { CargoPlan, Installation, Station } from './installations/installation.ts';
import { jetty, PETROLEUM_CARGO } from './installations/jetty.ts';
import { secondBelt } from './installations/second-belt.ts';
import { tubeRoom } from './installations/tube-room.ts';
import type { LogLine, PlantEvent, PlantLog } from './log.ts';
import type { PlantMemory } from './plant-memory.ts';
import { CommonBlock } from './plc/common-block.ts';
import { COMMON_TAGS } from './plc/common-tags.ts';
import type { FaultClass } from './plc/faults.ts';
import { ProcessImage } from './plc/process-image.ts';
import { KeyedRandom } from './random.ts';
import type { RetentiveMemory } from './retentive-memory.ts';
import {
  DEFAULT_UNITS,
  FALLING_STREAM_UNIT,
  GRAIN_UNIT,
  PETROLEUM_UNIT,
  SAMPLER_UNIT,
  SECOND_SAMPLER_UNIT,
  type UnitName,
} from './unit-names.ts';
import type { FlowLimits } from './world/parcel.ts';
import { MICROS_PER_SECOND, type PlantMicros } from './world/plant-time.ts';

export type { PlantMemory } from './plant-memory.ts';

export interface VirtualPlantOptions {
  readonly seed: number;
  /** Coal unloaded for each new sample, t. */
  readonly parcelTonnes: number;
  /** Of coal, t/h. */
  readonly flow: FlowLimits;
  /** t and t/h; default 5000 t at 800 t/h. */
  readonly grain?: CargoPlan;
  /** m³ and m³/h; default 30 000 m³ at 3000 m³/h. */
  readonly petroleum?: CargoPlan;
  /** What each receiver of oil takes, L; default 10. */
  readonly receiverLitres?: number;
  /** Which units run; default the coal berth's two. A unit that does not run keeps what the memory holds of it. */
  readonly units?: readonly UnitName[];
  /** How long the PLCs go on without the orchestrator's heartbeat, ms of wall time; default 10 s. */
  readonly watchdogMs?: number;
}

/** The port's units and their world, stepped from outside: no clock, no network. */
export class VirtualPlant {
  readonly units: readonly CommonBlock[];
  readonly #memory: RetentiveMemory<PlantMemory>;
  readonly #kept: Partial<PlantMemory>;
  readonly #log: PlantLog;
  readonly #coalBerth: CoalBerth;
  readonly #installations: readonly Installation<Partial<PlantMemory>>[];
  readonly #stations: readonly Station[];
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
    this.#kept = kept ?? {};
    this.#log = log;
    this.#wallMs = wallMs;
    log.append(kept?.unlogged.filter(({ n }) => n > log.last) ?? []);
    this.#lastLine = log.last;

    const { parcelTonnes: parcel, flow, grain = GRAIN_CARGO, petroleum = PETROLEUM_CARGO } = options;
    const random = new KeyedRandom(options.seed);
    const coal = { parcel, flow };
    const second = secondBelt(random.within(SECOND_SAMPLER_UNIT), coal, this.#kept);
    this.#coalBerth = new CoalBerth(random, coal, this.#kept, [second.containers]);
    const installations: readonly Installation<Partial<PlantMemory>>[] = [
      this.#coalBerth,
      fallingStreamSite(random.within(FALLING_STREAM_UNIT), coal, this.#kept),
      grainBerth(random.within(GRAIN_UNIT), grain, this.#kept),
      jetty(random.within(PETROLEUM_UNIT), petroleum, this.#kept, options.receiverLitres),
      second,
      tubeRoom(this.#kept),
    ];
    const runs = ({ unit }: Station): boolean => (options.units ?? DEFAULT_UNITS).includes(unit);
    this.#installations = installations.filter(({ stations }) => stations.some(runs));
    this.#stations = installations.flatMap(({ stations }) => stations.filter(runs));
    this.units = this.#stations.map((station) => this.#boot(station, options, random));
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

  /** Puts something at a unit out of order, or in order again; false when the unit has no such disturbance. */
  disturb(unit: string, what: string, stands: boolean): boolean {
    const known = this.#station(unit).onTheSpot.disturb(what, stands, this.#now);
    if (known) this.#note({ event: 'disturbance', unit, what, stands });
    return known;
  }

  /** What can be put out of order at a unit. */
  disturbances(unit: string): readonly string[] {
    return this.#station(unit).onTheSpot.disturbances;
  }

  /** A person puts an empty container at a place of the carousel, rack or receivers; false when there is no such place. */
  replaceContainer(position: number, unit: string = SAMPLER_UNIT): boolean {
    return this.#station(unit).onTheSpot.replaceContainer(position);
  }

  /** A person puts a sealed container, filled by hand, at an empty place; false when there is none. */
  putContainer(unit: string, position: number, sampleId: string, kg: number): boolean {
    return this.#station(unit).onTheSpot.putContainer(position, sampleId, kg);
  }

  /** A PLC's clock jumps forward, or with a negative amount back. */
  jumpClock(unit: string, byMs: number): void {
    this.#unit(unit).hardware.jumpClock(byMs);
    this.#note({ event: 'clock-jump', unit, byMs });
  }

  /** A PLC's heartbeat stands while its program goes on. */
  freezeHeartbeat(unit: string, frozen: boolean): void {
    this.#unit(unit).hardware.freezeHeartbeat(frozen, this.#wallMs);
    this.#note({ event: 'heartbeat', unit, frozen });
  }

  /** Another program is loaded into a PLC; it runs when the PLCs are booted next. */
  download(unit: string): void {
    const { hardware } = this.#unit(unit);
    hardware.download();
    this.#note({ event: 'download', unit, downloads: hardware.downloads });
  }

  /** Keeps what people did since the last scan: a power cycle undoes nothing of it. */
  keep(): void {
    this.#commit();
  }

  /** Programs ever downloaded into the units that run. */
  get downloads(): number {
    return this.units.reduce((sum, unit) => sum + unit.hardware.downloads, 0);
  }

  /** Planned cuts a unit ever took or missed. */
  cuts(unit: string): number {
    return this.#unit(unit).cuts;
  }

  /** s of plant time since the boot. */
  get now(): number {
    return this.#now / MICROS_PER_SECOND;
  }

  /** A person cleans out the preparation line. */
  purgePreparation(): void {
    this.#coalBerth.purgePreparation();
  }

  #boot(
    { unit, program, tags }: Station,
    { watchdogMs }: VirtualPlantOptions,
    random: KeyedRandom,
  ): CommonBlock {
    const image = new ProcessImage([...COMMON_TAGS, ...tags]);
    const log = (event: PlantEvent): void => this.#note(event);
    const options = { unit, image, program, random, log, ...(watchdogMs !== undefined && { watchdogMs }) };
    return new CommonBlock(options, this.#kept.units?.[unit] ?? null, this.#wallMs);
  }

  #unit(name: string): CommonBlock {
    const unit = this.units.find((each) => each.unit === name);
    if (!unit) throw new Error(`No such unit: ${name}`);
    return unit;
  }

  #station(name: string): Station {
    const station = this.#stations.find(({ unit }) => unit === name);
    if (!station) throw new Error(`No such unit: ${name}`);
    return station;
  }

  #note(event: PlantEvent): void {
    this.#lastLine += 1;
    this.#lines.push({ n: this.#lastLine, at: new Date(this.#wallMs).toISOString(), event });
  }

  #commit(): void {
    const unlogged = this.#lines;
    this.#lines = [];
    const running = Object.fromEntries(this.units.map((unit) => [unit.unit, unit.retain()]));
    const parts = this.#installations.map((installation) => installation.retain(this.#now));
    this.#memory.save({
      ...this.#kept,
      ...Object.assign({}, ...parts),
      version: 1,
      units: { ...this.#kept.units, ...running },
      unlogged,
    });
    this.#log.append(unlogged);
  }
}
