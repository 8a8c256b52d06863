import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { logDestination } from '../observability/log-destination.ts';
import { createLog } from '../observability/log.ts';
import type { ConsignmentView } from '../views/model.ts';
import { Crew } from './crew.ts';
import { declared } from './declare.ts';
import { startDemoPort } from './demo-port.ts';
import { progressBars, readProgress } from './progress.ts';
import { writeResults } from './results.ts';
import { commodities } from './ship.ts';
import type { Commodity } from './ship.ts';

export interface DemoOptions {
  /** One of `commodities`, or `all`. */
  readonly commodity: string;
  readonly out: string;
  readonly seed: number;
  readonly timeFactor: number;
  readonly version: string;
}

/** How long the demonstration may take before it gives up, ms; at the default speed it takes about one minute, on a busy machine more. */
const longestRun = 8 * 60_000;
const lookEvery = 500;

const all = 'all';

/** Refuses `COMMODITY_UNKNOWN`. */
function chosen(commodity: string): readonly Commodity[] {
  if (commodity === all) return commodities;
  const known = commodities.find((each) => each === commodity);
  if (known) return [known];
  throw new RefusedError({
    code: 'COMMODITY_UNKNOWN',
    field: 'commodity',
    message: `There is no demonstration for "${commodity}".`,
    remedy: `Choose one of: ${[...commodities, all].join(', ')}.`,
  });
}

/**
 * Runs one consignment from declaration to customs' decision, headless and accelerated, and writes `certificate.pdf`,
 * `certificate.json` and `summary.pdf` to the folder; with `all`, one of each commodity at the same time on the same port, each to a
 * folder of its own. Throws a RefusedError for a commodity it does not have.
 */
export async function runDemo({
  commodity,
  out,
  seed,
  timeFactor,
  version,
}: DemoOptions): Promise<readonly string[]> {
  const ships = chosen(commodity);
  await mkdir(out, { recursive: true });
  const dataFolder = join(out, 'data');
  const log = createLog('info', logDestination(join(out, 'server.log')));
  const port = await startDemoPort({
    dataFolder,
    port: 0,
    host: '127.0.0.1',
    version,
    log,
    timeFactor,
    seed,
    plantPort: 0,
  });
  const { server, plantLog, replaceContainer } = port;
  const crew = new Crew({ url: server.url, logins: server.logins, seed, log, plantLog, replaceContainer });
  const bars = progressBars();
  try {
    const begun: (readonly [Commodity, string])[] = [];
    for (const ship of ships) begun.push([ship, await declared(crew, ship)]);
    crew.start();
    const written: string[] = [];
    const giveUp = Date.now() + longestRun;
    for (const [ship, id] of begun) {
      const consignment = await finished(crew, begun, id, bars, giveUp);
      written.push(...(await writeResults(crew, consignment, ships.length > 1 ? join(out, ship) : out)));
    }
    return written;
  } finally {
    bars.stop();
    await crew.stop();
    await port.stop();
  }
}

/** Waits for one consignment, and shows how far all of them are. */
async function finished(
  crew: Crew,
  begun: readonly (readonly [Commodity, string])[],
  wanted: string,
  bars: ReturnType<typeof progressBars>,
  giveUp: number,
): Promise<ConsignmentView> {
  for (;;) {
    let seen: ConsignmentView | null = null;
    for (const [ship, id] of begun) {
      const { consignment, progress } = await readProgress(crew, id);
      bars.show(ship, progress);
      if (id === wanted) seen = consignment;
    }
    if (seen?.status === 'closed') return seen;
    if (seen?.status === 'resampling-needed')
      throw new Error('a sample was lost: the demonstration cannot end with a certificate');
    if (Date.now() > giveUp)
      throw new Error(
        `${wanted} is still in the state "${seen?.status ?? ''}" after ${longestRun / 60_000} minutes; see server.log`,
      );
    await sleep(lookEvery);
  }
}
