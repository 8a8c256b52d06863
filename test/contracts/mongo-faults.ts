import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import pino from 'pino';
import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import { openMongoJournalReader } from '../../orchestrator/storage/mongo/journal-reader.ts';
import { openMongoJournal, takeOverMongoJournal } from '../../orchestrator/storage/mongo/journal.ts';
import { openMongo } from '../../orchestrator/storage/mongo/open.ts';
import { JournalTakenOverError } from '../../orchestrator/storage/ports.ts';
import type { EntryDraft, Journal, JournalEntry } from '../../orchestrator/storage/ports.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { TestMongo } from '../support/mongo.ts';

const log = pino({ level: 'silent' });
const [run, leadership] = [processId('sampling/a'), processId('leadership')];

/** An entry such as an engine makes, which an audit takes. */
function draft(process: ProcessId, seq: number, by = ''): EntryDraft {
  const input = { id: `${by}${seq}` };
  const body = JSON.stringify({ process, seq, input, effects: [], snapshot: null });
  return { process, seq, inputId: input.id, answers: null, effects: 0, finished: false, body };
}
const lead = (connection: Connection, node: string): Promise<Journal> =>
  takeOverMongoJournal(
    connection,
    {
      process: leadership,
      draft: (newest: JournalEntry | null) => draft(leadership, (newest?.seq ?? 0) + 1, node),
    },
    { log },
  );

const cuts = 20;
/** How long a connection holds, and how long it is cut, ms: other moments of the work each time. */
const moment = () => Math.random() * 120;

