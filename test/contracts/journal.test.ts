import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryJournal } from '../../orchestrator/engine/testing/memory-journal.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { describeJournal } from './journal.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-journal-'));
let opened = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeJournal('embedded', async () => openEmbeddedJournal(join(folder, String((opened += 1)))));
describeJournal('in memory, for tests', async () => new MemoryJournal());
