import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { processId } from '../../../workflows/kernel/brand.ts';
import { verifyJournal } from '../../engine/audit.ts';
import { SequenceConflictError } from '../ports.ts';
import type { EntryDraft } from '../ports.ts';
import { formats } from './formats.ts';
import { openJournalReader } from './journal-reader.ts';
import { openEmbeddedJournal } from './journal.ts';
import { openJournalForReading, openJournalForWriting } from './schema.ts';

const process = processId('lot/1');
const drafts = (from: number, size: number): EntryDraft[] =>
  Array.from({ length: size }, (_, index) => {
    const seq = from + index;
    const body = JSON.stringify({ process, seq, input: { id: `i${seq}` }, effects: [] });
    return { process, seq, inputId: `i${seq}`, answers: null, effects: 0, finished: false, body };
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

describe('a journal of the format before, which kept no index of what is open,', () => {
  const bodyOf = (id: string, seq: number, more: object) =>
    JSON.stringify({ process: id, seq, input: { id: `i${seq}` }, effects: [], snapshot: null, ...more });
  const done = { snapshot: { status: 'done' } };
  const active = { snapshot: { status: 'active' } };
  const hold = { hold: { code: 'STEP_FAILED', message: '' } };
  /** What a server of that format wrote: process, number, effects asked for, effect answered, what the body says of its state. */
  const past: readonly [string, number, number, string | null, object][] = [
    ['lot/open', 1, 2, null, active],
    ['lot/ended', 1, 1, 'lot/open#1.0', active],
    ['lot/ended', 2, 0, null, done],
    ['lot/held', 1, 0, null, { ...done, ...hold }],
    ['lot/never-begun', 1, 0, null, hold],
    ['lot/open#1', 1, 11, 'lot/ended#1.0', done],
    ...Array.from({ length: 10 }, (_, no): [string, number, number, string, object] => [
      'lot/open',
      no + 2,
      0,
      `lot/open#1#1.${no}`,
      active,
    ]),
  ];
  const write = (db: Database.Database, at: number, rows: typeof past) => {
    const insert = db.prepare(
      'insert into journal (position, process, seq, input_id, answers, effects, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    for (const [index, [id, seq, effects, answers, more]] of rows.entries())
      insert.run(at + index, id, seq, `i${seq}`, answers, effects, bodyOf(id, seq, more), 'f'.repeat(64));
  };
  const inFile = (work: (db: Database.Database) => void) => {
    const db = new Database(file);
    work(db);
    db.close();
  };
  beforeEach(() =>
    inFile((db) => {
      db.exec(formats[0]);
      write(db, 1, past);
    }),
  );
  const openNow = async () => {
    const journal = await openEmbeddedJournal(file);
    const found = {
      processes: (await journal.newestOfOpen()).map((entry) => `${entry.process} ${entry.seq}`),
      effects: (await journal.withUnsettledEffects()).map((entry) => `${entry.process} ${entry.seq}`),
      settled: await Promise.all(['lot/open#1.0', 'lot/open#1.1', 'lot/open#1#1.10'].map(journal.isSettled)),
    };
    await journal.close();
    return found;
  };
  const found = {
    processes: ['lot/held 1', 'lot/never-begun 1', 'lot/open 11'],
    effects: ['lot/open 1', 'lot/open#1 1'],
    settled: [true, false, false],
  };

  it('is opened with what is open derived from it', async () => {
    expect(await openNow()).toEqual(found);
    expect(await openNow()).toEqual(found);
  });

  it('is read for an audit as it is', async () => {
    const reader = openJournalReader(file);
    expect(await reader.tail(4, 1)).toMatchObject([{ process: 'lot/never-begun', finished: false }]);
    reader.close();
    inFile((db) => expect(db.prepare('pragma user_version').get()).toMatchObject({ user_version: 0 }));
  });

  it('is left as it was when it cannot be brought up to date', async () => {
    inFile((db) => db.exec(`update journal set body = 'nonsense' where position = 4`));
    await expect(openEmbeddedJournal(file)).rejects.toThrow('JSON');
    inFile((db) => write(db, 100, [['lot/open', 12, 0, null, active]]));
    inFile((db) => db.exec(`update journal set body = '${bodyOf('lot/held', 1, { ...done, ...hold })}' where position = 4`));
    expect(await openNow()).toEqual({ ...found, processes: [...found.processes.slice(0, 2), 'lot/open 12'] });
  });

  it('goes on with a server of that format, and what is open is known afterwards', async () => {
    await openNow();
    inFile((db) => {
      db.exec(formats[0]);
      write(db, 50, [
        ['lot/open', 12, 3, 'lot/open#1.1', active],
        ['lot/new', 1, 0, 'lot/open#12.1', done],
      ]);
    });
    expect(await openNow()).toEqual({
      // That server does not say that the new one is finished: it is looked at.
      processes: ['lot/held 1', 'lot/never-begun 1', 'lot/open 12', 'lot/new 1'],
      effects: ['lot/open#1 1', 'lot/open 12'],
      settled: [true, true, false],
    });
  });
});
