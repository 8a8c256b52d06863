import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { Berth, until, Witness } from '../../plc-adapters/testing/berth.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import { openDrivers } from './drivers.ts';
import { siteOrThrow } from './site.ts';

// A real server and real connections; a busy machine takes its time.
jest.setTimeout(60_000);

describe('a PLC that lets one user in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-drivers-'));
  const passwordFile = join(folder, 'password');
  const berth = new Berth(folder);
  beforeAll(() => berth.open(150, 200, { user: { name: 'quaylab', password: 'tide-at-four' } }));
  afterAll(async () => {
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The driver of the demo port's sampler, with a password; and what it writes to the log. */
  async function openSampler(password: string) {
    writeFileSync(passwordFile, `${password}\n`);
    const logged: string[] = [];
    const stream = new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) });
    const demo = siteOrThrow(join('config', 'demo-port', 'site.yaml'));
    const security = { mode: 'None', policy: 'None' } as const;
    const units = demo.units.map((each) => ({
      ...each,
      endpoint: berth.endpoint,
      security,
      user: { name: 'quaylab', passwordFile },
    }));
    const drivers = await openDrivers({ ...demo, units }, join(folder, 'data'), pino({ level: 'trace' }, stream));
    const driver = drivers.get(unitId('CS-01'));
    if (!driver) throw new Error('no sampler');
    return { driver, logged };
  }

  it('is driven with the password that the site file points to', async () => {
    const { driver, logged } = await openSampler('tide-at-four');
    await driver.start(new Witness());
    await until('live', () => driver.snapshot().live);
    await driver.stop();
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toContain('tide-at-four');
  });

  it('does not become live with another password, which is not logged either', async () => {
    const { driver, logged } = await openSampler('tide-at-five');
    await driver.start(new Witness());
    await until('refused', () => /BadUserAccessDenied|BadIdentityToken/.test(logged.join('')), 30_000);
    expect(driver.snapshot().live).toBe(false);
    await driver.stop();
    expect(logged.join('')).not.toContain('tide-at-five');
  });
});
