import { memoryViews } from '../../orchestrator/services/testing/memory-stores.ts';
import { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';
import { PROCESS_UNITS, stageNumber } from '../../plc-adapters/simulator/world/preparation-recipe.ts';
import { tagMap } from '../../plc-adapters/testing/tag-maps.ts';
import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import { BenchDriver } from '../support/bench-port/bench-driver.ts';
import { BenchServer } from '../support/bench-port/bench-server.ts';
import { Cable } from '../support/bench-port/cable.ts';
import { KillableJournal } from '../support/bench-port/killable-journal.ts';
import { sampleParent } from '../support/bench-port/sample-parent.ts';
import { holdTime, passTime, releaseTime, settled } from '../support/bench-port/virtual-time.ts';

const CP = 'CP-01';
const RUNS = ['P-1', 'P-2', 'P-3'] as const;
/** Positions of each sample's containers in the carousel; the second sample has two. */
const CONTAINERS = { 'P-1': [1], 'P-2': [2, 3], 'P-3': [4] } as const;
const scanMs = 100;
const begin = Date.UTC(2026, 2, 5);
type Name = (typeof RUNS)[number];

/** Three preparations on one line: the server with its real processes, the line's driver and the line, on one clock. */
class LinePort {
  readonly bench = new PlantBench({ parcelTonnes: 300, timeFactor: 60, tickMs: scanMs });
  readonly journal = new KillableJournal();
  readonly #views = memoryViews();
  readonly #cable = new Cable(this.bench, CP);
  #server: BenchServer | null = null;

  static async open(): Promise<LinePort> {
    const port = new LinePort();
    port.bench.setSampler({ basis: 2, interval: 20 });
    for (let sealed = 0; sealed < 4; sealed += 1) port.bench.sampleAgain();
    holdTime(begin);
    port.bench.wallMs = begin;
    await port.startServer();
    await port.#begin('sample-parent', sampleParent, {});
    for (const [index, name] of RUNS.entries()) {
      const order = { parent: sampleParent, unitNo: index + 1, line: CP, sampleId: name, containers: CONTAINERS[name] };
      await port.#begin('coal-preparation', `coal-preparation/${name}`, { order });
    }
    return port;
  }

  async startServer(): Promise<void> {
    this.journal.revive();
    this.bench.orchestratorBeats = false;
    this.#server = new BenchServer({
      journal: this.journal,
      views: this.#views,
      driver: new BenchDriver(this.#cable, tagMap('coal-preparation-line')),
    });
    await this.#server.start();
    await settled();
  }

  async killServer(): Promise<void> {
    this.journal.die();
    this.#cable.break();
    await this.#server?.stop();
    await settled();
  }

  async close(): Promise<void> {
    await this.killServer();
    releaseTime();
  }

  powerCycle(): void {
    this.bench.reboot();
    this.#cable.reboot();
  }

  async until(what: string, isSo: () => boolean, seconds = 300): Promise<void> {
    for (let scans = (seconds * 1000) / scanMs; !isSo(); scans -= 1) {
      if (scans <= 0) throw new Error(`not within ${seconds} s: ${what}; ${this.states.join()}, samples at ${this.where.join()}`);
      await this.pass(scanMs / 1000);
    }
  }

  async pass(seconds: number): Promise<void> {
    for (let scans = (seconds * 1000) / scanMs; scans > 0; scans -= 1) {
      await passTime(scanMs);
      this.bench.tick();
    }
  }

  async tell(
    name: Name,
    event: { readonly type: string } & Readonly<Record<string, unknown>>,
    id = 'operator',
  ): Promise<void> {
    const server = this.#running();
    const actor = { kind: 'person', id } as const;
    const answer = await server.engine.submit(
      processId(`coal-preparation/${name}`),
      { id: server.newId(), at: server.now, actor, event },
      'request',
    );
    if (answer.status !== 'accepted') throw new Error(`${event.type} was ${answer.status}`);
    await settled();
  }

  state(name: Name): string {
    return String(this.#snapshot(name)?.value);
  }
  run(name: Name): CoalPreparationContext {
    return this.#snapshot(name)?.context as CoalPreparationContext;
  }
  get states(): readonly string[] {
    return RUNS.map((name) => this.state(name));
  }
  get doubts(): readonly (readonly string[])[] {
    return RUNS.map((name) => this.run(name).doubts);
  }
  get areOver(): boolean {
    return RUNS.every((name) => this.#snapshot(name)?.status === 'done');
  }
  /** Whose coal or bottle is at each unit. */
  get where(): readonly unknown[] {
    return PROCESS_UNITS.map((unit) => this.bench.get(`${CP}.${unit}.Act.SampleIdRead`));
  }
  /** All three are beyond the infeed. */
  get isFull(): boolean {
    return new Set(this.where.filter((sample) => sample !== '')).size === RUNS.length;
  }
  /** Commands the PLC executed, with the sample each was for. */
  get executed(): readonly string[] {
    return this.bench.logged('command', CP).map(({ name, sampleId }) => `${String(name)} ${String(sampleId)}`);
  }

  /** Bottles and stages of a sample, as its run has them and as the plant itself logged them. */
  told(name: Name): readonly unknown[] {
    const { bottles, stages } = this.run(name);
    const numberOf = (stage: string) => stageNumber(PROCESS_UNITS.find((unit) => unit === stage) ?? 'Packing');
    return [...bottles.map(({ type, mass }) => [type, mass]), ...stages.map(({ stage, massIn }) => [numberOf(stage), massIn])];
  }
  logged(name: Name): readonly unknown[] {
    const of = (event: string) => this.bench.logged(event, CP).filter(({ sampleId }) => sampleId === name);
    const mass = (kg: unknown) => String(Math.round(Number(kg) * 1e4) / 1e4);
    return [...of('container'), ...of('stage')].map((record) => [Number(record['no']) % 100, mass(record['mass'])]);
  }

  #running(): BenchServer {
    if (!this.#server) throw new Error('the server is not running');
    return this.#server;
  }

  #snapshot(name: Name) {
    return this.#running().processes.get(processId(`coal-preparation/${name}`))?.state?.snapshot;
  }

  async #begin(definition: string, process: string, input: object): Promise<void> {
    const { engine, now } = this.#running();
    const event = { type: 'process.start', input };
    await engine.start(definition, processId(process), { id: 'begin', at: now, actor: { kind: 'person', id: 'agent' }, event });
  }
}

