import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { Crew } from './crew.ts';
import type { CrewOptions } from './crew.ts';

const nobody = {
  watchPlant: null,
  checkSamplers: null,
  handleSamples: null,
  witnessHandling: null,
  storeBottles: null,
  labelControls: null,
  analyse: null,
  review: null,
  decideValidity: null,
  authoriseDecoding: null,
  certify: null,
  clearCustoms: null,
} as const;

const login = { kind: 'user', id: 'officer', name: '许关', secret: 's', grants: ['officer'] } as const;

/** A crew that reaches no server: nobody of it asks one. */
const crewWith = (duties: CrewOptions['duties']) =>
  new Crew({
    url: 'http://127.0.0.1:9',
    logins: [login],
    seed: 5,
    log: pino({ level: 'silent' }),
    duties: { ...nobody, ...duties },
  });

async function until(seen: () => boolean): Promise<void> {
  for (const giveUp = Date.now() + 5_000; !seen() && Date.now() < giveUp;) await sleep(20);
}

describe('the crew', () => {
  it('does a duty as it is told to instead, again and again, until it stops', async () => {
    const seeds: number[] = [];
    const crew = crewWith({ decideValidity: async ({ seed }) => void seeds.push(seed) });
    crew.start();
    crew.start();
    await until(() => seeds.length >= 2);
    await crew.stop();
    const done = seeds.length;
    await sleep(600);
    expect(seeds.slice(0, 2)).toEqual([5, 5]);
    expect(seeds).toHaveLength(done);
  });

  it('goes on with its other duties when one cannot be done now', async () => {
    let reviewed = 0;
    const crew = crewWith({
      analyse: () => Promise.reject(new Error('the server is just starting')),
      review: async () => void (reviewed += 1),
    });
    crew.start();
    await until(() => reviewed > 0);
    await crew.stop();
    expect(reviewed).toBeGreaterThan(0);
  });

  it('knows whom it has no login of', () => {
    const crew = crewWith({});
    expect(crew.as('officer').secret).toBe('s');
    expect(() => crew.as('king')).toThrow('no login "king"');
  });
});
