import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { Crew } from '../../orchestrator/demo/crew.ts';
import { freePort } from '../support/free-port.ts';
import { startPlant, startServerProcess, trustPlant } from '../support/port-house.ts';
import type { ServerReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { acceptedSequences, countedIncrements, executedCommands, journaledIncrements, readRecord, timelessContent } from '../support/run-record.ts';
import type { RunRecord } from '../support/run-record.ts';
import { generator, parcelTonnes, patientWatchdog, reachedPlant, runLimit, seeShipThrough } from '../support/ship-run.ts';
import type { ShipSeen } from '../support/ship-run.ts';

const seed = 7;
const leastKills = 30;
/** A server's life beyond its start, or beyond reaching the plant, ms at most. */
const longestLife = 1_500;
/** How far a start that is cut off comes, ms at most: on a quiet machine nearly to its end. */
const longestStart = 2_500;

interface Ended extends ShipSeen {
  readonly record: RunRecord;
  readonly plantFolder: string;
}

interface Disturbed {
  /** Kills the server, and then as many starts of it as there are numbers, each so many ms after it was born; the next one lives. */
  readonly kill: (startsCutOffAfter: readonly number[]) => Promise<void>;
  readonly crew: Crew;
}

type Start = (born?: (child: ChildProcess) => void) => Promise<RunningProcess<ServerReady>>;

/** Begins a start and kills it at that age, ms, whether it is ready by then or not. */
async function cutOff(start: Start, age: number): Promise<void> {
  let exited: Promise<unknown[]> = Promise.resolve([]);
  const started = start((child) => {
    exited = once(child, 'exit');
    setTimeout(() => child.kill('SIGKILL'), age);
  });
  const failed = await started.then(() => null, (error: unknown) => error);
  const [, signal] = await exited;
  if (signal !== 'SIGKILL') throw failed;
}

/** Runs the ship to customs' decision; `disturb` may kill and restart the server until the run is closed. */
async function runShip(
  folder: string,
  timeFactor: number,
  disturb: (server: Disturbed, over: () => boolean) => Promise<number>,
): Promise<Ended> {
  const plantFolder = join(folder, 'plant');
  const dataFolder = join(folder, 'data');
  const port = await freePort();
  const plant = await startPlant({ folder: plantFolder, port: 0, timeFactor, seed, parcelTonnes, watchdog: patientWatchdog });
  trustPlant(plantFolder, dataFolder);
  const start: Start = (born) => startServerProcess({ dataFolder, port, plant: plant.ready.endpoint, seed }, born);
  let server: RunningProcess<ServerReady> = await start();
  const crew = new Crew({ url: server.ready.url, logins: server.ready.logins, seed, log: pino({ level: 'silent' }) });
  const kill = async (startsCutOffAfter: readonly number[]) => {
    await server.kill('SIGKILL');
    for (const age of startsCutOffAfter) await cutOff(start, age);
    server = await start();
  };
  try {
    const seen = await seeShipThrough(crew, (over) => disturb({ kill, crew }, over));
    await server.kill('SIGTERM');
    return { ...seen, record: await readRecord(dataFolder), plantFolder };
  } finally {
    await server.kill('SIGKILL');
    await plant.kill('SIGKILL');
  }
}

describe('the server killed at random moments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-kill-'));
  let undisturbed: Ended;
  let disturbed: Ended;

  beforeAll(async () => {
    undisturbed = await runShip(join(folder, 'undisturbed'), 1500, async () => 0);
    const random = generator(seed);
    disturbed = await runShip(join(folder, 'disturbed'), 250, async ({ kill, crew }, over) => {
      let kills = 0;
      while (!over() && kills < leastKills) {
        // Every second life ends while the server connects, the others after it has reached the plant; two starts after each are cut off.
        if (kills % 2 === 0) await reachedPlant(crew);
        await sleep(random() * longestLife);
        if (over()) break;
        const starts = [random() * longestStart, random() * longestStart];
        await kill(starts);
        kills += 1 + starts.length;
      }
      return kills;
    });
  }, 2 * runLimit);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`was killed at least ${leastKills} times`, () => {
    process.stdout.write(`the server was killed ${disturbed.disturbances} times\n`);
    expect(disturbed.disturbances).toBeGreaterThanOrEqual(leastKills);
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