describe('three runs of one preparation line', () => {
  let port: LinePort | undefined;
  afterEach(() => port?.close());

  const open = async (): Promise<LinePort> => (port = await LinePort.open());
  async function full(): Promise<LinePort> {
    const line = await open();
    await line.until('three samples in the line', () => line.isFull);
    return line;
  }
  const resume = { type: 'operator.resume', reason: 'the line was looked at' };

  it('share it: each is loaded when the infeed is free, and has from the ring what the plant gave it', async () => {
    const line = await full();
    await line.until('all through', () => line.areOver);
    expect([line.states, line.doubts]).toEqual([
      ['finished', 'finished', 'finished'],
      [[], [], []],
    ]);
    for (const name of RUNS) expect(line.told(name)).toEqual(line.logged(name));
    expect(line.run('P-2').stages[0]?.massIn).not.toBe(line.run('P-1').stages[0]?.massIn);
    const commands = line.executed.map((each) => each.split(' ')[0]);
    expect([
      commands.filter((name) => name === 'reset' || name === 'start').length,
      commands.filter((name) => name === 'load').length,
    ]).toEqual([2, 4]);
    // Who was overtaken by another run in bringing up the line looks again: no command is given twice. At the infeed turns are given.
    const refused = line.bench.logged('command-refused', CP).map(({ name, ackResult }) => `${String(name)} ${String(ackResult)}`);
    expect([...new Set(refused)].sort()).toEqual(['reset 2']);
  });

  it('stand where they stood after a power cycle, until a person has looked for all of them', async () => {
    const line = await full();
    const where = line.where;
    line.powerCycle();
    await line.until('all interrupted', () => line.states.every((state) => state === 'interrupted'));
    expect(line.where).toEqual(where);
    const before = line.executed.length;
    await line.pass(20);
    expect(line.executed).toHaveLength(before);
    await line.tell('P-2', resume);
    await line.until('all through', () => line.areOver);
    expect(line.executed.slice(before)).toEqual(['reset P-2', 'start P-2']);
    for (const doubts of line.doubts) expect([...doubts].sort()).toEqual(['PLC_RESTARTED', 'PREPARATION_INTERRUPTED']);
    for (const name of RUNS) expect(line.told(name)).toEqual(line.logged(name));
  });

  it('go on without the one that is aborted: it alone leaves the line, and casts no doubt on the others', async () => {
    const line = await full();
    await line.tell('P-2', { type: 'operator.abort', reason: 'wrong container' });
    await line.until('all over', () => line.areOver);
    expect([line.states, line.doubts]).toEqual([
      ['finished', 'aborted', 'finished'],
      [[], [], []],
    ]);
    expect(line.executed.at(-1)).toBe('eject P-2');
    for (const name of ['P-1', 'P-3'] as const) expect(line.told(name)).toEqual(line.logged(name));
  });

  it('are all held and doubted by a fault; the sample concerned skips the stage, and the line is resumed once', async () => {
    const line = await full();
    line.bench.plant.disturb(CP, 'dryer-wet', true);
    await line.until('all held', () => line.states.every((state) => state === 'held'));
    const wet = RUNS.find((name) => line.bench.get(`${CP}.Dryer.Act.SampleIdRead`) === name) ?? 'P-3';
    const skip = { type: 'intervention.proposed', deed: { kind: 'skip-stage', stage: 'Dryer' }, reason: 'the dryer does not dry' };
    await line.tell(wet, skip);
    await line.tell(wet, { type: 'intervention.confirmed', numbers: [1] }, 'witness');
    await line.until('held again', () => line.state(wet) === 'held' && line.run(wet).skipping === null);
    line.bench.plant.disturb(CP, 'dryer-wet', false);
    await line.pass(3);
    await line.tell(wet, resume);
    await line.until('all through', () => line.areOver);
    expect(line.states).toEqual(['finished', 'finished', 'finished']);
    for (const name of RUNS) expect(line.run(name).doubts).toEqual(['PLANT_FAULT_3502', ...(name === wet ? ['STAGE_SKIPPED_Dryer'] : [])]);
    expect(line.run(wet).stages.find(({ stage }) => stage === 'Dryer')).toMatchObject({ waterRemoved: '0' });
    for (const name of RUNS) expect(line.told(name)).toEqual(line.logged(name));
  });

  it('have everything that was finished while the server was away from the ring, without a command given twice', async () => {
    const line = await full();
    const told = RUNS.map((name) => line.told(name).length);
    await line.killServer();
    line.bench.orchestratorBeats = true;
    await line.pass(15);
    expect(RUNS.map((name) => line.logged(name).length)).not.toEqual(told);
    const before = line.executed;
    await line.startServer();
    await line.until('all through', () => line.areOver);
    expect([line.states, line.executed]).toEqual([['finished', 'finished', 'finished'], before]);
    for (const name of RUNS) expect(line.told(name)).toEqual(line.logged(name));
    expect(line.doubts).toEqual([[], [], []]);
  });
});
