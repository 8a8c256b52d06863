import { memoryViews } from '../../../orchestrator/services/testing/memory-stores.ts';
import type { LiveProcess } from '../../../orchestrator/engine/live-process.ts';
import type { SubmitResult } from '../../../orchestrator/engine/process-slots.ts';
import type { AlarmView } from '../../../orchestrator/views/model.ts';
import { perform } from '../../../plc-adapters/simulator/deeds.ts';
import type { Deed, DeedScene } from '../../../plc-adapters/simulator/deeds.ts';
import { PlantBench } from '../../../plc-adapters/simulator/plant-bench.ts';
import { STATE } from '../../../plc-adapters/simulator/plc/packml.ts';
import type { UnitSnapshot } from '../../../plc-adapters/unit-driver.ts';
import type { SamplingMethod } from '../../../workflows/coal-sampling/types.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { PlannedOrder } from '../../../workflows/sampler-run/run.ts';
import { BenchDriver } from './bench-driver.ts';
import { BenchServer } from './bench-server.ts';
import { Cable } from './cable.ts';
import { benchUnits } from './bench-units.ts';
import type { BenchSampler } from './bench-units.ts';
import { KillableJournal } from './killable-journal.ts';
import type { Moment } from './killable-journal.ts';
import { PortSight } from './port-sight.ts';
import { holdTime, passTime, releaseTime, settled } from './virtual-time.ts';

const begin = Date.UTC(2026, 2, 5);

export interface BenchPortOptions {
  readonly unit: BenchSampler;
  readonly seed?: number;
  /** How many cuts the cargo allows; default 30. */
  readonly cuts?: number;
  /** How many the sample needs; default 10. */
  readonly incrementsPlanned?: number;
  /** How coal is cut; default: systematic. */
  readonly method?: SamplingMethod;
  /** What a plan fixes for a sampler of grain or petroleum; default: cuts by what has passed. */
  readonly planned?: PlannedOrder;
  /** Wall time between two cuts; default 0.6. */
  readonly secondsPerCut?: number;
  /** How long the PLC goes on without the server, ms; default 10 s. */
  readonly watchdogMs?: number;
  /** A scan of the PLC, and the grain of time on the bench, ms; default 100. */
  readonly scanMs?: number;
  /** When it all happens, ms since 1970 UTC. */
  readonly begin?: number;
}

/**
 * One sampler of the virtual plant, its driver, and the server with its real processes, views and alarms, on one clock that stands
 * still unless it is let pass. Nothing of it is random but by the seed. One at a time: the clock is everybody's.
 */
export class BenchPort extends PortSight implements DeedScene {
  readonly bench: PlantBench;
  readonly cable: Cable;
  readonly journal = new KillableJournal();
  readonly views = memoryViews();
  readonly unit: BenchSampler;
  readonly #scanMs: number;
  /** How often the server was started. */
  lives = 0;
  #server: BenchServer | null = null;
  #driver: BenchDriver | null = null;
  #frozen = false;

  private constructor({
    unit,
    seed = 7,
    cuts = 30,
    secondsPerCut = 0.6,
    scanMs = 100,
    watchdogMs,
    begin: at = begin,
  }: BenchPortOptions) {
    super();
    holdTime(at);
    this.#scanMs = scanMs;
    this.unit = unit;
    const { flow, perCut } = benchUnits[unit];
    const quantity = cuts * perCut;
    this.bench = new PlantBench({
      units: [unit],
      seed,
      timeFactor: ((perCut / flow.nominal) * 3600) / secondsPerCut,
      tickMs: scanMs,
      parcelTonnes: quantity,
      flow,
      grain: { parcel: quantity, flow },
      petroleum: { parcel: quantity, flow },
      ...(watchdogMs !== undefined && { watchdogMs }),
    });
    this.bench.orchestratorBeats = false;
    this.bench.wallMs = at;
    this.cable = new Cable(this.bench, unit);
  }

  /** The cargo is declared; its one unit is about to be sampled. */
  static async open(options: BenchPortOptions): Promise<BenchPort> {
    const port = new BenchPort(options);
    await port.startServer();
    const { unit, cuts = 30, incrementsPlanned = 10, method, planned } = options;
    const { begin: beginnings, perCut } = benchUnits[unit];
    const { engine, now } = port.server;
    const actor = { kind: 'person', id: 'agent' } as const;
    for (const { definition, process, input } of beginnings({
      quantity: cuts * perCut,
      perCut,
      incrementsPlanned,
      ...(method && { method }),
      ...(planned && { planned }),
    })) {
      await engine.start(definition, process, {
        id: 'begin',
        at: now,
        actor,
        event: { type: 'process.start', input },
      });
    }
    return port;
  }

  async close(): Promise<void> {
    await this.killServer();
    releaseTime();
  }

