import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { SiteFile } from '../../config/site/schema.ts';
import type { Login } from '../../orchestrator/composition/identity.ts';
import { Crew } from '../../orchestrator/demo/crew.ts';
import { analyse } from '../../orchestrator/demo/duties/laboratory-duties.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import type { AssayTaskView, ConsignmentView } from '../../orchestrator/views/model.ts';
import { plantLogOf, startPlant, startServerProcess, trustPlant } from '../support/port-house.ts';

/** A real server with the virtual plant, where people have done so much that every screen has something to show. */
export interface PortAtWork {
  readonly url: string;
  readonly logins: readonly Login[];
  close(): Promise<void>;
}

const seed = 5;
const givenUpAfterMs = 300_000;

/** One ship that can be certified, and bottles of another that wait at the bench; then people rest. */
export async function startPortAtWork(): Promise<PortAtWork> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-workstation-'));
  const dataFolder = join(folder, 'data');
  const plant = await startPlant({
    folder,
    port: 0,
    timeFactor: 600,
    seed,
    parcelTonnes: '5000',
    watchdog: 60,
    further: { units: 'CS-01,CP-01' },
  });
  trustPlant(folder, dataFolder);
  const server = await startServerProcess({
    dataFolder,
    port: 0,
    plant: plant.ready.endpoint,
    seed,
    site: coalBerth,
  });
  const { url, logins } = server.ready;
  let laboratory = true;
  const crew = new Crew({
    url,
    logins,
    seed,
    log: pino({ level: 'silent' }),
    plantLog: plantLogOf(folder),
    replaceContainer: (unit, position) =>
      plant.child.stdin?.write(`${JSON.stringify({ do: 'replace-container', unit, position })}\n`),
    duties: { certify: null, analyse: async (hands) => (laboratory ? analyse(hands) : undefined) },
  });
  const close = async () => {
    await crew.stop();
    await server.kill('SIGTERM');
    await plant.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  const declare = (declarationNo: string) =>
    crew.as('officer').post<ConsignmentView>('/api/v1/consignments', {
      ...demonstrationShip,
      declarationNo,
      declaredMass: '1000',
    });
  const status = async () =>
    (await crew.as('officer').get<{ items: readonly ConsignmentView[] }>('/api/v1/consignments')).items[0]
      ?.status;
  const tasks = () => crew.as('analyst1').all<AssayTaskView>('/api/v1/bench/tasks');
  try {
    crew.start();
    await declare('021520261000004821');
    await until('a ship can be certified', async () => (await status()) === 'assessed');
    laboratory = false;
    await declare('021520261000004822');
    await until('bottles wait at the bench', async () =>
      (await tasks()).some((task) => task.status !== 'approved'),
    );
    await crew.stop();
    return { url, logins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The demonstration's coal berth alone. */
const coalBerth = ({ scheduling: _, ...site }: SiteFile): SiteFile => ({
  ...site,
  units: site.units.filter(({ unit }) => unit === 'CS-01' || unit === 'CP-01'),
});

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  const begun = performance.now();
  while (!(await look())) {
    if (performance.now() - begun > givenUpAfterMs) throw new Error(`Not within five minutes: ${what}.`);
    await sleep(400);
  }
}
