import { z } from 'zod';
import { decideOne } from '../../../workflows/conformity/decide-one.ts';
import type { DecisionRules } from '../../../workflows/conformity/rules.ts';
import { calculation, type PackSource } from '../calculation.ts';
import { positive, quantity } from '../scalars.ts';
import { regime, regimes } from './shared-output.ts';

const longestUnit = 20;
const commodity = z.enum(['coal', 'grain', 'petroleum']);

const rulesOf = (packs: PackSource, of: z.output<typeof commodity>): DecisionRules =>
  of === 'coal' ? packs('coal').conformity : packs(of).limits;

export const decisionRules = calculation({
  name: 'decision-rules',
  title: { zh: '测定值与限值比较（全部判定规则）', en: 'A value against a limit under every decision rule' },
  summary: {
    zh: '按全数值比较法、修约值比较法以及 ISO 4259 接收方、供应方规则同时判定，并指明采用哪一种。',
    en: 'Verdicts by full-value and rounded-value comparison and by the rules of ISO 4259 for recipient and supplier; which one decides.',
  },
  input: z.strictObject({
    commodity: commodity.default('coal').describe('Whose rule pack the rules are taken from; default: coal'),
    value: quantity().describe('Result, not rounded'),
    comparison: z.enum(['<=', '<', '>=', '>']).describe('How the limit bounds the value'),
    limit: quantity().describe('Limit with the digits it is written with, in the unit of the value'),
    unit: z
      .string()
      .max(longestUnit)
      .default('')
      .describe('Unit of value, limit and R, for the working; default: none'),
    reproducibility: positive()
      .optional()
      .describe(
        'R of the method at the limit, in the unit of the value; left out: the rules of ISO 4259 are not computed',
      ),
    decisionRule: regime.optional().describe("Rule that decides; left out: the rule pack's own"),
  }),
  output: z.object({
    verdict: z.enum(['PASS', 'FAIL', 'BORDERLINE']),
    decisionRule: regime,
    near: z.boolean(),
    regimes,
  }),
  example: { value: '0.604', comparison: '<=', limit: '0.6', unit: 'µg/g' },
  formulas: (packs) => {
    const { fullValue, roundedValue, recipient, supplier, nearLimit } = packs('coal').conformity.formulas;
    return [fullValue, roundedValue, recipient, supplier, nearLimit];
  },
  run: ({ commodity: of, reproducibility, decisionRule, ...request }, packs) =>
    decideOne(
      {
        ...request,
        ...(reproducibility !== undefined && { reproducibility }),
        ...(decisionRule !== undefined && { decisionRule }),
      },
      rulesOf(packs, of),
    ),
});
