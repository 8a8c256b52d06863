import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedBlobs } from '../../orchestrator/storage/embedded/blobs.ts';
import { describeBlobs } from './blobs.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-blobs-'));
let opened = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeBlobs('embedded', async () => openEmbeddedBlobs(join(folder, String((opened += 1)))));

it('embedded blobs whose file was changed are not given out', async () => {
  const own = join(folder, 'changed');
  const blobs = openEmbeddedBlobs(own);
  const sha256 = await blobs.put(Buffer.from('what was issued'));
  writeFileSync(join(own, sha256.slice(0, 2), sha256), 'what was not');
  await expect(blobs.get(sha256)).rejects.toThrow(/does not hold the bytes/);
});
