import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { found, HttpRefusal } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { releaseAdvice } from '../schemas/customs.ts';
import { customsPullPage, decisionDifference } from '../schemas/customs-record.ts';
import { pageOf, pageQuery, wholeNumber } from '../schemas/scalars.ts';

const tag = 'Certificates';
/** Rows of one page: about 300 bytes each. */
const largestPage = 500;
const named = z.string().min(1).max(100).optional();

/** What administrators and officers may read of the dealings with customs. */
export const customsRecordOperations = ({ customsRecord, customs }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listCustomsPulls',
    method: 'get',
    path: '/api/v1/customs-pulls',
    tag,
    summary: 'What customs systems pulled: who, what, which digest, what was answered, when',
    description:
      'Of one certificate, or the advice on one declaration (`number`), of one customs system (`client`) or all; the oldest first.',
    input: {
      query: z.object({
        number: named,
        client: named,
        after: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0).meta({
          description: 'Cursor of the last row you have',
        }),
        limit: wholeNumber(1, largestPage, 100),
      }),
    },
    reply: json(customsPullPage, 'Rows after the cursor.'),
    handle: async ({ input: { query } }) => {
      const { number, client, after, limit } = query;
      if (number !== undefined && client !== undefined) throw filteredTwice;
      const of = number !== undefined ? { number } : client !== undefined ? { client } : 'all';
      const items = await customsRecord.pulls(of, after, limit);
      return { items, next: items.at(-1)?.cursor ?? after };
    },
  }),
  operatorOperation({
    id: 'listDecisionDifferences',
    method: 'get',
    path: '/api/v1/decision-differences',
    tag,
    summary: 'Where a decision of customs that stands departs from the advice as it is now, in the order of declarations',
    description: '`limit` counts goods items; one may have several such decisions.',
    input: { query: z.object(pageQuery(100, largestPage)) },
    reply: json(pageOf(decisionDifference), 'One row for each such decision.'),
    handle: ({ input: { query } }) => customsRecord.differences(query),
  }),
  operatorOperation({
    id: 'getDeclaredAdvice',
    method: 'get',
    path: '/api/v1/release-advice/{declarationNo}',
    tag,
    summary: 'What customs reads of a declaration: advice at both gates, decisions, differences',
    input: {
      params: z.object({ declarationNo: z.string().min(1).max(100).meta({ example: '531620261234567890' }) }),
    },
    reply: json(releaseAdvice, 'Advice and decisions, per goods item.'),
    handle: async ({ input: { params } }) =>
      found(await customs.advice(params.declarationNo), 'declaration', params.declarationNo),
  }),
];

const filteredTwice = new HttpRefusal({
  code: 'SEARCH_NOT_ONE',
  field: 'client',
  message: 'Pulls are listed of one certificate or of one client, not of both.',
  remedy: 'Give number or client.',
});
