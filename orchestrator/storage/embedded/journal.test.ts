import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { processId } from '../../../workflows/kernel/brand.ts';
import { verifyJournal } from '../../engine/audit.ts';
import { SequenceConflictError } from '../ports.ts';
import type { EntryDraft } from '../ports.ts';
import { openEmbeddedJournal } from './journal.ts';
import { openJournalForReading, openJournalForWriting } from './schema.ts';

const process = processId('lot/1');
const drafts = (from: number, size: number): EntryDraft[] =>
  Array.from({ length: size }, (_, index) => {
    const seq = from + index;
    const body = JSON.stringify({ process, seq, input: { id: `i${seq}` }, effects: [] });
    return { process, seq, inputId: `i${seq}`, answers: null, effects: 0, body };
  });

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quaylab-journal-'));
  file = join(folder, 'journal.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is there again after closing, and goes on where it ended', async () => {
  const first = await openEmbeddedJournal(file);
  const heads = await first.append(drafts(1, 5));
  await first.close();
  const second = await openEmbeddedJournal(file);
  expect(await second.head()).toEqual(heads.at(-1));
  expect(await second.append(drafts(6, 1))).toMatchObject([{ position: 6 }]);
  expect(await verifyJournal(second)).toMatchObject({ intact: true, entries: 6 });
  await second.close();
});

it('closing waits for what was handed over', async () => {
  const journal = await openEmbeddedJournal(file);
  const appended = journal.append(drafts(1, 50));
  await journal.close();
  expect(await appended).toHaveLength(50);
});

it.each([1, 50])('a closed journal rejects (batch of %i)', async (size) => {
  const journal = await openEmbeddedJournal(file);
  await journal.close();
  await expect(journal.append(drafts(1, size))).rejects.toThrow('closed');
});

it.each([1, 50])(
  'after an entry of another writer one append is refused; the next follows theirs (batch of %i)',
  async (size) => {
    const ours = await openEmbeddedJournal(file);
    await ours.append(drafts(1, size));
    const theirs = await openEmbeddedJournal(file);
    await theirs.append(drafts(size + 1, 1));
    await expect(ours.append(drafts(size + 1, size))).rejects.toThrow(SequenceConflictError);
    expect(await ours.append(drafts(size + 2, size))).toHaveLength(size);
    expect(await ours.append(drafts(2 * size + 2, 1))).toMatchObject([{ position: 2 * size + 2 }]);
    expect(await verifyJournal(ours)).toMatchObject({ intact: true, entries: 2 * size + 2 });
    await Promise.all([ours.close(), theirs.close()]);
  },
);

it.each([1, 50])(
  'an error that is no conflict is told as what it is, and the journal goes on when it is over (batch of %i)',
  async (size) => {
    const journal = await openEmbeddedJournal(file);
    const blocker = new Database(file);
    blocker.exec('begin immediate');
    await expect(journal.append(drafts(1, size))).rejects.toThrow('SQLITE_BUSY');
    blocker.exec('rollback');
    blocker.close();
    expect(await journal.append(drafts(1, size))).toHaveLength(size);
    await journal.close();
  },
);

it('every commit waits for the disk: write-ahead log with synchronous=FULL', () => {
  const connection = openJournalForWriting(file);
  const setting = (name: string) =>
    Object.values(connection.prepare(`pragma ${name}`).get() as object)[0] as unknown;
  expect([setting('journal_mode'), setting('synchronous')]).toEqual(['wal', 2]);
  connection.close();
});

it('a reader cannot write', async () => {
  const journal = await openEmbeddedJournal(file);
  const reader = openJournalForReading(file);
  expect(() => reader.exec('delete from journal')).toThrow('readonly');
  reader.close();
  await journal.close();
});
