import { journalRootsProcess } from '../../workflows/journal-roots/machine.ts';
import { readRecord, type SignedRoot } from '../journal-roots/signed-root.ts';
import type { BlobStore } from '../storage/ports.ts';
import { beforeRoot, type JournalRootView } from '../views/journal-root-view.ts';
import { collections } from '../views/projection.ts';
import type { ServiceDeps } from './support.ts';

/** A signed root of the journal as it is published. */
export interface PublishedRoot extends SignedRoot {
  readonly size: number;
  readonly root: string;
  readonly at: string;
}

/** Begins to have the journal's roots signed. At every start; only the first one counts. */
export async function openJournalRoots({
  engine,
  clock,
}: Pick<ServiceDeps, 'engine' | 'clock'>): Promise<void> {
  const actor = { kind: 'system', id: 'server' } as const;
  const event = { type: 'process.start', input: {} };
  await engine.start('journal-roots', journalRootsProcess, {
    id: `${journalRootsProcess}/begin`,
    at: clock(),
    actor,
    event,
  });
}

/** Signed roots, the newest first; with `before` only those over fewer entries. Throws when a stored record is lost or broken. */
export const journalRootsOf =
  ({ views, blobs }: Pick<ServiceDeps, 'views'> & { readonly blobs: BlobStore }) =>
  async (limit: number, before?: number): Promise<readonly PublishedRoot[]> => {
    const afterKey = before === undefined ? {} : { afterKey: beforeRoot(before) };
    const found = await views.find<JournalRootView>(collections.journalRoots, { limit, ...afterKey });
    return Promise.all(
      found.map(async ({ size, root, signedAt, record }) => {
        const bytes = await blobs.get(record);
        const signed = bytes && readRecord(bytes);
        if (!signed)
          throw new Error(
            `the record ${record} of the journal's root over ${size} entries is lost or broken`,
          );
        return { size, root, at: signedAt, ...signed };
      }),
    );
  };
