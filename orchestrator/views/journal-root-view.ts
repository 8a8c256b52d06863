import type { JournalRootsEvent } from '../../workflows/journal-roots/machine.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projection } from './projection.ts';

/** A signed root of the journal. */
export interface JournalRootView {
  readonly size: number;
  readonly root: string;
  readonly signedAt: string;
  /** SHA-256 of the record with signature and time stamp. */
  readonly record: string;
}

/** The newest first; what stands behind the key of a size are the roots over fewer entries. */
export const beforeRoot = (size: number): string => orderedKey(Number.MAX_SAFE_INTEGER - size);

export const projectJournalRoot: Projection = ({ definition, input }) => {
  if (definition !== 'journal-roots') return [];
  const event = input.event as JournalRootsEvent;
  if (event.type !== 'root.signed') return [];
  const { size, root, signedAt, record } = event;
  const doc: JournalRootView = { size, root, signedAt, record };
  return [{ collection: collections.journalRoots, key: beforeRoot(size), doc }];
};
