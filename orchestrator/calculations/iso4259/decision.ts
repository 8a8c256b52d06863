import { z } from 'zod';
import { decideAgainstLimit } from '../../../workflows/iso4259/specification-decision.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive, quantity } from '../scalars.ts';
import { byEdition, limitKind, ofEditions, on } from './fields.ts';

export const iso4259Decision = calculation({
  name: 'iso4259-decision',
  title: { zh: '按 ISO 4259 与限值比较', en: 'A result against a limit by ISO 4259' },
  summary: {
    zh: '收货方能否以 95 % 的把握判不合格，供货方能否以 95 % 的把握保证合格；强制性国家标准限值按 GB/T 8170 判定。',
    en: 'Whether the recipient may reject, or the supplier is assured, at 95 %; limits of Chinese mandatory standards go by GB/T 8170.',
  },
  input: z.strictObject({
    party: z.enum(['recipient', 'supplier']).describe('who decides'),
    limitKind,
    limit: quantity().describe('limit of the specification'),
    result: quantity().describe('single result, in the unit of the limit'),
    reproducibilityAtLimit: positive().describe('R of the method at the limit, not at the result'),
    on,
  }),
  output: z.strictObject({
    verdict: z.enum(['FAILS', 'NOT_SHOWN_TO_FAIL', 'ASSURED', 'NOT_ASSURED']),
    bound: decimalOut.describe(
      'result up to which (maximum) or down to which (minimum) the answer is the milder one',
    ),
  }),
  example: {
    party: 'recipient',
    limitKind: 'maximum',
    limit: '10',
    result: '12',
    reproducibilityAtLimit: '2.8',
    on: '2026-06-09',
  },
  formulas: (packs) => ofEditions(packs, ({ recipient, supplier }) => [recipient, supplier]),
  run: (input, packs) => byEdition(packs, input.on, (edition) => decideAgainstLimit(input, edition)),
});
