import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedViews } from '../../orchestrator/storage/embedded/views.ts';
import { describeViews } from './views.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-views-'));
let opened = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeViews('embedded', async () => openEmbeddedViews(join(folder, String((opened += 1)))));
