import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPrivateFiles } from '../../orchestrator/storage/embedded/private-files.ts';
import { describePrivateFiles } from './private-files.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-private-'));
let opened = 0;
const newFolder = () => join(folder, String((opened += 1)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describePrivateFiles('embedded', async () => {
  const own = newFolder();
  return { files: openEmbeddedPrivateFiles(own), again: async () => openEmbeddedPrivateFiles(own) };
});

it('embedded private files are for this user only, and leave nothing beside', async () => {
  const own = newFolder();
  const files = openEmbeddedPrivateFiles(own);
  await Promise.all([
    files.create('secrets/a', 'a'),
    files.create('secrets/a', 'b'),
    files.write('secrets/c', 'c'),
  ]);
  expect(readdirSync(join(own, 'secrets')).sort()).toEqual(['a', 'c']);
  expect(['', 'a', 'c'].map((name) => statSync(join(own, 'secrets', name)).mode & 0o777)).toEqual([
    0o700, 0o600, 0o600,
  ]);
  // What a killed server left half.
  writeFileSync(join(own, 'secrets', 'a.0123.part'), 'half');
  expect(files.names('')).toEqual(['secrets/a', 'secrets/c']);
});
