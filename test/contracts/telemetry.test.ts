import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openTelemetryFile } from '../../orchestrator/storage/embedded/telemetry-file.ts';
import { openEmbeddedTelemetry } from '../../orchestrator/storage/embedded/telemetry.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { describeTelemetry } from './telemetry.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-telemetry-'));
let opened = 0;
const newFile = () => join(folder, `${(opened += 1)}.db`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hour = 3_600_000;
const limits = { raw: 24 * hour, minutes: 30 * 24 * hour };
describeTelemetry('embedded', () => openEmbeddedTelemetry(newFile(), limits));

describe('the embedded telemetry on disk', () => {
  const unit = unitId('CS-01');
  const begin = Date.UTC(2026, 2, 5, 8);
  const at = (seconds: number) => instant(new Date(begin + seconds * 1000).toISOString());
  const point = (seconds: number, value: number) => ({
    unit,
    tag: 'Act.BeltFlow',
    at: at(seconds),
    value,
    quality: 'good' as const,
  });

  it('goes on after a stop in the middle of a minute as if there had been none, but for the time between', async () => {
    const file = newFile();
    const first = openTelemetryFile(file, limits);
    first.append([point(0, 10), point(20, 20)]);
    first.close();
    const second = openTelemetryFile(file, limits);
    second.append([point(40, 40)]);
    second.tidy(at(60));
    const read = (points: number, from: number) =>
      second.read({ unit, tag: 'Act.BeltFlow', from: at(from), to: at(60), points });
    expect(read(3, 0).buckets.map(({ mean }) => mean)).toEqual([10, 20, 40]);
    // Known for 20 s at 10, a moment at 20, and 20 s at 40.
    const [minute] = read(2, 60 - 3 * 3600).buckets;
    expect(minute).toMatchObject({ min: 10, max: 40, last: 40 });
    expect(minute?.mean).toBeCloseTo(25, 1);
    second.close();
  });

  it('rows of a year and a half are those of what is kept', () => {
    const file = newFile();
    const telemetry = openTelemetryFile(file, { raw: hour, minutes: 24 * hour });
    for (let step = 0; step < 500; step += 1) {
      telemetry.append([point(step * 24 * 3600, step)]);
      telemetry.tidy(at(step * 24 * 3600 + 60));
    }
    telemetry.close();
    const db = new Database(file);
    const rows = (table: string) =>
      (db.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n;
    expect([rows('series'), rows('raw'), rows('minutes')]).toEqual([1, 1, expect.any(Number)]);
    expect(rows('minutes')).toBeLessThanOrEqual(3);
    db.close();
  });
});
