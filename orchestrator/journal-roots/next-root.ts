import type { Issuing } from '../../reports/issue-certificate.ts';
import type { RootSigned, SignedUpTo } from '../../workflows/journal-roots/machine.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { BlobStore, Journal } from '../storage/ports.ts';
import { rootOf, withLeaf, type Frontier } from './merkle.ts';
import { leafOf } from './proof.ts';
import { bytesOfRecord, signRoot } from './signed-root.ts';

/** Entries read at once: their bodies are in memory meanwhile. */
const page = 500;

export interface RootDeps {
  readonly journal: Pick<Journal, 'tail'>;
  readonly blobs: BlobStore;
  readonly signing: Pick<Issuing, 'signer' | 'timeStamp'>;
  readonly clock: () => Instant;
}

/**
 * Signs the root over all entries there are now, going on from what was signed before, and stores its record. Rejects with what signer
 * and time stamp authority reject with.
 */
export async function nextRoot(
  { journal, blobs, signing, clock }: RootDeps,
  { size, subtrees }: SignedUpTo,
): Promise<RootSigned> {
  let tree: Frontier = { size, subtrees: subtrees.map((hex) => Buffer.from(hex, 'hex')) };
  let head = '';
  for (
    let entries = await journal.tail(size, page);
    entries.length > 0;
    entries = await journal.tail(tree.size, page)
  ) {
    for (const { hash } of entries) tree = withLeaf(tree, leafOf(hash));
    head = entries.at(-1)?.hash ?? head;
  }
  const root = rootOf(tree).toString('hex');
  const signedAt = clock();
  const record = await signRoot(
    { size: tree.size, root, head, at: signedAt },
    signing.signer,
    signing.timeStamp,
  );
  return {
    type: 'root.signed',
    size: tree.size,
    subtrees: tree.subtrees.map((hash) => hash.toString('hex')),
    root,
    signedAt,
    record: await blobs.put(bytesOfRecord(record)),
  };
}
