import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { join } from 'node:path';
import pino from 'pino';
import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { loadSite } from '../../config/site/load.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import { bareSite } from '../../config/site/testing/bare-site.ts';
import { definitions } from '../../orchestrator/composition/definitions.ts';
import { packLibrary } from '../../orchestrator/composition/packs.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import { codeExecutor, processExecutors } from '../../orchestrator/effects/processes.ts';
import { DefinitionRegistry } from '../../orchestrator/engine/definitions.ts';
import { EffectRunner } from '../../orchestrator/engine/effect-runner.ts';
import type { Committed } from '../../orchestrator/engine/engine.ts';
import { checkDeclaration } from '../../orchestrator/services/declaration.ts';
import { obedientPlant } from '../../orchestrator/services/testing/obedient-plant.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openEmbeddedViews } from '../../orchestrator/storage/embedded/views.ts';
import { Projector } from '../../orchestrator/views/projector.ts';
import { decimalString, instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { Meter, MeteredEngine, Pace } from './metered-engine.ts';

const loaded = loadSite(join(projectRoot(), 'config', 'demo-port', 'site.yaml'));
if (!loaded.ok) throw new Error(loaded.refusal.message);
const demoPort: SiteConfig = bareSite(loaded.value);
const clock = () => instant(new Date().toISOString());

/** `no` from 1; the first berth is the one of the demonstration port. */
const unitOf = (kind: 'CS' | 'CP', no: number) => unitId(`${kind}-${String(no).padStart(2, '0')}`);

/** The demonstration port with so many berths, a sampler and a preparation line at each. */
const withBerths = (berths: number): SiteConfig => ({
  ...demoPort,
  units: Array.from({ length: berths }, (_, index) =>
    demoPort.units.map((unit) => ({
      ...unit,
      unit: unitOf(unit.unit.startsWith('CS') ? 'CS' : 'CP', index + 1),
    })),
  ).flat(),
});

/** A cargo of coal: 400 000 t of small lots are 20 sampling units of 10 increments, 20 000 t of a large one are 2 of 39. */
export const cargoes = {
  many: { lotSize: 'small', declaredMass: decimalString('400000') },
  few: { lotSize: 'large', declaredMass: decimalString('20000') },
} as const;
export type CargoSize = keyof typeof cargoes;

export type DayPort = Awaited<ReturnType<typeof openDayPort>>;

/**
 * The engine with its journal and views on the disk, and a plant in memory that obeys at once, or as fast as its inputs may come. Stop
 * it at the end. `watch` is told of each commit.
 */
export async function openDayPort(
  folder: string,
  berths: number,
  watch: (committed: Committed) => void = () => {},
) {
  const site = withBerths(berths);
  const packs = packLibrary(site.ruleFolders);
  const catalogue = loadAlarmCatalogue();
  const log = pino({ level: 'silent' });
  const journal = await openEmbeddedJournal(join(folder, 'journal.db'));
  const views = openEmbeddedViews(join(folder, 'views.db'));
  const projector = new Projector(views, journal, packs.proceduresOf, catalogue);
  const begun = performance.now();
  await projector.catchUp();
  const projecting = performance.now() - begun;
  const [meter, pace] = [new Meter(), new Pace(Infinity)];
  const registry = new DefinitionRegistry(definitions(packs, catalogue));
  const onCommitted = async (batch: readonly Committed[]) => {
    await projector.committed(batch);
    for (const committed of batch) watch(committed);
  };
  const engine = new MeteredEngine({ journal, registry, clock, log, onCommitted }, meter, pace);
  const executors = {
    ...processExecutors(engine, clock),
    ...obedientPlant(engine, clock),
    'custody.draw-codes': codeExecutor(Buffer.alloc(32, 7)),
  };
  const runner = new EffectRunner(engine, executors, clock, log);
  const recovered = performance.now();
  await engine.recover();
  const recovering = performance.now() - recovered;
  for (const { unit } of site.units) {
    const event = { type: 'process.start', input: { unit } };
    await engine.start('plant-unit', plantUnitProcess(unitId(unit)), {
      id: `${unit}/begin`,
      at: clock(),
      actor: { kind: 'system', id: 'plant' },
      event,
    });
  }

  return {
    engine,
    journal,
    meter,
    pace,
    /** What opening it took, ms: to project the views of what no projector had seen yet, and to find what is open. */
    opening: { projecting, recovering },
    declare: async (no: number, size: CargoSize): Promise<ProcessId> => {
      const berth = 1 + ((no - 1) % berths);
      const declarationNo = `DAY-${String(no).padStart(4, '0')}`;
      const declaration = {
        ...demonstrationShip,
        ...cargoes[size],
        declarationNo,
        sampler: unitOf('CS', berth),
        preparationLine: unitOf('CP', berth),
      };
      const checked = checkDeclaration(declaration, site, packs, clock().slice(0, 10));
      if (!checked.ok) throw new Error(checked.refusal.message);
      const id = processId(`consignment/${declarationNo}.1`);
      const event = { type: 'process.start', input: checked.value };
      await engine.start('consignment', id, {
        id: `${id}/declare`,
        at: clock(),
        actor: { kind: 'system', id: 'bench' },
        event,
      });
      return id;
    },
    stop: async () => {
      pace.end();
      await runner.stop();
      await engine.stop();
      await journal.close();
      await views.close();
    },
  };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is on the heap after all garbage was collected, bytes. */
export function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
