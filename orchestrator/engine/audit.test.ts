import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { processId } from '../../workflows/kernel/brand.ts';
import { chainHash } from '../storage/chain.ts';
import { openEmbeddedJournal } from '../storage/embedded/journal.ts';
import type { EntryDraft, Journal } from '../storage/ports.ts';
import { verifyJournal } from './audit.ts';

const entries = 6;
const draft = (process: string, seq: number): EntryDraft => {
  const body = {
    process,
    seq,
    input: { id: `${process}-${seq}`, ...(seq === 2 ? { answers: 'x#1.0' } : {}) },
    effects: seq === 1 ? ['e'] : [],
  };
  return {
    process: processId(process),
    seq,
    inputId: body.input.id,
    answers: body.input.answers ?? null,
    effects: body.effects.length,
    finished: false,
    body: JSON.stringify(body),
  };
};

let folder: string;
let journal: Journal;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quaylab-audit-'));
  journal = await openEmbeddedJournal(join(folder, 'journal.db'));
  // Positions 1 to 6: a1 b1 a2 b2 a3 b3.
  for (const seq of [1, 2, 3]) await journal.append([draft('a', seq), draft('b', seq)]);
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes to the file behind the journal's back. */
function tamper(sql: string, ...values: unknown[]) {
  const file = new Database(join(folder, 'journal.db'));
  file.prepare(sql).run(...values);
  file.close();
}

it('an untouched journal is intact and tells its head', async () => {
  expect(await verifyJournal(journal)).toEqual({ intact: true, entries, head: (await journal.head()).hash });
});

it('an empty journal is intact', async () => {
  const empty = await openEmbeddedJournal(join(folder, 'empty.db'));
  expect(await verifyJournal(empty)).toMatchObject({ intact: true, entries: 0 });
  await empty.close();
});

describe('tampering is found at the first broken entry:', () => {
  const appended =
    'insert into journal (position, process, seq, input_id, effects, body, hash) values (7, ?, ?, ?, 0, ?, ?)';
  const last = 'select hash from journal where position = 6';
  it.each<[string, number, () => void]>([
    [
      'a byte of a body',
      3,
      () => tamper(`update journal set body = replace(body, 'a-2', 'a-9') where position = 3`),
    ],
    ['the first body', 1, () => tamper(`update journal set body = body || ' ' where position = 1`)],
    ['the last body', 6, () => tamper(`update journal set body = body || ' ' where position = 6`)],
    [
      'a hash',
      4,
      () => tamper(`update journal set hash = replace(hash, substr(hash, 1, 1), 'z') where position = 4`),
    ],
    ['a removed entry', 4, () => tamper('delete from journal where position = 3')],
    ['a removed first entry', 2, () => tamper('delete from journal where position = 1')],
    [
      'the body of another entry',
      2,
      () =>
        tamper(`update journal set body = (select body from journal where position = 4) where position = 2`),
    ],
    ['a column: process', 5, () => tamper(`update journal set process = 'c' where position = 5`)],
    ['a column: seq', 6, () => tamper('update journal set seq = 4 where position = 6')],
    ['a column: input', 2, () => tamper(`update journal set input_id = 'forged' where position = 2`)],
    ['a column: answers', 3, () => tamper('update journal set answers = null where position = 3')],
    ['a column: effects', 1, () => tamper('update journal set effects = 0 where position = 1')],
    ['a column: finished', 6, () => tamper('update journal set finished = 1 where position = 6')],
  ])('%s', async (_, position, change) => {
    change();
    expect(await verifyJournal(journal)).toMatchObject({ intact: false, position });
  });

  it('two entries that changed places', async () => {
    tamper('update journal set position = 99 where position = 2');
    tamper('update journal set position = 2 where position = 5');
    tamper('update journal set position = 5 where position = 99');
    expect(await verifyJournal(journal)).toMatchObject({ intact: false, position: 2, process: 'a' });
  });

  it('an appended entry that does not follow from the one before', async () => {
    const { process, seq, inputId, body } = draft('a', 4);
    tamper(
      appended,
      process,
      seq,
      inputId,
      body,
      chainHash('0'.repeat(64), 7, body),
    );
    expect(await verifyJournal(journal)).toMatchObject({
      intact: false,
      position: 7,
      reason: expect.stringContaining('hash'),
    });
  });

  it.each([
    ['jumps a number of its process', draft('a', 5).body, 5],
    ['says something else than its columns', draft('b', 4).body, 4],
    ['is not even readable', 'nonsense', 4],
  ])('an appended entry with the right hash that %s', async (_, body, seq) => {
    const file = new Database(join(folder, 'journal.db'));
    const { hash } = file.prepare(last).get() as { hash: string };
    file.close();
    tamper(
      appended,
      'a',
      seq,
      `a-${seq}`,
      body,
      chainHash(hash, 7, body),
    );
    expect(await verifyJournal(journal)).toMatchObject({ intact: false, position: 7 });
  });
});

it('a cut-off end is a shorter, intact journal: only a head kept elsewhere tells', async () => {
  const { hash } = await journal.head();
  tamper('delete from journal where position > 4');
  const report = await verifyJournal(journal);
  expect(report).toMatchObject({ intact: true, entries: 4 });
  expect(report).not.toMatchObject({ head: hash });
});

it('a journal of more than one page is read to its end', async () => {
  const many = Array.from({ length: 1_500 }, (_, index) => draft('long', index + 1));
  await journal.append(many);
  expect(await verifyJournal(journal)).toMatchObject({ intact: true, entries: entries + 1_500 });
  tamper(`update journal set body = body || ' ' where position = 1400`);
  expect(await verifyJournal(journal)).toMatchObject({ intact: false, position: 1400 });
});
