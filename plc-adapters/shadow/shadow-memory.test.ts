import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../../workflows/kernel/brand.ts';
import type { RingRecord } from '../unit-driver.ts';
import { ownerOf } from './sample-names.ts';
import { ShadowMemory } from './shadow-memory.ts';

describe('what a unit in shadow mode remembers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-shadow-memory-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is there again after a restart, in a folder of its own', () => {
    const file = join(folder, 'shadow', 'CS-01.json');
    const memory = new ShadowMemory(file);
    expect(memory.content.consumed).toBeNull();
    memory.change({ consumed: 12, nobodys: 'T' });
    memory.change({ samples: [{ theirs: 'T2', ours: 'O-1', fromIdx: 13 }] });
    expect(new ShadowMemory(file).content).toEqual(memory.content);
    expect(memory.content).toMatchObject({ consumed: 12, nobodys: 'T', samples: [{ ours: 'O-1' }] });
    expect(readdirSync(join(folder, 'shadow'))).toEqual(['CS-01.json']);
  });

  it('does not grow without end', () => {
    const memory = new ShadowMemory(join(folder, 'long.json'));
    for (let run = 0; run < 40; run++) memory.change({ withdrawn: [...memory.content.withdrawn, `run/${run}`] });
    expect(memory.content.withdrawn).toHaveLength(32);
    expect(memory.content.withdrawn.at(-1)).toBe('run/39');
  });

  it.each([
    ['no JSON', '{"version":1,'],
    ['another version', '{"version":2}'],
    ['a field of another kind', '{"version":1,"consumed":"12","nobodys":null,"samples":[],"asked":[],"withdrawn":[]}'],
  ])('is refused when it is %s, naming the file', (_what, text) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    expect(() => new ShadowMemory(file)).toThrow(/^SHADOW_MEMORY_NOT_VALID: .*wrong\.json/);
  });
});

describe('whose a record is', () => {
  const record = (sampleId: string, idx: number): RingRecord => ({
    idx, sampleId, time: instant('2026-03-01T08:00:00.000Z'), type: 'increment', no: 1, mass: 30, flow: 1500, total: 10, kept: 2,
  }); // prettier-ignore
  const samples = [
    { theirs: 'A', ours: 'O-1', fromIdx: 10 },
    { theirs: 'B', ours: 'O-2', fromIdx: 30 },
    // The same name again, for the next sample.
    { theirs: 'A', ours: 'O-3', fromIdx: 50 },
  ];

  it.each([
    ['A', 9, null],
    ['A', 10, 'O-1'],
    ['B', 31, 'O-2'],
    ['A', 49, 'O-1'],
    ['A', 50, 'O-3'],
    ['C', 60, null],
  ])('sample %s, record %i', (sampleId, idx, owner) => {
    expect(ownerOf(samples, record(sampleId, idx))).toBe(owner);
  });
});
