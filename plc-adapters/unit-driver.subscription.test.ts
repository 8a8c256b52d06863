import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../workflows/kernel/brand.ts';
import { createUnitDriver } from './create-unit-driver.ts';
import { Berth, until, Witness } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';

// A real server starts and drops its connection; a busy machine takes its time.
jest.setTimeout(60_000);

describe('the subscription of a driver', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-subscription-'));
  const berth = new Berth(folder);
  beforeAll(() => berth.open());
  afterAll(async () => {
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param publishingMs of the tag map; the virtual plant's server grants 50 ms and more. */
  function driverAsking(publishingMs: number) {
    const told: { fields: object; message: string }[] = [];
    const map = tagMap();
    const driver = createUnitDriver(
      {
        unit: unitId('CS-01'),
        tagMap: { ...map, timing: { ...map.timing, publishingMs } },
        endpoint: berth.endpoint,
        security: { mode: 'None', policy: 'None' },
      },
      {
        clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
        log: {
          info: (fields, message) => void (message.startsWith('subscribed') && told.push({ fields, message })),
          warn: () => undefined,
          error: () => undefined,
        },
        pkiFolder: join(folder, 'quaylab'),
      },
    );
    return { driver, told };
  }

  it('is shown as the server revised it, and told once, however often the link is set up', async () => {
    const { driver, told } = driverAsking(10);
    expect(driver.snapshot().subscription ?? null).toBeNull();
    await driver.start(new Witness());
    try {
      await until('live', () => driver.snapshot().live);
      const { subscription } = driver.snapshot();
      expect(subscription?.requested).toMatchObject({ publishingMs: 10, samplingMs: 10 });
      const granted = subscription?.revised.publishingMs ?? 0;
      expect(granted).toBeGreaterThan(10);
      berth.plant.dropConnections();
      await until('stale', () => !driver.snapshot().live);
      await until('live again', () => driver.snapshot().live);
      expect(told).toHaveLength(1);
      expect(told[0]?.message).toContain('revised');
      expect(told[0]?.fields).toMatchObject({ revised: { publishingMs: granted }, sampledOtherwise: { 'Sts.AckSeq': granted } });
    } finally {
      await driver.stop();
    }
    expect(driver.snapshot().subscription).toBeNull();
  });

  it('is as the tag map asks where the server grants it', async () => {
    const { driver, told } = driverAsking(250);
    await driver.start(new Witness());
    try {
      await until('live', () => driver.snapshot().live);
      const samplingMs = { shortest: 250, longest: 250 };
      expect(driver.snapshot().subscription?.revised).toMatchObject({ publishingMs: 250, samplingMs });
      expect(told.map(({ message }) => message)).toEqual(['subscribed to the unit']);
    } finally {
      await driver.stop();
    }
  });
});
