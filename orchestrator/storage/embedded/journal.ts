import type { Journal } from '../ports.ts';
import { openJournalReader } from './journal-reader.ts';
import { openWriter } from './writer-client.ts';

/**
 * The embedded journal: SQLite in a file, written by one writer, read beside it.
 * Batches are committed one after the other in the order of `append`.
 */
export async function openEmbeddedJournal(file: string): Promise<Journal> {
  const writer = await openWriter(file);
  const reader = openJournalReader(file);
  return {
    ...reader,
    append: (batch) => writer.append(batch),
    head: async () => writer.head(),
    close: async () => {
      reader.close();
      await writer.close();
    },
  };
}
