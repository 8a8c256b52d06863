import { z } from 'zod';
import { decideDispute } from '../../../workflows/iso4259/dispute.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive, quantity } from '../scalars.ts';
import { byEdition, limitKind, ofEditions, on, repeatability, results } from './fields.ts';

export const iso4259Dispute = calculation({
  name: 'iso4259-dispute',
  title: { zh: '供货方与收货方的争议程序', en: 'Dispute between supplier and recipient' },
  summary: {
    zh: '按争议程序给出下一步或结论；三个平均值一致时的取值步骤为推断，已注明。',
    en: 'The next step of the dispute procedure, or its outcome; the step for three agreeing averages is inferred and marked so.',
  },
  input: z.strictObject({
    limitKind,
    limit: quantity().describe('limit of the specification'),
    repeatability,
    stage: z
      .enum(['check-samples', 'cross-test'])
      .describe('which samples supplier and recipient tested, their original results being discarded'),
    supplier: results(1).describe('new results of the supplier'),
    recipient: results(1).describe('new results of the recipient'),
    third: z
      .strictObject({
        results: results(1),
        limitOfThree: positive().describe('R₃ as the edition in use calculates it'),
      })
      .optional()
      .describe('the neutral laboratory; left out: it was not called yet'),
    on,
  }),
  output: z.strictObject({
    verdict: z.enum(['MEETS', 'FAILS', 'CROSS_TEST_NEXT', 'THIRD_LABORATORY_NEXT', 'UNDECIDED']),
    decidedBy: z.enum(['both-laboratories', 'two-of-three', 'all-three']).nullable(),
    decidingMean: decimalOut.nullable(),
    inferred: z.boolean().describe('true: rests on the step whose formula was not legible in the source'),
  }),
  example: {
    limitKind: 'maximum',
    limit: '10.0',
    repeatability: '1.0',
    stage: 'cross-test',
    supplier: ['9.6', '9.8', '9.7'],
    recipient: ['10.6', '10.4', '10.5'],
    third: { results: ['9.9', '9.7', '9.8'], limitOfThree: '0.7' },
    on: '2026-06-09',
  },
  formulas: (packs) =>
    ofEditions(
      packs,
      ({
        rejectionLimit,
        mostDivergent,
        average,
        disputeComparison,
        disputeCrossTest,
        disputeTwoOfThree,
        disputeAllThree,
        disputeTie,
      }) => [
        rejectionLimit,
        mostDivergent,
        average,
        disputeComparison,
        disputeCrossTest,
        disputeTwoOfThree,
        disputeAllThree,
        disputeTie,
      ],
    ),
  run: ({ third, ...input }, packs) =>
    byEdition(packs, input.on, (edition) => decideDispute({ ...input, ...(third && { third }) }, edition)),
});
