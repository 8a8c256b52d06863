import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { unitId } from '../../workflows/kernel/brand.ts';
import { openDrivers } from './drivers.ts';
import { siteOrThrow } from './site.ts';

describe('a unit that the site file has in shadow mode', () => {
  const data = mkdtempSync(join(tmpdir(), 'quaylab-shadow-site-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const folder = join(data, 'site');
  const file = join(folder, 'site.yaml');
  const open = () => openDrivers(siteOrThrow(file), data, pino({ level: 'silent' }));
  beforeAll(() => {
    cpSync(join('config', 'demo-port'), folder, { recursive: true });
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('tagMap: coal-cross-belt.yaml\n', (found) => `${found}    shadow: true\n`),
    );
  });

  it('is only watched, and says so; the others are driven', async () => {
    const drivers = await open();
    expect(drivers.get(unitId('CS-01'))?.snapshot().shadow).toBe(true);
    expect(drivers.get(unitId('CP-01'))?.snapshot().shadow).toBe(false);
  });

  it('stops the server’s start when what it remembers cannot be read', async () => {
    mkdirSync(join(data, 'shadow'));
    writeFileSync(join(data, 'shadow', 'CS-01.json'), '{');
    await expect(open()).rejects.toMatchObject({ refusal: { code: 'SHADOW_MEMORY_NOT_VALID' } });
  });
});