  get server(): BenchServer {
    if (!this.#server) throw new Error('the server is not running');
    return this.#server;
  }

  /** Whether a server runs; it does not after it was killed. */
  get isServed(): boolean {
    return this.#server !== null && !this.journal.isDead;
  }

  protected get processes(): ReadonlyMap<ProcessId, LiveProcess> {
    return this.#server?.processes ?? new Map();
  }

  async startServer(): Promise<void> {
    if (this.#server) await this.killServer();
    this.journal.revive();
    this.lives += 1;
    const driver = new BenchDriver(this.cable, benchUnits[this.unit].tagMap);
    this.#driver = driver;
    this.#server = new BenchServer({ journal: this.journal, views: this.views, driver });
    await this.#server.start();
    await settled();
  }

  /** The server's process ends as if it had been killed; `killServerAt` does so at one of its next commits. */
  async killServer(): Promise<void> {
    this.journal.die();
    // With its process go its connections: what waits for an answer waits no longer.
    this.cable.break();
    await this.#server?.stop();
    await settled();
    this.#server = null;
    this.#driver = null;
  }

  killServerAt(commits: number, moment: Moment): void {
    this.journal.dieAt(commits, moment);
  }

  /** A death that has not come yet comes no more. */
  forgiveServer(): void {
    if (this.isServed) this.journal.revive();
  }

  /** One scan: timers that are due fire, the plant goes on, and everything that follows is done. */
  async scan(): Promise<void> {
    await passTime(this.#scanMs);
    if (this.#frozen) this.bench.wallMs += this.#scanMs;
    else this.bench.tick();
    if (this.journal.isDead && this.#server) await this.killServer();
  }

  /** @param seconds of wall time. */
  async pass(seconds: number): Promise<void> {
    for (let scans = Math.ceil((seconds * 1000) / this.#scanMs); scans > 0; scans -= 1) await this.scan();
  }

  /** @param limit s of wall time. */
  async until(what: string, isSo: () => boolean, limit = 120): Promise<void> {
    for (let scans = (limit * 1000) / this.#scanMs; !isSo(); scans -= 1) {
      if (scans <= 0) throw new Error(`not within ${limit} s: ${what}; ${this.standstill()}`);
      await this.scan();
    }
  }

  standstill(): string {
    const [state, fault, word, mode, ack] = [
      'StateCurrent',
      'FaultCode',
      'IntlkWord',
      'UnitModeCurrent',
      'AckResult',
    ].map((tag) => String(this.bench.get(`${this.unit}.Sts.${tag}`)));
    const live = this.unitContext?.live ? 'live' : String(this.unitContext?.reason);
    const unit = `unit ${live}, state ${state}, fault ${fault}, interlocks ${word}, mode ${mode}, answer ${ack}`;
    return [...this.holds, `run ${JSON.stringify(this.run)}`, unit].join('; ');
  }

  /** Something happens to the plant, or is done to it on the spot. */
  do(deed: Deed): void {
    const refusal = perform(this, deed);
    if (refusal !== null) throw new Error(refusal);
  }

  get plant() {
    return this.bench.plant;
  }
  freeze(frozen: boolean): void {
    this.#frozen = frozen;
  }
  dropConnections(): void {
    this.cable.break();
  }
  powerCycle(): void {
    this.bench.reboot();
    this.cable.reboot();
  }
  showExpiredCertificate(shown: boolean): void {
    this.cable.expired = shown;
    this.powerCycle();
  }
  setLink(state: Parameters<Cable['set']>[0]): boolean {
    this.cable.set(state);
    return true;
  }

  /** What the driver shows; null while no server runs. */
  get shown(): UnitSnapshot | null {
    return this.#driver?.snapshot() ?? null;
  }

  /** What passes, t/h, of oil m³/h. */
  get flow(): number {
    return this.bench.number(`${this.unit}.Act.${benchUnits[this.unit].flowTag}`);
  }

  /** Name of the state the PLC is in. */
  get plcState(): string {
    const number = this.bench.number(`${this.unit}.Sts.StateCurrent`);
    return Object.entries(STATE).find(([, each]) => each === number)?.[0] ?? String(number);
  }

  /** An operator asks something of the run. */
  async ask(wish: 'hold' | 'resume' | 'finish' | 'abort'): Promise<SubmitResult> {
    const { engine, now } = this.server;
    if (!this.runProcess) throw new Error('there is no run');
    const actor = { kind: 'person', id: 'operator' } as const;
    const event = { type: `operator.${wish}`, reason: `to ${wish}` };
    const result = await engine.submit(
      this.runProcess,
      { id: this.server.newId(), at: now, actor, event },
      'request',
    );
    await settled();
    return result;
  }

  /** Alarms that are not normal. */
  alarms(): Promise<readonly AlarmView[]> {
    return this.server.alarms.open();
  }

  async acknowledgeAll(): Promise<void> {
    for (const { id } of await this.alarms())
      await this.server.alarms.acknowledge({ id: 'operator', name: 'Operator', roles: [] }, id);
  }
}
