import { MemoryPlantLog, type PlantEvent } from './log.ts';
import { COMMAND_CODE, type PackMlCommand } from './plc/packml.ts';
import { CABINET_COMMAND } from './plc/storage-cabinet.ts';
import { LINE_COMMAND } from './plc/preparation-commands.ts';
import { TUBE_COMMAND } from './plc/pneumatic-tube.ts';
import type { ProcessImage, TagValue } from './plc/process-image.ts';
import { VolatileMemory } from './retentive-memory.ts';
import { SAMPLER_UNIT } from './unit-names.ts';
import { VirtualPlant, type PlantMemory, type VirtualPlantOptions } from './virtual-plant.ts';
import { micros } from './world/plant-time.ts';

interface BenchOptions extends Partial<VirtualPlantOptions> {
  /** Wall time of a scan, ms. */
  readonly tickMs?: number;
  readonly timeFactor?: number;
}

interface CommandDetails {
  readonly seq?: number;
  readonly token?: number;
  readonly unitMode?: number;
  readonly jobId?: string;
  readonly sampleId?: string;
  readonly param0?: number;
  readonly param1?: number;
}

type BenchCommand = PackMlCommand | keyof typeof LINE_COMMAND | keyof typeof CABINET_COMMAND | keyof typeof TUBE_COMMAND;

/** Command codes by name, with those of the preparation line, of the cabinet and of the tube. */
const CODE: Readonly<Record<BenchCommand, number>> = { ...COMMAND_CODE, ...LINE_COMMAND, ...CABINET_COMMAND, ...TUBE_COMMAND };

/** A plant on the test bench: stepped by hand, commanded through its tags, without network and clock. */
export class PlantBench {
  readonly log = new MemoryPlantLog();
  plant: VirtualPlant;
  /** The orchestrator's heart beats in every scan. */
  orchestratorBeats = true;
  wallMs = Date.UTC(2026, 0, 1);
  readonly #options: VirtualPlantOptions;
  readonly #memory = new VolatileMemory<PlantMemory>();
  readonly #tickMs: number;
  readonly #timeFactor: number;
  #beat = 0;
  #seq = 0;
  #samples = 0;

  constructor(options: BenchOptions = {}) {
    const { tickMs = 50, timeFactor = 20, ...plant } = options;
    this.#options = { seed: 7, parcelTonnes: 600, flow: { nominal: 1500, maximum: 2000 }, ...plant };
    this.#tickMs = tickMs;
    this.#timeFactor = timeFactor;
    this.plant = this.#boot();
  }

  image(unit: string): ProcessImage {
    const found = this.plant.units.find((each) => each.unit === unit);
    if (!found) throw new Error(`No such unit: ${unit}`);
    return found.image;
  }

  /** A tag by its full name, for example `CS-01.Sts.AckSeq`. */
  get(tag: string): TagValue {
    return this.image(tag.slice(0, 5)).get(tag.slice(6));
  }

  set(tag: string, value: TagValue): void {
    this.image(tag.slice(0, 5)).set(tag.slice(6), value);
  }

  /** One scan. */
  tick(): void {
    if (this.orchestratorBeats) {
      this.#beat += 1;
      for (const { image } of this.plant.units) image.set('Cmd.OrchHeartbeat', this.#beat);
    }
    this.wallMs += this.#tickMs;
    this.plant.step(micros((this.#tickMs / 1000) * this.#timeFactor), this.wallMs);
  }

  /** Scans for so much plant time, s. */
  run(plantSeconds: number): void {
    const ticks = Math.ceil((plantSeconds * 1000) / (this.#tickMs * this.#timeFactor));
    for (let i = 0; i < ticks; i++) this.tick();
  }

  runUntil(reached: () => boolean, limitPlantSeconds = 20_000): void {
    const end = this.wallMs + (limitPlantSeconds * 1000) / this.#timeFactor;
    while (!reached()) {
      if (this.wallMs > end) throw new Error('The plant did not get there.');
      this.tick();
    }
  }

  /** Writes a command as a client does and lets the PLC see it; the acknowledgement's result. */
  send(unit: string, command: BenchCommand | number, details: CommandDetails = {}): number {
    const image = this.image(unit);
    this.#seq = details.seq ?? this.#seq + 1;
    image.set('Cmd.Code', typeof command === 'number' ? command : CODE[command]);
    image.set('Cmd.UnitMode', details.unitMode ?? 0);
    image.set('Cmd.JobId', details.jobId ?? 'job-1');
    image.set('Cmd.SampleId', details.sampleId ?? image.text('Cmd.SampleId'));
    image.set('Cmd.Param[0]', details.param0 ?? 0);
    image.set('Cmd.Param[1]', details.param1 ?? 0);
    image.set('Cmd.Token', details.token ?? image.number('Sts.Token'));
    image.set('Cmd.Seq', this.#seq);
    this.tick();
    return image.number('Sts.AckResult');
  }

  /** Sends and waits until it is done; throws when it is refused. */
  carryOut(unit: string, command: BenchCommand, details: CommandDetails = {}): void {
    const result = this.send(unit, command, details);
    if (result !== 1) throw new Error(`${command} was refused with ${result}.`);
    const seq = this.#seq;
    this.runUntil(() => this.get(`${unit}.Sts.DoneSeq`) === seq);
  }

  /** A setting or reading as a number. */
  number(tag: string): number {
    return Number(this.get(tag));
  }

  /** Writes settings of a unit, by their names without `Set.`. */
  configure(unit: string, settings: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(settings)) this.set(`${unit}.Set.${name}`, value);
  }

  setSampler(settings: { basis?: number; interval?: number; container?: number } = {}): void {
    this.configure(SAMPLER_UNIT, {
      Basis: settings.basis ?? 1,
      IncrementInterval: settings.interval ?? 60,
      CutterSpeed: 4,
      IncrementsPlanned: 20,
      TargetContainer: settings.container ?? 0,
    });
  }

  /** From Stopped to Execute with the settings already made. */
  startSampling(sampleId: string, unit: string = SAMPLER_UNIT): void {
    this.tick();
    this.carryOut(unit, 'reset', { sampleId });
    this.carryOut(unit, 'start', { sampleId });
  }

  /** Samples one parcel from the first to the last tonne and seals the container. */
  sampleParcel(sampleId: string): void {
    this.startSampling(sampleId);
    this.runUntil(() => this.get(`${SAMPLER_UNIT}.Act.BeltFlow`) === 0);
    this.carryOut(SAMPLER_UNIT, 'complete', { sampleId });
  }

  /** Another parcel, sampled after the last one was completed. */
  sampleAgain(): void {
    this.#samples += 1;
    this.sampleParcel(`S-again-${this.#samples}`);
  }

  /** Kills the process and starts another one on the same retentive memory and log. */
  reboot(): void {
    this.plant = this.#boot();
  }

  /** What was logged of one kind, in order. */
  logged(event: string, unit?: string): PlantEvent[] {
    return this.log.lines
      .map((line) => line.event)
      .filter((each) => each.event === event && (unit === undefined || each.unit === unit));
  }

  #boot(): VirtualPlant {
    return new VirtualPlant(this.#options, this.#memory, this.log, this.wallMs);
  }
}
