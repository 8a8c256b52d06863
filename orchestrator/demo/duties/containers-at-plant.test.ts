import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containersOf } from './containers-at-plant.ts';

describe('the containers at the virtual plant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-containers-'));
  const log = join(folder, 'plant.jsonl');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are those of the sample, in the order they were sealed, with what each received', async () => {
    const record = { unit: 'PI-01', sampleId: 'S1' };
    const lines = [
      { event: 'command', ...record, name: 'start', lotId: 'L' },
      { event: 'grab', ...record, idx: 1, no: 1, mass: 5 },
      { event: 'grab', ...record, idx: 2, no: 2, mass: 4.5 },
      { event: 'missed-grab', ...record, idx: 3, no: 1, mass: 0 },
      { event: 'container', ...record, idx: 4, no: 1, mass: 0.0082 },
      { event: 'grab', ...record, idx: 5, no: 3, mass: 5 },
      { event: 'container', ...record, idx: 6, no: 2, mass: 0.0043 },
      { event: 'container', unit: 'GD-01', sampleId: 'S2', lotId: 'S1', idx: 9, no: 1, mass: 11 },
    ];
    writeFileSync(log, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect(await containersOf(log, 'S1')).toEqual([
      { unit: 'PI-01', place: 1, seal: 'PI-01-4', kilograms: 0.0082, millilitres: 9.5 },
      { unit: 'PI-01', place: 2, seal: 'PI-01-6', kilograms: 0.0043, millilitres: 5 },
    ]);
  });
});
