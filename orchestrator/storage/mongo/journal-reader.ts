import type { Connection, Query } from 'mongoose';
import { chainStart } from '../chain.ts';
import type { JournalEntry, JournalReader } from '../ports.ts';
import { entryOf, journalModels } from './journal-documents.ts';
import type { EntryDocument, JournalModels } from './journal-documents.ts';
import { OpenLists } from './open-lists.ts';

/** Reads a journal beside its writer, or when there is none. `close` leaves the connection open. */
export const openMongoJournalReader = (connection: Connection): JournalReader => {
  const models = journalModels(connection);
  return readerOf(models, new OpenLists(models));
};

export function readerOf({ entries }: JournalModels, open: OpenLists): JournalReader {
  const first = async (query: Query<EntryDocument[], EntryDocument>) =>
    (await all(query.limit(1)))[0] ?? null;
  return {
    read: (process) => all(entries.find({ process }).sort({ seq: 1 })),
    at: (process, seq) => first(entries.find({ process, seq })),
    last: (process) => first(entries.find({ process }).sort({ seq: -1 })),
    tail: (position, limit) =>
      all(
        entries
          .find({ _id: { $gt: position } })
          .sort({ _id: 1 })
          .limit(limit),
      ),
    newestOfOpen: () => open.newestOfOpen(),
    withUnsettledEffects: () => open.withUnsettledEffects(),
    isSettled: (effect) => open.isSettled(effect),
    inputIds: async (process, limit = 0) => {
      const newest = await entries
        .find({ process }, { _id: 0, inputId: 1, seq: 1 })
        .sort({ seq: -1 })
        .limit(limit)
        .lean();
      return newest.map(({ inputId, seq }) => ({ inputId, seq })).reverse();
    },
    seqOf: async (process, inputId) =>
      (await entries.findOne({ process, inputId }, { seq: 1 }).lean())?.seq ?? null,
    head: async () => {
      const newest = await entries.findOne({}, { hash: 1 }).sort({ _id: -1 }).lean();
      return newest ? { position: newest._id, hash: newest.hash } : { position: 0, hash: chainStart };
    },
    close: async () => {},
  };
}

async function all(query: Query<EntryDocument[], EntryDocument>): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = [];
  for await (const entry of query.lean<EntryDocument>().cursor()) found.push(entryOf(entry as EntryDocument));
  return found;
}
