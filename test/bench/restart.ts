import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Committed } from '../../orchestrator/engine/engine.ts';
import { openDayPort } from './day-port.ts';
import { startServer } from './idle-server.ts';
import { writePast } from './past.ts';

/** Ships in port when the server goes down, and their sampler runs: two of each. */
const ships = 50;
const runs = 2 * ships;

export interface RestartFigures {
  readonly entries: number;
  readonly open: number;
  readonly fileMiB: number;
  /** s to write the past, and to project its views once from nothing. */
  readonly written: number;
  readonly projected: number;
  /** ms of a start to find what is open. */
  readonly recovering: number;
  /** s from spawning a server on it until it answers, after the one before was killed. */
  readonly ready: number;
  readonly residentMiB: number | null;
}

/** Starts a server on a journal of about so many entries: a past of ships that were cleared, and fifty that are in port. */
export async function measureRestart(entries: number): Promise<RestartFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-restart-'));
  const file = join(folder, 'journal.db');
  try {
    const begun = performance.now();
    await writePast(file, entries);
    const written = (performance.now() - begun) / 1000;
    const { projecting, open, total } = await shipsInPort(folder);
    const recovering = await recoveringTime(folder);
    // The first start makes keys and passwords.
    await startServer(folder, 0);
    const { startSeconds, residentMiB } = await startServer(folder, idleFor);
    return {
      entries: total,
      open,
      fileMiB: statSync(file).size / 2 ** 20,
      written,
      projected: projecting / 1000,
      recovering,
      ready: startSeconds,
      residentMiB,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Long enough for the garbage of starting up to be collected. */
const idleFor = 5_000;

/** Lets fifty ships come in and be sampled; then everything stops where it is. */
async function shipsInPort(folder: string) {
  let through = 0;
  const watch = ({ entry, process }: Committed) => {
    if (process.definitionKey.startsWith('coal-sampling@') && entry.finished) through += 1;
  };
  const port = await openDayPort(folder, 1, watch);
  for (let no = 1; no <= ships; no += 1) await port.declare(no, 'few');
  while (through < runs - 1) await sleep(5);
  const open = (await port.journal.newestOfOpen()).length;
  const { position } = await port.journal.head();
  await port.stop();
  return { projecting: port.opening.projecting, open, total: position };
}

async function recoveringTime(folder: string): Promise<number> {
  const port = await openDayPort(folder, 1);
  await port.stop();
  return port.opening.recovering;
}
