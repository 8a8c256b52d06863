import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { Crew } from '../../orchestrator/demo/crew.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import type { ConsignmentView, ContainerView } from '../../orchestrator/views/model.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { freePort } from '../support/free-port.ts';
import { startPlant, startServerProcess, trustPlant } from '../support/port-house.ts';
import type { ServerReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { acceptedSequences, countedIncrements, executedCommands, journaledIncrements, readRecord, timelessContent } from '../support/run-record.ts';
import type { RunRecord } from '../support/run-record.ts';

const seed = 7;
const leastKills = 30;
/** Two sampling units of 5000 t: long enough for thirty kills, short enough for a test. */
const ship = { ...demonstrationShip, declaredMass: decimalString('10000') };
const parcelTonnes = '5000';
const consignmentId = `consignment/${ship.declarationNo}.${ship.goodsItem}`;
/** After so many the run may end in peace: it would end anyway, only later. */
const mostKills = 31;
/** A server's life beyond its start, or beyond reaching the plant, ms at most. */
const longestLife = 1_500;
/** How long a server may take to reach the plant on a busy machine, ms. */
const reachLimit = 20_000;
/** A plant that hears nothing for 10 s holds by itself, which would be another run; here it is to wait out a row of kills, s. */
const patientWatchdog = 120;
const runLimit = 6 * 60_000;

interface Ended {
  readonly certificate: Certificate;
  readonly lineage: readonly string[];
  readonly record: RunRecord;
  readonly plantFolder: string;
  readonly kills: number;
}

/** Runs the ship to customs' decision; `disturb` may kill and restart the server until the run is closed. */
async function runShip(
  folder: string,
  timeFactor: number,
  disturb: (restart: () => Promise<void>, reachedPlant: () => Promise<void>, over: () => boolean) => Promise<number>,
): Promise<Ended> {
  const plantFolder = join(folder, 'plant');
  const dataFolder = join(folder, 'data');
  const port = await freePort();
  const plant = await startPlant({ folder: plantFolder, port: 0, timeFactor, seed, parcelTonnes, watchdog: patientWatchdog });
  trustPlant(plantFolder, dataFolder);
  const start = () => startServerProcess({ dataFolder, port, plant: plant.ready.endpoint, seed });
  let server: RunningProcess<ServerReady> = await start();
  const crew = new Crew({ url: server.ready.url, logins: server.ready.logins, seed, log: pino({ level: 'silent' }) });
  let over = false;
  let disturbing: Promise<number> = Promise.resolve(0);
  try {
    await crew.as('officer').post('/api/v1/consignments', ship);
    crew.start();
    disturbing = disturb(
      async () => {
        await server.kill('SIGKILL');
        server = await start();
      },
      async () => {
        const live = async () => {
          const { items } = await crew.as('sampler').get<{ items: readonly { live: boolean }[] }>('/api/v1/units');
          return items.every((unit) => unit.live);
        };
        for (const giveUp = Date.now() + reachLimit; Date.now() < giveUp && !(await live().catch(() => false)); ) await sleep(50);
      },
      () => over,
    );
    const giveUp = Date.now() + runLimit;
    while (!over) {
      if (Date.now() > giveUp) throw new Error('the run did not end');
      await sleep(500);
      const view = await crew.as('officer').get<ConsignmentView>(`/api/v1/consignments/${encodeURIComponent(consignmentId)}`).catch(() => null);
      over = view?.status === 'closed';
    }
    const kills = await disturbing;
    const officer = crew.as('officer');
    const { certificateId } = await officer.get<ConsignmentView>(`/api/v1/consignments/${encodeURIComponent(consignmentId)}`);
    const { bytes } = await officer.bytes(`/api/v1/certificates/${encodeURIComponent(certificateId ?? '')}/json`, 'application/json');
    const { items } = await crew.as('custodian1').get<{ items: readonly ContainerView[] }>(`/api/v1/consignments/${encodeURIComponent(consignmentId)}/lineage`);
    await crew.stop();
    await server.kill('SIGTERM');
    return {
      certificate: JSON.parse(bytes.toString('utf8')) as Certificate,
      lineage: items.map(({ code, parent, kind, mass, seal }) => [code, parent, kind, mass, seal].join(' ')).sort(),
      record: await readRecord(dataFolder),
      plantFolder,
      kills,
    };
  } finally {
    over = true;
    await disturbing.catch(() => 0);
    await crew.stop();
    await server.kill('SIGKILL');
    await plant.kill('SIGKILL');
  }
}

/** A small repeatable generator for the moments of the kills. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('the server killed at random moments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-kill-'));
  let undisturbed: Ended;
  let disturbed: Ended;

  beforeAll(async () => {
    undisturbed = await runShip(join(folder, 'undisturbed'), 1500, async () => 0);
    const random = generator(seed);
    disturbed = await runShip(join(folder, 'disturbed'), 250, async (restart, reachedPlant, over) => {
      let kills = 0;
      while (!over() && kills < mostKills) {
        // Every second server is killed while it starts and connects; the others after they have reached the plant.
        if (kills % 2 === 0) await reachedPlant();
        await sleep(random() * longestLife);
        if (over()) break;
        await restart();
        kills += 1;
      }
      return kills;
    });
  }, 2 * runLimit);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`was killed at least ${leastKills} times`, () => {
    process.stdout.write(`the server was killed ${disturbed.kills} times\n`);
    expect(disturbed.kills).toBeGreaterThanOrEqual(leastKills);
  });

  it('ends with the same certificate content as an undisturbed run of the same seed', () => {
    expect(timelessContent(disturbed.certificate)).toEqual(timelessContent(undisturbed.certificate));
    expect(disturbed.lineage).toEqual(undisturbed.lineage);
  });

  it('has every increment the plant counted in the journal exactly once', () => {
    expect(countedIncrements(disturbed.plantFolder).length).toBeGreaterThan(50);
    expect(journaledIncrements(disturbed.record)).toEqual(countedIncrements(disturbed.plantFolder));
  });

  it('had no command executed twice, by the plant’s own log', () => {
    const accepted = acceptedSequences(disturbed.plantFolder);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(executedCommands(disturbed.plantFolder)).toEqual(executedCommands(undisturbed.plantFolder));
  });

  it('leaves an intact journal', () => {
    expect(disturbed.record.audit.intact).toBe(true);
  });
});
