import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Committed } from '../../orchestrator/engine/engine.ts';
import { Laboratory } from './day-laboratory.ts';
import { heapInUse, openDayPort } from './day-port.ts';
import type { DayPort } from './day-port.ts';
import { quantile } from './quantile.ts';

const consignments = 50;
const unitsOfEach = 20;
/** Gross sample, moisture bottle, 3 mm reserve, two analysis bottles. */
const samplesOfUnit = 5;
const bottlesTested = 2;
const berths = 10;
const analysts = 20;
/**
 * Inputs from plant and people a second while latency is measured. Fifty consignments of a port give about ten: an increment a minute
 * at each berth, twenty determinations of 5000 samples in a shift.
 */
const pace = 200;
/** s of each measurement; the first part only warms up. */
const measured = { warmUp: 5, counted: 20 };
/** Part of the sampler runs that are through before latency is measured among the others, their preparations and the tests. */
const sampledBefore = 0.8;

export interface Latency {
  /** Durable inputs a second, those that processes give each other among them. */
  readonly rate: number;
  /** From being given to the engine until durable, ms. */
  readonly p50: number;
  readonly p99: number;
}

export interface DayFigures {
  readonly consignments: number;
  readonly samples: number;
  readonly pace: number;
  readonly alone: Latency;
  readonly inFlight: Latency;
  /** The same as fast as it goes. */
  readonly flatOut: Latency;
  readonly open: number;
  /** Heap of an open process, KiB. */
  readonly heapOfEach: number;
}

/** A port's day in one process: first with one consignment, then with fifty. */
export async function measureDay(): Promise<DayFigures> {
  const alone = await inPort(1, async ({ port, laboratory, testsFinished }) => {
    laboratory.staff(1);
    let no = 0;
    const nextShip = async () => {
      if (testsFinished() < no * unitsOfEach * bottlesTested) return;
      no += 1;
      await port.declare(no, 'many');
    };
    await nextShip();
    const harbour = setInterval(() => void nextShip(), 20);
    return paced(port).finally(() => clearInterval(harbour));
  });
  const before = heapInUse();
  return inPort(berths, async ({ port, laboratory, runsFinished }) => {
    const opened = await port.journal.newestOfOpen();
    const begun = performance.now();
    for (let no = 1; no <= consignments; no += 1) await port.declare(no, 'many');
    while (runsFinished() < sampledBefore * consignments * unitsOfEach) await sleep(5);
    const flatOut = latencyOf(port.meter.take(), performance.now() - begun);
    port.pace.set(0);
    await sleep(settle);
    const open = (await port.journal.newestOfOpen()).length;
    const heapOfEach = (heapInUse() - before) / 1024 / (open - opened.length);
    laboratory.staff(analysts);
    const inFlight = await paced(port);
    const samples = consignments * unitsOfEach * samplesOfUnit;
    return { consignments, samples, pace, alone, inFlight, flatOut, open, heapOfEach };
  });
}

/** ms until what follows from the last input is through. */
const settle = 1_000;

interface Day {
  readonly port: DayPort;
  readonly laboratory: Laboratory;
  readonly runsFinished: () => number;
  readonly testsFinished: () => number;
}

async function inPort<T>(berthsOfIt: number, work: (day: Day) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-day-'));
  const finished = { runs: 0, tests: 0 };
  const laboratory: Laboratory = new Laboratory(() => port.engine);
  const watch = ({ entry, process }: Committed) => {
    if (process.definitionKey.startsWith('assay@') && entry.seq === 1) laboratory.take(process.id);
    if (!entry.finished) return;
    if (process.definitionKey.startsWith('coal-sampling@')) finished.runs += 1;
    if (process.definitionKey.startsWith('assay@')) finished.tests += 1;
  };
  const port = await openDayPort(folder, berthsOfIt, watch);
  try {
    return await work({ port, laboratory, runsFinished: () => finished.runs, testsFinished: () => finished.tests });
  } finally {
    laboratory.close();
    await port.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function paced(port: DayPort): Promise<Latency> {
  port.pace.set(pace);
  await sleep(1000 * measured.warmUp);
  port.meter.take();
  const begun = performance.now();
  await sleep(1000 * measured.counted);
  return latencyOf(port.meter.take(), performance.now() - begun);
}

const latencyOf = (latencies: readonly number[], milliseconds: number): Latency => ({
  rate: (1000 * latencies.length) / milliseconds,
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
});
