import { z } from 'zod';
import { compareWithLimit, decimalsOf } from '../../../workflows/assay/limit-comparison.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, quantity } from '../scalars.ts';

const verdict = z.enum(['PASS', 'FAIL']);
const method = z.enum(['full-value', 'rounded-value']);

export const limitComparison = calculation({
  name: 'limit-comparison',
  title: { zh: '测定值与极限数值的比较', en: 'Comparison of a value with a limit' },
  summary: {
    zh: '按全数值比较法和修约值比较法分别比较，标准未指明时用全数值比较法。',
    en: 'By the full-value and by the rounded-value method; the full value decides unless the standard with the limit says otherwise.',
  },
  input: z.strictObject({
    value: quantity().describe('Unrounded value, in the unit of the limit'),
    comparison: z.enum(['<=', '<', '>=', '>']).describe('What the limit asks of the value'),
    limit: quantity().describe('The limit as it is written, with its trailing zeros (as text)'),
    limitDecimals: z.int().min(0).max(20).optional().describe('Digits of the limit after the point; absent = as it is written'),
    method: method.optional().describe('Method the standard with the limit names; absent = that of the rule pack'),
  }),
  output: z.strictObject({
    verdict: verdict.describe('By the method applied'),
    applied: method,
    fullValue: verdict,
    rounded: decimalOut.describe('Value rounded to the digits of the limit'),
    roundedValue: verdict,
  }),
  example: { value: '0.604', comparison: '<=', limit: '0.6' },
  formulas: (packs) => {
    const { fullValue, rounding, roundedValue, choice } = packs('laboratory').numbers.formulas;
    return [fullValue, rounding, roundedValue, choice];
  },
  run: (input, packs) => {
    const against = { sign: input.comparison, limit: input.limit, decimals: input.limitDecimals ?? decimalsOf(input.limit) };
    return ok(compareWithLimit(input.value, against, input.method, packs('laboratory').numbers));
  },
});
