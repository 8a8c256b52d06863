import { contradictions } from '../faults/invariants.ts';
import { samplers } from '../support/bench-port/bench-units.ts';
import { JournaledEvents, massContradictions, recordContradictions } from '../support/bench-port/truth.ts';
import { isEmpty, RandomDay } from './random-day.ts';
import type { DayRecord } from './random-day.ts';

const runs = 200;
/** The journal is verified and all views are made anew after every so many runs: it takes as long as half a run. */
const recordEvery = 4;
/** Far above what it takes, for machines that do much else meanwhile. */
const limitMs = 300_000;

/** What of design's invariants does not hold after a day, each with its number; those not named concern no plant and no run. */
async function violations({ port, seed, staleShownAsLive }: DayRecord): Promise<readonly string[]> {
  const events = new JournaledEvents(port);
  const kinds = (['taken', 'missed', 'container'] as const).filter((kind) => {
    const { plant, journal } = events.records(kind);
    return plant.join('\n') !== journal.join('\n');
  });
  const { taken, state } = port.run ?? {};
  return [
    ...(state === 'finished' || (state === 'aborted' && isEmpty(port)) ? [] : [`the run ended ${state}`]),
    ...kinds.map((kind) => `1: ${kind} records of the journal are not the plant's`),
    ...(taken === events.records('taken').plant.length ? [] : [`1: the run counted ${taken}`]),
    ...events.wronglyExecuted().map((wrong) => `1: ${wrong}`),
    ...massContradictions(port).map((wrong) => `2: ${wrong}`),
    ...contradictions(port.bench, port.unit),
    ...(seed % recordEvery === 0 ? await recordContradictions(port) : port.holds).map(
      (wrong) => `6: ${wrong}`,
    ),
    ...(staleShownAsLive === 0 ? [] : [`8: ${staleShownAsLive} times something stale was shown as live`]),
  ];
}

describe(`${runs} samples each under faults of plant, link and server`, () => {
  it.each(samplers)(
    'break no invariant at %s',
    async (unit) => {
      const broken: string[] = [];
      const deeds = new Set<string>();
      let lives = 0;
      for (let seed = 1; seed <= runs; seed += 1) {
        const day = await RandomDay.live(unit, seed);
        const wrong = await violations(day);
        if (wrong.length > 0) broken.push(`seed ${seed}: ${wrong.join('; ')} after ${day.deeds.join(', ')}`);
        for (const deed of day.deeds) deeds.add(deed);
        lives += day.port.lives;
        await day.port.close();
      }
      expect(broken).toEqual([]);
      // The mix was one: plant, link, server and operator all had their turn.
      expect([...deeds]).toEqual(
        expect.arrayContaining([
          'meter',
          'power-cycle',
          'link black-hole',
          'link lost-answer',
          'kill before',
          'kill after',
          'resume',
          'hold',
          'finish',
        ]),
      );
      expect(lives).toBeGreaterThan(2 * runs);
    },
    limitMs,
  );
});
