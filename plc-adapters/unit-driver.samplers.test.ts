import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unitId } from '../workflows/kernel/brand.ts';
import type { UnitName } from './simulator/unit-names.ts';
import type { UnitDriver } from './unit-driver.ts';
import { Berth, command, ignore, range, until, Witness } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';
import type { DemoTagMap } from './testing/tag-maps.ts';

// Waits for real servers to start and real connections to come back; a busy machine takes its time.
jest.setTimeout(120_000);

interface Subject {
  readonly unit: UnitName;
  readonly map: DemoTagMap;
  readonly settings: Readonly<Record<string, number>>;
  /** Record types of a cut that brought something, and of one that did not. */
  readonly types: readonly [taken: string, missed: string];
  readonly counter: string;
  readonly total: string;
  /** Amount of the whole parcel, t or m³. */
  readonly parcel: number;
}

const subjects: readonly Subject[] = [
  {
    unit: 'CF-01',
    map: 'coal-falling-stream',
    settings: {
      'Set.Basis': 2,
      'Set.IncrementInterval': 10,
      'Set.CutterSpeed': 0.45,
      'Set.IncrementsPlanned': 40,
      'Set.TargetContainer': 0,
    },
    types: ['increment', 'missed'],
    counter: 'Act.CutCount',
    total: 'Act.BeltTotal',
    parcel: 400,
  },
  {
    unit: 'GD-01',
    map: 'grain-diverter',
    settings: {
      'Set.Basis': 2,
      'Set.CutInterval': 5,
      'Set.TraverseSpeed': 0.5,
      'Set.DivideRatio': 100,
      'Set.Container': 2,
    },
    types: ['increment', 'missed'],
    counter: 'Act.CutCount',
    total: 'Act.Total',
    parcel: 200,
  },
  {
    unit: 'PI-01',
    map: 'petroleum-in-line',
    settings: { 'Set.BatchVolume': 800, 'Set.GrabVolume': 2, 'Set.VolumePerGrab': 20, 'Set.Receiver': 0 },
    types: ['grab', 'missed-grab'],
    counter: 'Act.GrabsConfirmed',
    total: 'Act.BatchTotal',
    parcel: 800,
  },
];

/** Each parcel is an amount of so many planned cuts. */
const planned = 40;
/** A parcel lasts about 1000 s of plant time: slow while the test has things to do meanwhile, then quick. */
const timeFactor = { slow: 50, quick: 400 } as const;

describe('a sampler driven over OPC UA', () => {
  const pki = mkdtempSync(join(tmpdir(), 'quaylab-samplers-'));
  let berth: Berth;
  let witness: Witness;
  beforeEach(() => {
    berth = new Berth(pki);
    witness = new Witness();
  });
  afterEach(() => berth.close());
  afterAll(() => rmSync(pki, { recursive: true, force: true }));

  it.each(subjects)(
    '$unit: start, hold, power cycle, complete; every record once and in order',
    async (subject) => {
      const { unit, map, settings, types, counter, total, parcel } = subject;
      const open = (speed: number): Promise<void> =>
        berth.open(parcel, speed, {
          units: [unit],
          grain: { parcel, flow: { nominal: 800, maximum: 1000 } },
          petroleum: { parcel, flow: { nominal: 3000, maximum: 3600 } },
        });
      await open(timeFactor.slow);
      const driver = berth.driver(tagMap(map), unitId(unit));
      await driver.start(witness);
      await until('live', () => driver.snapshot().live);
      const run = async (
        seq: number,
        name: 'reset' | 'start' | 'hold' | 'unhold' | 'complete',
      ): Promise<void> => {
        const more = name === 'start' ? { settings } : {};
        expect(await driver.execute(command(seq, name, more), ignore)).toMatchObject({ outcome: 'done' });
      };
      const taken = (): number => witness.taken.filter(({ type }) => type === types[0]).length;

      await run(1, 'reset');
      await run(2, 'start');
      await until('some cuts', () => taken() >= 4);
      await run(3, 'hold');
      await until('a missed cut', () => witness.taken.some(({ type }) => type === types[1]));
      await run(4, 'unhold');
      const resumedAt = taken();
      await until('cuts after the hold', () => taken() > resumedAt);

      // The unloader or pump pauses over the power cycle, so that no planned cut passes unseen.
      berth.plant.plant.disturb(unit, 'flow', true);
      await until('the flow stands', () => witness.of('stream').at(-1)?.flowing === false);
      expect(driver.totalTag).toBe(total);
      const before = await read(driver, counter, total);
      await berth.powerOff();
      await until('not live', () => !driver.snapshot().live);
      await open(timeFactor.quick);
      await until('live again', () => driver.snapshot().live, 40_000);
      await until('the boot is told', () => witness.of('boot').length === 1);
      expect(await read(driver, counter, total)).toEqual(before);
      await run(5, 'reset');
      await run(6, 'start');
      berth.plant.plant.disturb(unit, 'flow', false);
      await until('all planned cuts', () => witness.taken.length === planned, 60_000);
      await run(7, 'complete');
      await until('the container is told', () => witness.taken.at(-1)?.type === 'container');

      const records = witness.taken;
      expect(records.map(({ idx }) => idx)).toEqual(range(records.length));
      expect(records.every(({ sampleId }) => sampleId === 'S-4711')).toBe(true);
      for (const type of types) {
        const numbers = records.filter((each) => each.type === type).map(({ no }) => no);
        expect(numbers).toEqual(range(numbers.length));
      }
      const totals = records.map((each) => each.total);
      expect(totals).toEqual([...totals].sort((a, b) => a - b));
      expect(await read(driver, counter, total)).toEqual([taken(), parcel]);
      expect(before[0]).toBeGreaterThan(resumedAt);
      expect(before[0]).toBeLessThan(taken());
      expect(records.at(-1)?.mass).toBeGreaterThan(0);
      expect(berth.commands()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    },
  );
});

async function read(driver: UnitDriver, ...tags: readonly [string, string]): Promise<readonly number[]> {
  const { readings } = await driver.read();
  return tags.map((tag) => Number(readings[tag]?.value));
}
