import { JournaledEvents } from '../support/bench-port/truth.ts';
import type { BenchPort } from '../support/bench-port/bench-port.ts';
import { coalSamplers } from '../support/bench-port/bench-units.ts';
import { cutting, finish, sampleIsJudged, sampleIsThePlants } from './sampling-day.ts';

let port: BenchPort | undefined;
afterEach(() => port?.close());

/** t, of the bench's coal. */
const interval = 10;

it.each(coalSamplers)('%s cuts once in each stratum, and the sample is valid', async (unit) => {
  port = await cutting({ unit, method: 'stratified-random' });
  await finish(port);
  expect(await sampleIsThePlants(port)).toEqual({ missed: 0 });
  sampleIsJudged(port, { misses: false, suspicions: [] });
  const { plant } = new JournaledEvents(port).records('taken');
  expect(plant).toHaveLength(30);
  const longest = Number(port.finished?.spread.longest);
  // At random within the intervals, and never more than two of them apart.
  expect(longest).toBeGreaterThan(interval * 1.2);
  expect(longest).toBeLessThan(interval * 2);
});
