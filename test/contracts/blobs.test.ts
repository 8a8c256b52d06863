import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedBlobs } from '../../orchestrator/storage/embedded/blobs.ts';
import { describeBlobs } from './blobs.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-blobs-'));
let opened = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeBlobs('embedded', async () => openEmbeddedBlobs(join(folder, String((opened += 1)))));