export function describeJournalFaults(mongo: TestMongo): void {
  describe('two who write one journal', () => {
    it('the former leader can append nothing once another has begun, for good, and nothing of it is there', async () => {
      const connection = await mongo.open();
      const former = await lead(connection, 'former');
      await former.append([draft(run, 1), draft(run, 2)]);
      const next = await lead(connection, 'next');
      for (const stale of [[draft(run, 3, 'stale')], [draft(run, 3, 'stale'), draft(run, 4, 'stale')]])
        await expect(former.append(stale)).rejects.toThrow(JournalTakenOverError);
      await next.append([draft(run, 3)]);
      await expect(former.append([draft(run, 4, 'stale')])).rejects.toThrow(JournalTakenOverError);
      await Promise.all([former.close(), next.close()]);
      const reader = openMongoJournalReader(connection);
      expect((await reader.tail(0, 10)).map(({ inputId }) => inputId)).toEqual([
        'former1',
        '1',
        '2',
        'next2',
        '3',
      ]);
      expect(await verifyJournal(reader)).toMatchObject({ intact: true, entries: 5 });
    });

    it('a batch that it finds taken by the other is no conflict of its own but the end', async () => {
      const connection = await mongo.open();
      const former = await lead(connection, 'former');
      const next = await lead(connection, 'next');
      await next.append([draft(run, 1), draft(run, 2)]);
      await expect(former.append([draft(run, 1), draft(run, 2)])).rejects.toThrow(JournalTakenOverError);
      await Promise.all([former.close(), next.close()]);
    });

    it("in the middle of its work: what it was told is there, what follows is the other's, the chain holds", async () => {
      const connection = await mongo.open();
      const former = await lead(connection, 'former');
      const acknowledged: number[] = [];
      let seq = 0;
      const working = (async () => {
        for (;;) {
          const batch = Array.from({ length: 1 + (seq % 5) }, () => draft(run, (seq += 1)));
          for (const { position } of await former.append(batch)) acknowledged.push(position);
          // Nobody writes without a breath between, who has to decide first.
          await sleep(2 * Math.random());
        }
      })();
      await sleep(150);
      const next = await lead(connection, 'next');
      await expect(working).rejects.toThrow(JournalTakenOverError);
      const entries = await next.tail(0, 10_000);
      const begun = entries.findIndex(({ inputId }) => inputId === 'next2');
      expect(begun).toBe(entries.length - 1);
      // The first entries of the batch under way may be there, of which nobody was told.
      expect(entries.slice(1, begun).map((entry) => entry.seq)).toEqual(
        Array.from({ length: begun - 1 }, (_, index) => index + 1),
      );
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(Math.max(...acknowledged)).toBeLessThan(entries[begun]?.position ?? 0);
      expect(await verifyJournal(next)).toMatchObject({ intact: true, entries: entries.length });
      await Promise.all([former.close(), next.close()]);
    });
  });

  it(`a connection cut ${cuts} times loses nothing and doubles nothing: every entry once, in order, the chain right`, async () => {
    const uri = mongo.newDatabase();
    const direct = await openMongo(uri);
    const { cable, uri: end } = await mongo.cableTo(uri);
    const through = await openMongo(end);
    try {
      const journal = await openMongoJournal(through, { log });
      let isDone = false;
      const cutting = (async () => {
        for (let cut = 0; cut < cuts; cut += 1) {
          await sleep(moment());
          cable.cut();
          await sleep(moment() / 4);
          cable.mend();
        }
        isDone = true;
      })();
      let seq = 0;
      const appended: Promise<unknown>[] = [];
      while (seq < 300 || !isDone) {
        const batch = Array.from({ length: 1 + (seq % 7) }, () => draft(run, (seq += 1)));
        const written = journal.append(batch);
        appended.push(written);
        // Now and then two under way, as the engine has them.
        if (seq % 3 === 0) await written;
      }
      const results = await Promise.allSettled(appended);
      await cutting;
      await journal.close();
      expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
      const reader = openMongoJournalReader(direct);
      expect((await reader.read(run)).map((entry) => entry.seq)).toEqual(
        Array.from({ length: seq }, (_, index) => index + 1),
      );
      expect(await verifyJournal(reader)).toMatchObject({ intact: true, entries: seq });
    } finally {
      cable.mend();
      await Promise.all([direct.close(), through.close()]);
      await cable.remove();
    }
  }, 120_000);

  it('while MongoDB is away an append waits; a close says that it is not known what became of it', async () => {
    const { cable, uri } = await mongo.cableTo(mongo.newDatabase());
    const through = await openMongo(uri, { serverSelection: 200 });
    try {
      const journal = await openMongoJournal(through, { log });
      cable.cut();
      const appended = journal.append([draft(run, 1)]);
      const behind = journal.append([draft(run, 2)]);
      const outcomes = Promise.allSettled([appended, behind]);
      await sleep(300);
      await journal.close();
      expect(await outcomes).toMatchObject([
        {
          status: 'rejected',
          reason: { message: expect.stringMatching(/before it was known whether entry 1/) },
        },
        { status: 'rejected' },
      ]);
    } finally {
      cable.mend();
      await through.close();
      await cable.remove();
    }
  });

  it('the lists of what is open are right when they are brought along late, twice, or by two at once', async () => {
    const connection = await mongo.open();
    const journal = await openMongoJournal(connection, { log });
    const asking = (process: ProcessId, seq: number, more: Partial<EntryDraft>) => ({
      ...draft(process, seq),
      ...more,
    });
    const other = processId('sampling/b');
    await journal.append([
      asking(run, 1, { effects: 2 }),
      asking(other, 1, { effects: 1, answers: `${run}#1.0` }),
    ]);
    const open = async (): Promise<readonly (readonly string[])[]> => {
      const readers = [journal, openMongoJournalReader(connection), openMongoJournalReader(connection)];
      const named = (entries: readonly JournalEntry[]) =>
        entries.map(({ process, seq }) => `${process} ${seq}`).join(', ');
      return Promise.all(
        readers.map(async (each) => [
          named(await each.newestOfOpen()),
          named(await each.withUnsettledEffects()),
        ]),
      );
    };
    const both = [`${run} 1, ${other} 1`, `${run} 1, ${other} 1`];
    expect(await open()).toEqual([both, both, both]);
    await journal.append([asking(run, 2, { answers: `${run}#1.1`, finished: true })]);
    const one = [`${other} 1`, `${other} 1`];
    expect(await open()).toEqual([one, one, one]);
    // A node that is late begins from where it once was, and notes an effect that was answered meanwhile.
    await connection.collection('journal_marks').deleteMany({});
    await connection
      .collection<{ _id: string; position: number }>('journal_effects')
      .insertOne({ _id: `${run}#1.1`, position: 1 });
    expect(await open()).toEqual([one, one, one]);
    await journal.close();
  });
}
