import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deed } from './deeds.ts';
import { faultsOf } from './fault-catalogue.ts';
import { FaultSchedule, readSchedule, type FaultSource } from './fault-schedule.ts';
import { PlantBench } from './plant-bench.ts';
import { RandomFaults } from './random-faults.ts';
import { UNIT_NAMES } from './unit-names.ts';

const purge: Deed = { do: 'purge' };
const key: Deed = { do: 'mode', unit: 'CS-01', mode: 3 };

/** What comes within so many scans of 1 plant second each, with the scan's number. */
function comes(bench: PlantBench, source: FaultSource, scans: number): [number, Deed][] {
  const all: [number, Deed][] = [];
  for (let i = 1; i <= scans; i++) {
    bench.tick();
    for (const deed of source.due(bench.plant)) all.push([i, deed]);
  }
  return all;
}

describe('a schedule', () => {
  it('gives each deed once at its plant time, also over a power cycle', () => {
    const bench = new PlantBench();
    bench.run(100);
    const schedule = new FaultSchedule([
      { at: 0, deed: purge },
      { at: 20, deed: key },
      { at: 5, deed: key },
    ]);
    expect(comes(bench, schedule, 10)).toEqual([
      [1, purge],
      [6, key],
    ]);
    bench.reboot();
    // 9 s had passed when the power went.
    expect(comes(bench, schedule, 30)).toEqual([[11, key]]);
    expect(comes(bench, schedule, 30)).toEqual([]);
  });

  it('gives a deed in the scan of the unit’s nth planned cut since it began, taken or missed', () => {
    const bench = new PlantBench();
    bench.setSampler();
    bench.sampleParcel('S-1');
    const before = bench.logged('increment').length;
    expect(before).toBeGreaterThan(20);
    const schedule = new FaultSchedule([
      { unit: 'CS-01', cut: 3, deed: key },
      { unit: 'GD-01', cut: 1, deed: key },
    ]);
    expect(schedule.due(bench.plant)).toEqual([]);
    bench.startSampling('S-2');
    expect(comes(bench, schedule, 200)).toHaveLength(1);
    const again = new FaultSchedule([{ unit: 'CS-01', cut: 1, deed: key }]);
    expect(again.due(bench.plant)).toEqual([]);
    const [first] = comes(bench, again, 61);
    expect(first?.[1]).toEqual(key);
  });
});

describe('a schedule’s file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-schedule-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (content: string): string => {
    const path = join(folder, 'schedule.json');
    writeFileSync(path, content);
    return path;
  };

  it('lists instants and cuts', () => {
    const path = file(
      '[{"at":12.5,"deed":{"do":"purge"}},{"unit":"GD-01","cut":4,"deed":{"do":"link","state":"cut"}}]',
    );
    expect(readSchedule(path)).toEqual([
      { at: 12.5, deed: purge },
      { unit: 'GD-01', cut: 4, deed: { do: 'link', state: 'cut' } },
    ]);
  });

  it.each([
    ['is missing', null],
    ['is no JSON', '[{'],
    ['names a deed there is not', '[{"at":1,"deed":{"do":"sing"}}]'],
    ['says neither when nor at which cut', '[{"deed":{"do":"purge"}}]'],
    ['names a cut of no unit', '[{"cut":1,"deed":{"do":"purge"}}]'],
  ])('is refused when it %s', (_what, content) => {
    const path = content === null ? join(folder, 'none.json') : file(content);
    expect(() => readSchedule(path)).toThrow('SCHEDULE_UNREADABLE');
  });
});

describe('a random mix', () => {
  const mix = (seed: number, perHour = 120): [number, Deed][] =>
    comes(new PlantBench({ units: ['CS-01'] }), new RandomFaults(seed, perHour, ['CS-01']), 3600);

  it('is the same for the same seed, another for another, and as dense as asked for', () => {
    const deeds = mix(3);
    expect(mix(3)).toEqual(deeds);
    expect(mix(4)).not.toEqual(deeds);
    // 120 beginnings, and an ending for most: a Poisson count is within 4 of its roots 999 times in 1000.
    expect(deeds.length).toBeGreaterThan(120);
    expect(deeds.length).toBeLessThan(2 * 164);
  });

  it('puts right what it put out of order', () => {
    const bench = new PlantBench({ units: ['CS-01'] });
    const source = new RandomFaults(3, 120, ['CS-01']);
    const deeds = [...comes(bench, source, 1800).map(([, deed]) => deed), ...source.settle()];
    const balance = new Map<string, number>();
    for (const deed of deeds)
      if (deed.do === 'disturb')
        balance.set(deed.what, (balance.get(deed.what) ?? 0) + (deed.stands ? 1 : -1));
    expect(balance.size).toBeGreaterThan(5);
    expect([...balance.values()].every((each) => each === 0)).toBe(true);
    expect(source.settle()).toEqual([]);
  });
});

describe('the catalogue', () => {
  const bench = new PlantBench({ units: UNIT_NAMES });

  it.each(UNIT_NAMES)('describes everything that can be put out of order at %s', (unit) => {
    const catalogued = faultsOf(unit).flatMap(({ begin }) => (begin.do === 'disturb' ? [begin.what] : []));
    expect(catalogued).toEqual(bench.plant.disturbances(unit));
    for (const { words, name } of faultsOf(unit)) expect(words).not.toBe(name);
  });
});
