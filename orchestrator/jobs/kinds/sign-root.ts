import { z } from 'zod';
import { instant } from '../../../workflows/kernel/brand.ts';
import { nextRoot } from '../../journal-roots/next-root.ts';
import type { RootDeps } from '../../journal-roots/next-root.ts';
import type { Journal } from '../../storage/ports.ts';
import { workOf } from '../ports.ts';
import type { JobKind } from '../ports.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const upTo = { size: z.int().min(0), subtrees: z.array(hex).readonly() };

const payload = z.strictObject(upTo);
const result = z.strictObject({
  type: z.literal('root.signed'),
  ...upTo,
  root: hex,
  signedAt: z.iso.datetime().transform(instant),
  /** SHA-256 of the record in the blob store. */
  record: hex,
});

export const signRoot: JobKind<z.infer<typeof payload>, z.infer<typeof result>> = {
  name: 'journal.sign-root',
  concurrency: 1,
  payload,
  result,
};

/** Signs the root over all entries there are now. Only reads the journal; of what it reads, hashes alone go into the tree. */
export const signRootWork = ({
  journal,
  ...deps
}: Omit<RootDeps, 'journal'> & { readonly journal: Pick<Journal, 'tail' | 'head'> }) =>
  workOf(signRoot, async (signed) => {
    // The entry that asks for it comes after what was signed before: where it cannot be read yet, a root would be over nothing new.
    const { position } = await journal.head();
    if (position <= signed.size) throw new Error(`the journal can be read up to ${position} only`);
    return nextRoot({ journal, ...deps }, signed);
  });
