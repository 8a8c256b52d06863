import { pino } from 'pino';
import { definitions } from '../../../orchestrator/composition/definitions.ts';
import { codeExecutor, processExecutors } from '../../../orchestrator/effects/processes.ts';
import { unitExecutors } from '../../../orchestrator/effects/units.ts';
import { DefinitionRegistry } from '../../../orchestrator/engine/definitions.ts';
import { EffectRunner } from '../../../orchestrator/engine/effect-runner.ts';
import type { EffectExecutor } from '../../../orchestrator/engine/effect-runner.ts';
import { Engine } from '../../../orchestrator/engine/engine.ts';
import type { LiveProcess } from '../../../orchestrator/engine/live-process.ts';
import { PlantService } from '../../../orchestrator/plant/plant-service.ts';
import { createAlarmService, openAlarmDesk } from '../../../orchestrator/services/alarms.ts';
import type { AlarmService } from '../../../orchestrator/services/alarms.ts';
import { alarmCatalogue, packs } from '../../../orchestrator/services/testing/house.ts';
import type { ViewStore } from '../../../orchestrator/storage/ports.ts';
import { Projector } from '../../../orchestrator/views/projector.ts';
import type { EffectParams } from '../../../workflows/kernel/effects.ts';
import { instant } from '../../../workflows/kernel/brand.ts';
import type { Instant, ProcessId } from '../../../workflows/kernel/brand.ts';
import type { BenchDriver } from './bench-driver.ts';
import type { KillableJournal } from './killable-journal.ts';
import { sampleParentDefinition } from './sample-parent.ts';
import { waitVirtually } from './virtual-time.ts';

const clock = (): Instant => instant(new Date().toISOString());
/** Makes codes the same in every run of a test. */
const codeKey = Buffer.alloc(32, 7);

/** The same for every server: definitions never change while they run. */
const registry = new DefinitionRegistry([...definitions(packs, alarmCatalogue), sampleParentDefinition]);

interface BenchServerDeps {
  readonly journal: KillableJournal;
  readonly views: ViewStore;
  readonly driver: BenchDriver;
}

/** One life of the server over a journal: engine, views, executors and plant service as `startServer` composes them. */
export class BenchServer {
  readonly engine: Engine;
  readonly alarms: AlarmService;
  /** Every process as the newest commit left it. */
  readonly processes = new Map<ProcessId, LiveProcess>();
  readonly #deps: BenchServerDeps;
  readonly #projector: Projector;
  readonly #runner: EffectRunner;
  readonly #plant: PlantService;
  #ids = 0;

  constructor(deps: BenchServerDeps) {
    const { journal, views, driver } = deps;
    const log = pino({ level: 'silent' });
    this.#deps = deps;
    this.#projector = new Projector(views, journal, packs.proceduresOf, alarmCatalogue);
    this.engine = new Engine({
      journal,
      registry,
      clock,
      log,
      onCommitted: async (batch) => {
        for (const { process } of batch) this.processes.set(process.id, process);
        await this.#projector.committed(batch);
      },
    });
    const drivers = new Map([[driver.unit, driver]]);
    const processesOf = processExecutors(this.engine, clock);
    this.#runner = new EffectRunner(
      this.engine,
      {
        ...processesOf,
        'process.start': samplingOnly(processesOf['process.start']),
        ...unitExecutors({ engine: this.engine, drivers, clock, wait: waitVirtually }),
        'custody.draw-codes': codeExecutor(codeKey),
      },
      clock,
      log,
      waitVirtually,
    );
    this.#plant = new PlantService({ engine: this.engine, drivers, clock, log });
    this.alarms = createAlarmService(
      { engine: this.engine, views, clock, newId: () => this.newId() },
      alarmCatalogue,
    );
  }

  async start(): Promise<void> {
    const { journal } = this.#deps;
    await this.#projector.catchUp();
    await this.engine.recover();
    for (const process of new Set(journal.entries.map((entry) => entry.process))) {
      const found = await this.engine.find(process);
      // What was committed meanwhile is newer.
      if (found && !this.processes.has(process)) this.processes.set(process, found);
    }
    await openAlarmDesk(this.engine, clock);
    await this.#plant.start();
  }

  /** An id no other life of the server gives. */
  newId(): string {
    this.#ids += 1;
    return `${this.#deps.journal.entries.length}/${this.#ids}`;
  }

  get now(): Instant {
    return clock();
  }

  async stop(): Promise<void> {
    await this.#plant.stop();
    await this.#runner.stop();
    await this.engine.stop();
  }
}

/** What follows a sample's end is another unit's matter: its preparation is left to be asked for again. */
const samplingOnly =
  (start: EffectExecutor): EffectExecutor =>
  (context) =>
    (context.effect.params as EffectParams['process.start']).definition === 'coal-preparation'
      ? Promise.resolve(null)
      : start(context);
