import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPlantRig } from './plant-rig.ts';
import type { PlantRig } from './plant-rig.ts';
import { benchSample, ourSide, rawSide } from './plant-sides.ts';
import type { Side } from './plant-sides.ts';
import { countersOf, plantTagMap } from './plant-tag-map.ts';
import { quantile } from './quantile.ts';

const units = 10;
/** Slower than publishing and sampling together, so that what is lost was lost on the way and not overwritten at the server. */
const changes = { times: 12, everyMs: 600 };
const recordsOfAUnit = 20;
/** Both sides in turn, so that a disturbance of the machine falls on both alike; the first round only warms up. */
const rounds = 3;
/** Longer than publishing and sampling together, and than the journal takes. */
const settleMs = 1500;
/** Put off beyond the end, so that what is counted are notifications. */
const reconcileMs = 3_600_000;

export interface SideFigures {
  /** Notifications a second while values change. */
  readonly rate: number;
  /** Notifications that should have come and did not. */
  readonly lost: number;
  readonly expected: number;
  /** Of this process's processor time, µs a notification. */
  readonly processorMicros: number;
  /** Field to disk, ms. */
  readonly p50: number;
  readonly p99: number;
  readonly records: number;
  readonly recordsLost: number;
}

/** Measures the library alone and our drivers on the same server, which is a process of its own. */
export async function measurePlant(): Promise<{ readonly raw: SideFigures; readonly ours: SideFigures }> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-bench-plant-'));
  const map = plantTagMap(reconcileMs);
  const rig = await startPlantRig(units, benchSample);
  const sides = [rawSide(rig, map, join(folder, 'raw')), await ourSide(rig, map, join(folder, 'ours'))] as const;
  const tallies = sides.map((side) => ({ side, turns: [] as Turn[] }));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const { side, turns } of tallies) {
        const measured = await takeTurn(rig, side, countersOf(map));
        if (round > 0) turns.push(measured);
      }
    }
    const [raw, ours] = tallies.map(({ turns }) => figuresOf(turns));
    if (!raw || !ours) throw new Error('Nothing was measured.');
    return { raw, ours };
  } finally {
    for (const side of sides) await side.close();
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Turn {
  readonly told: number;
  readonly expected: number;
  readonly milliseconds: number;
  readonly processorMicros: number;
  readonly latencies: readonly number[];
}

async function takeTurn(rig: PlantRig, side: Side, counters: number): Promise<Turn> {
  await rig.order({ do: 'settle' });
  await side.connect();
  await sleep(settleMs);
  const before = side.told();
  const processor = process.cpuUsage();
  const begun = performance.now();
  await rig.order({ do: 'change', ...changes });
  const milliseconds = performance.now() - begun;
  await sleep(settleMs);
  const { user, system } = process.cpuUsage(processor);
  const told = side.told() - before;
  side.takeLatencies();
  await rig.order({ do: 'record', times: recordsOfAUnit });
  await sleep(settleMs);
  const latencies = side.takeLatencies();
  await side.disconnect();
  return { told, expected: units * counters * changes.times, milliseconds, processorMicros: user + system, latencies };
}

function figuresOf(turns: readonly Turn[]): SideFigures {
  const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  const told = sum((turn) => turn.told);
  const expected = sum((turn) => turn.expected);
  const latencies = turns.flatMap((turn) => turn.latencies);
  return {
    rate: (1000 * told) / sum((turn) => turn.milliseconds),
    lost: expected - told,
    expected,
    processorMicros: sum((turn) => turn.processorMicros) / told,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    records: latencies.length,
    recordsLost: turns.length * units * recordsOfAUnit - latencies.length,
  };
}
