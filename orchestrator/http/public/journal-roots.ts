import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { publicOperation } from '../operation.ts';
import { json } from '../reply.ts';
import { instantText, listOf, sha256, wholeNumber } from '../schemas/scalars.ts';
import { journalRootsAnswer } from './answers.ts';

const most = 100;

const journalRoot = z
  .object({
    size: z.int().meta({ description: 'Entries the root is over: those at positions 1 to `size`' }),
    root: sha256.meta({ description: 'Root of the Merkle tree (RFC 6962) over the hashes of the entries' }),
    at: instantText,
    jws: z.string().meta({ description: 'The root, signed by the laboratory (RFC 7515)' }),
    timeStamp: z
      .string()
      .nullable()
      .meta({ description: 'RFC 3161 token over the SHA-256 of the JWS, Base64' }),
  })
  .meta({ id: 'JournalRoot' });

export const journalRootOperation = ({ journalRoots }: HttpDeps) =>
  publicOperation({
    id: 'getJournalRoots',
    method: 'get',
    path: '/.well-known/journal-roots.json',
    tag: 'Public',
    summary: 'Signed roots of the record, the newest first',
    description:
      'Signed every hour over all that was recorded until then. Keep them: a record that was changed or shortened later no longer fits. ' +
      'They tell how much was recorded, and nothing of what.',
    input: {
      query: z.object({
        before: z
          .string()
          .regex(/^\d{1,15}$/)
          .transform(Number)
          .optional(),
        limit: wholeNumber(1, most, 24),
      }),
    },
    answer: journalRootsAnswer,
    reply: json(listOf(journalRoot), 'The roots; older ones with `before` = the smallest `size` seen.'),
    handle: async ({ input: { query }, res }) => {
      res.set('Cache-Control', 'public, max-age=300');
      return { items: await journalRoots(query.limit, query.before) };
    },
  });
