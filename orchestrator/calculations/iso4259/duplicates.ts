import { z } from 'zod';
import { acceptableResults } from '../../../workflows/iso4259/acceptable-results.ts';
import { calculation } from '../calculation.ts';
import { decimalOut } from '../scalars.ts';
import { byEdition, decimals, ofEditions, on, repeatability, results } from './fields.ts';

export const iso4259Duplicates = calculation({
  name: 'iso4259-duplicates',
  title: { zh: '同一实验室多个结果的可接受性', en: 'Acceptability of the results of one laboratory' },
  summary: {
    zh: '两个或多个结果在重复性条件下是否可接受，剔除最离散的结果，给出平均值。',
    en: 'Whether two or more results are acceptable under repeatability conditions, which are dropped, and the mean of the others.',
  },
  input: z.strictObject({
    results: results(2).describe('all results obtained, in one unit'),
    repeatability,
    decimals,
    on,
  }),
  output: z.strictObject({
    verdict: z.enum(['ACCEPTED', 'MORE_RESULTS_NEEDED', 'CHECK_APPARATUS']),
    mean: decimalOut.nullable(),
    accepted: z.array(decimalOut).readonly().describe('kept so far, rising'),
    rejected: z.array(decimalOut).readonly().describe('dropped, in the order they were dropped'),
    furtherResults: z.int(),
    finding: z.strictObject({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  }),
  example: {
    results: ['1.02', '1.05', '1.00', '1.22'],
    repeatability: '0.10',
    decimals: 2,
    on: '2026-06-09',
  },
  formulas: (packs) =>
    ofEditions(packs, ({ twoResults, rejectionLimit, mostDivergent, tie, apparatus, average }) => [
      twoResults,
      rejectionLimit,
      mostDivergent,
      tie,
      apparatus,
      average,
    ]),
  run: (input, packs) => byEdition(packs, input.on, (edition) => acceptableResults(input, edition)),
});
