import fs, { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../workflows/kernel/brand.ts';
import { createUnitDriver } from './create-unit-driver.ts';
import { Berth, until, Witness } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';
import type { PlantAddress } from './unit-config.ts';
import type { UnitDriver } from './unit-driver.ts';

// Secured connections make keys, which takes seconds on a busy machine.
jest.setTimeout(120_000);

/** Enough that one thing left behind each time cannot hide. */
const times = 8;
const plain = { mode: 'None', policy: 'None' } as const;
const secured = { mode: 'SignAndEncrypt', policy: 'Basic256Sha256' } as const;

/** What a driver may hold of this process: what keeps it alive, folder watchers, listeners on `process`. */
class Held {
  /** Folder watchers don't keep a process alive, so Node doesn't count them. */
  private readonly watchers = new Set<fs.FSWatcher>();
  /** Most that were open at once since the start. */
  mostWatchers = 0;
  private readonly original = fs.watch;

  constructor() {
    fs.watch = ((...args: Parameters<typeof fs.watch>) => {
      const watcher = this.original(...args);
      this.watchers.add(watcher);
      this.mostWatchers = Math.max(this.mostWatchers, this.watchers.size);
      watcher.on('close', () => this.watchers.delete(watcher));
      return watcher;
    }) as typeof fs.watch;
  }

  count(): Record<string, number> {
    const counts: Record<string, number> = { watchers: this.watchers.size };
    for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
    for (const event of process.eventNames()) counts[`on ${String(event)}`] = process.listenerCount(event);
    return counts;
  }

  /** What is held more than in `before`. */
  beyond(before: Readonly<Record<string, number>>): readonly string[] {
    return Object.entries(this.count()).flatMap(([kind, number]) =>
      number > (before[kind] ?? 0) ? `${kind}: ${before[kind] ?? 0} → ${number}` : [],
    );
  }

  restore(): void {
    fs.watch = this.original;
  }
}

describe('a driver that is stopped leaves nothing behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-leaks-'));
  const held = new Held();
  const warnings: string[] = [];
  afterAll(() => {
    held.restore();
    rmSync(folder, { recursive: true, force: true });
  });

  const driverAt = (endpoint: string, security: PlantAddress['security']): UnitDriver =>
    createUnitDriver(
      { unit: unitId('CS-01'), tagMap: tagMap(), endpoint, security },
      {
        clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
        log: { info: () => undefined, warn: (_, message) => void warnings.push(message), error: () => undefined },
        pkiFolder: join(folder, 'quaylab'),
      },
    );

  /** Starts and stops a driver over and over; the first time is not counted, because libraries keep what they load. */
  async function overAndOver(endpoint: string, security: PlantAddress['security'], reached: (driver: UnitDriver) => Promise<unknown>) {
    const once = async () => {
      const driver = driverAt(endpoint, security);
      await driver.start(new Witness());
      await reached(driver);
      await driver.stop();
    };
    await once();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = held.count();
    for (let time = 0; time < times; time++) await once();
    // Closed sockets are gone a little later; what is not is named below.
    await until('given back', () => held.beyond(before).length === 0, 5000).catch(() => undefined);
    expect(held.beyond(before)).toEqual([]);
  }

  it('when nobody listens', async () => {
    const endpoint = await deserted();
    const shortly = () => new Promise((resolve) => setTimeout(resolve, 300));
    await overAndOver(endpoint, plain, shortly);
    held.mostWatchers = 0;
    await overAndOver(endpoint, secured, shortly);
    expect(held.mostWatchers).toBeGreaterThan(0);
  });

  it('when it was live, and when the certificate of its PLC is not trusted', async () => {
    const berth = new Berth(folder);
    await berth.open();
    try {
      await overAndOver(berth.endpoint, plain, (driver) => until('live', () => driver.snapshot().live));
      await overAndOver(berth.endpoint, secured, () => {
        const refusals = () => warnings.filter((message) => message === 'the PLC did not let us in').length;
        const before = refusals();
        return until('refused', () => refusals() > before);
      });
    } finally {
      await berth.close();
    }
  });
});

/** An endpoint that was free a moment ago. */
async function deserted(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `opc.tcp://127.0.0.1:${port}`;
}
