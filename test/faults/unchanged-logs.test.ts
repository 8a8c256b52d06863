import { createHash } from 'node:crypto';
import { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';

/** Everything the plant logged, as its log file would have it. */
const digest = (bench: PlantBench): string =>
  createHash('sha256')
    .update(bench.log.lines.map(({ n, at, event }) => `${JSON.stringify({ n, at, ...event })}\n`).join(''))
    .digest('hex');

/** One sample from the first tonne to the last bottle. */
function day(seed: number): PlantBench {
  const bench = new PlantBench({ seed, parcelTonnes: 1200, timeFactor: 100 });
  bench.setSampler({ basis: 2, interval: 20 });
  bench.sampleParcel('S-1');
  bench.carryOut('CP-01', 'reset');
  bench.carryOut('CP-01', 'load', { sampleId: 'P-1', param0: 1 });
  bench.carryOut('CP-01', 'start', { sampleId: 'P-1' });
  bench.runUntil(() => bench.get('CP-01.Sts.StateCurrent') === 17);
  return bench;
}

/** Digests of the log as it was before any fault could be injected: who compares plants by seed relies on them. */
it.each([
  [7, 'cf7f72990a857377566fbcc6e124434c414d72ed21bf94ad9c4c2d0c562d07df'],
  [11, 'b40d6e02edbe0ab22888b51db31d4d2b9b32b6325eff26aeffee79c3185d92da'],
])('a coal berth without faults writes the same log for ever, with seed %i', (seed, expected) => {
  const bench = day(seed);
  expect(bench.logged('increment')).toHaveLength(60);
  expect(bench.logged('container', 'CP-01')).toHaveLength(4);
  expect(digest(bench)).toBe(expected);
});
