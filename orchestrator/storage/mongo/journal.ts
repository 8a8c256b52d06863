import type { Connection } from 'mongoose';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { JournalTakenOverError, SequenceConflictError } from '../ports.ts';
import type { EntryDraft, Journal, JournalEntry } from '../ports.ts';
import { journalModels } from './journal-documents.ts';
import type { JournalModels } from './journal-documents.ts';
import { openMongoJournalReader, readerOf } from './journal-reader.ts';
import { JournalWriter } from './journal-writer.ts';
import type { WriterOptions } from './journal-writer.ts';
import { OpenLists } from './open-lists.ts';

/** The first entry of a new writer, made of the newest entry of the process that records who writes; null when nobody ever did. */
export interface TakeOver {
  readonly process: ProcessId;
  readonly draft: (newest: JournalEntry | null) => EntryDraft;
}

/** Entries after which the lists of what is open are brought along, and ms after the first of fewer. */
const listsBehind = 500;
const listsLate = 1_000;

/**
 * Opens the journal for writing by an entry of the caller's own. From then on a writer before this one can append nothing: it finds this
 * entry, or one behind it, where its own was to stand. Entries of which that writer does not know whether they were written are there or
 * are not, whole, in order. While that writer still works it may be faster a few times; it ends once it finds its lease gone.
 */
export async function takeOverMongoJournal(
  connection: Connection,
  { process, draft }: TakeOver,
  options: WriterOptions,
): Promise<Journal> {
  const models = journalModels(connection);
  const reader = openMongoJournalReader(connection);
  for (;;) {
    const first = draft(await reader.last(process));
    // Nothing between looking and writing: that is the time in which the writer before may be faster.
    const writer = new JournalWriter(models, await reader.head(), options);
    try {
      await writer.append([first]);
      return await journalOf(models, writer);
    } catch (error) {
      await writer.close();
      if (!(error instanceof JournalTakenOverError) && !(error instanceof SequenceConflictError)) throw error;
    }
  }
}

/**
 * Opens a journal that nobody writes, to go on behind its newest entry: for copying and for repairs. `close` leaves the connection open.
 * `append` rejects with `JournalTakenOverError` once anybody else has written.
 */
export async function openMongoJournal(connection: Connection, options: WriterOptions): Promise<Journal> {
  const models = journalModels(connection);
  const head = await openMongoJournalReader(connection).head();
  return journalOf(models, new JournalWriter(models, head, options));
}

async function journalOf(models: JournalModels, writer: JournalWriter): Promise<Journal> {
  const lists = new OpenLists(models);
  await lists.catchUp();
  let behind = 0;
  let timer: NodeJS.Timeout | undefined;
  const bringAlong = () => {
    clearTimeout(timer);
    timer = undefined;
    behind = 0;
    // A start looks at what they do not know yet.
    void lists.catchUp().catch(() => {});
  };
  const noteBehind = (entries: number) => {
    behind += entries;
    if (behind >= listsBehind) return bringAlong();
    timer ??= setTimeout(bringAlong, listsLate).unref();
  };

  return {
    ...readerOf(models, lists),
    append: async (batch) => {
      const heads = await writer.append(batch);
      noteBehind(heads.length);
      return heads;
    },
    head: async () => writer.head,
    close: async () => {
      await writer.close();
      clearTimeout(timer);
      if (!writer.hasFailed) await lists.catchUp().catch(() => {});
    },
  };
}
