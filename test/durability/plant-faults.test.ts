import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { Crew } from '../../orchestrator/demo/crew.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import type { AlarmView, ConsignmentView, RunView } from '../../orchestrator/views/model.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { layCable } from '../support/cable.ts';
import type { Cable } from '../support/cable.ts';
import { freePort } from '../support/free-port.ts';
import { startPlant, startServerProcess, trustPlant } from '../support/port-house.ts';
import type { PlantReady, ServerReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { acceptedSequences, countedIncrements, journaledIncrements, readRecord } from '../support/run-record.ts';

const seed = 11;
const ship = { ...demonstrationShip, declaredMass: decimalString('10000') };
const parcelTonnes = '5000';
const consignmentPath = `/api/v1/consignments/${encodeURIComponent(`consignment/${ship.declarationNo}.${ship.goodsItem}`)}`;
const runLimit = 4 * 60_000;
/** A killed plant or a cut cable must show within this, s: three heartbeats and the subscription's silence. */
const staleWithin = 6;

interface UnitReadingsView {
  readonly unit: string;
  readonly live: boolean;
}

/** The first unit is sampled through a cut cable, the second through a plant that is killed and started again. */
describe('a plant that goes away while it samples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-plant-'));
  const plantFolder = join(folder, 'plant');
  const dataFolder = join(folder, 'data');
  let plant: RunningProcess<PlantReady>;
  let server: RunningProcess<ServerReady>;
  let cable: Cable;
  let crew: Crew;
  let startPlantAgain: () => Promise<RunningProcess<PlantReady>>;

  const until = async <T>(what: string, look: () => Promise<T | null | undefined | false>, limit = runLimit): Promise<T> => {
    for (const giveUp = Date.now() + limit; ; ) {
      const seen = await look();
      if (seen) return seen;
      if (Date.now() > giveUp) throw new Error(`not within ${limit / 1000} s: ${what}`);
      await sleep(100);
    }
  };
  const samplings = async () => {
    const items = await crew.as('sampler').all<RunView>('/api/v1/runs');
    return items.filter(({ definition }) => definition === 'coal-sampling');
  };
  /** The run of one unit, once it has taken so many increments. */
  const samplingOf = (unitNo: number, taken: number) =>
    until(`unit ${unitNo} has ${taken} increments`, async () => {
      const { units } = await crew.as('officer').get<ConsignmentView>(consignmentPath);
      const code = units.find(({ no }) => no === unitNo)?.samplingCode;
      return (await samplings()).find((run) => run.sampleCode === code && (run.incrementsTaken ?? 0) >= taken);
    });
  const samplerLive = async () => (await crew.as('sampler').get<{ items: readonly UnitReadingsView[] }>('/api/v1/units')).items.find(({ unit }) => unit === 'CS-01')?.live;
  const secondsUntilStale = async () => {
    const start = Date.now();
    await until('the sampler is shown as stale', async () => (await samplerLive()) === false);
    return (Date.now() - start) / 1000;
  };

  beforeAll(async () => {
    const port = await freePort();
    startPlantAgain = () => startPlant({ folder: plantFolder, port, timeFactor: 600, seed, parcelTonnes });
    plant = await startPlantAgain();
    trustPlant(plantFolder, dataFolder);
    cable = await layCable(port);
    server = await startServerProcess({ dataFolder, port: await freePort(), plant: `opc.tcp://127.0.0.1:${cable.port}`, seed });
    crew = new Crew({ url: server.ready.url, logins: server.ready.logins, seed, log: pino({ level: 'silent' }) });
    await crew.as('officer').post('/api/v1/consignments', ship);
    crew.start();
  }, runLimit);
  afterAll(async () => {
    await crew.stop();
    await server.kill('SIGKILL');
    await plant.kill('SIGKILL');
    await cable.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes stale within seconds when the cable is cut, and goes on by itself when it is mended', async () => {
    const before = await samplingOf(1, 5);
    cable.cut();
    expect(await secondsUntilStale()).toBeLessThan(staleWithin);
    await sleep(3_000);
    cable.mend();
    await until('the sampler is live again', samplerLive);
    const after = await samplingOf(1, (before.incrementsTaken ?? 0) + 5);
    expect(after.status).not.toBe('interrupted');
  }, runLimit);

  it('goes stale within seconds when the PLC dies, and stands with the reason until an operator resumes', async () => {
    await samplingOf(2, 5);
    // The preparation line shares the plant: its run of the first unit is to be over.
    await until('unit 1 is prepared', async () => {
      const { units } = await crew.as('officer').get<ConsignmentView>(consignmentPath);
      return ['testing', 'tested'].includes(units.find(({ no }) => no === 1)?.stage ?? '');
    });
    await plant.kill('SIGKILL');
    expect(await secondsUntilStale()).toBeLessThan(staleWithin);
    // What is live is read off the link; the alarm is an entry of the journal and stands a moment later.
    await until('the alarm stands', async () => {
      const { items } = await crew.as('sampler').get<{ items: readonly AlarmView[] }>('/api/v1/alarms');
      return items.some(({ code, unit, clearedAt }) => code === 'UNIT_NOT_LIVE' && unit === 'CS-01' && clearedAt === null);
    }, staleWithin * 1000);

    plant = await startPlantAgain();
    const standing = await until('the run is interrupted', async () => (await samplings()).find(({ status }) => status === 'interrupted'));
    expect(standing.reason).toMatch(/stopped|aborted/);
    const before = standing.incrementsTaken ?? 0;
    await crew.as('sampler').post(`/api/v1/runs/${encodeURIComponent(standing.id)}/commands`, { command: 'resume', reason: 'PLC restarted, plant checked' });
    const resumed = await samplingOf(2, before + 1);
    expect(resumed.id).toBe(standing.id);
  }, runLimit);

  it('ends with a certificate that names the restart as a deviation an officer accepted', async () => {
    const view = await until('the consignment is closed', async () => {
      const now = await crew.as('officer').get<ConsignmentView>(consignmentPath);
      return now.status === 'closed' && now;
    });
    expect(view.units.map(({ validity }) => validity)).toEqual(['VALID', 'SUSPECT']);
    const { bytes } = await crew.as('officer').bytes(`/api/v1/certificates/${encodeURIComponent(view.certificateId ?? '')}/json`, 'application/json');
    const { deviations } = JSON.parse(bytes.toString('utf8')) as Certificate;
    const restart = deviations.find(({ code }) => code === 'PLC_RESTARTED');
    expect(restart?.acceptedBy).toBe('许关');
  }, runLimit);

  it('lost no increment and executed no command twice', async () => {
    await crew.stop();
    await server.kill('SIGTERM');
    const record = await readRecord(dataFolder);
    expect(record.audit.intact).toBe(true);
    expect(journaledIncrements(record)).toEqual(countedIncrements(plantFolder));
    const accepted = acceptedSequences(plantFolder);
    expect(new Set(accepted).size).toBe(accepted.length);
  }, runLimit);
});
