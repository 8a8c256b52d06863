import { z } from 'zod';
import type { CustomsHouse } from '../deps.ts';
import { customsOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { changePage } from '../schemas/customs.ts';
import { wholeNumber } from '../schemas/scalars.ts';
import { changesAnswer } from '../schemas/customs-answers.ts';
import { pullOf } from './pull-of.ts';

/** Rows of one page: a few hundred rows are about 50 kB. */
const largestPage = 500;
/** s; below the idle time-out (60 s) of common proxies. */
const longestWait = 30;

const query = z.object({
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0).meta({
    description: 'Cursor of the last row you have; 0 = from the start',
  }),
  limit: wholeNumber(1, largestPage, 100),
  wait: wholeNumber(0, longestWait, 0).meta({ description: 's to wait for a row when there is none' }),
});

export const feedOperations = ({ customs }: CustomsHouse): readonly Operation[] => [
  customsOperation({
    id: 'listChanges',
    method: 'get',
    path: '/customs/v1/changes',
    tag: 'Customs',
    summary: 'What has changed since a cursor',
    description:
      'Append-only, ordered by cursor, without gaps, delivered at least once. Keep `next` and send it as `after`; ' +
      'with `wait` the answer comes as soon as there is a row, or empty after that time.',
    scope: 'certificates.read',
    input: { query },
    answer: changesAnswer,
    reply: json(changePage, 'Rows after the cursor, oldest first.'),
    handle: async ({ client, input: { query: page } }) => {
      const changes = await customs.changes(page.after, page.limit, page.wait * 1000);
      const next = changes.at(-1)?.cursor ?? page.after;
      // A look that finds nothing gives nothing out: there is nothing to put on record.
      if (changes.length > 0) await customs.recordPull(client, pullOf(`changes after ${page.after} to ${next}`));
      return { changes, next };
    },
  }),
];
