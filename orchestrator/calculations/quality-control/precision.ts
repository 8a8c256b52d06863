import { z } from 'zod';
import { checkPrecision } from '../../../workflows/quality-control/precision-check.ts';
import { checkPreparation } from '../../../workflows/quality-control/preparation-check.ts';
import { calculation } from '../calculation.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { count, decimalOut, positive, quantity } from '../scalars.ts';
import { formulasOf, qualityControlRules } from './fields.ts';

const pair = z.strictObject({
  a_pct: quantity().describe('result of sample A'),
  b_pct: quantity().describe('result of sample B'),
});
const toPair = ({ a_pct, b_pct }: z.output<typeof pair>) => ({ first: a_pct, second: b_pct });

export const precisionCheck = calculation({
  name: 'precision-check',
  title: { zh: '采样精密度核验（双份采样法）', en: 'Precision check by duplicate sampling' },
  summary: {
    zh: '由不少于 10 对双份试样估算精密度及其 95 % 置信区间，判断是否增加或可减少子样数。',
    en: 'Precision and its 95 % band from at least ten duplicate pairs: carry on, increase, or may reduce.',
  },
  input: z.strictObject({
    pairs: z
      .array(pair)
      .max(1000)
      .describe('A and B of each unit; its increments went alternately to both, n/2 to each'),
    reported: z
      .enum(['one-half', 'mean-of-both'])
      .meta({ description: 'what is reported for a unit: one half’s result, or the mean of A and B' }),
    units: count(1, 1000).default(1).describe('units whose mean is the lot’s result; default 1'),
    requiredPrecision_pct: positive().describe('precision asked for, P_L'),
  }),
  output: z.strictObject({
    variance_pct2: decimalOut.describe('of one half’s result, unrounded'),
    unitPrecision_pct: decimalOut,
    lotPrecision_pct: decimalOut,
    lowerFactor: decimalOut,
    upperFactor: decimalOut,
    lower_pct: decimalOut,
    upper_pct: decimalOut,
    verdict: z.enum(['CARRY_ON', 'INCREASE', 'MAY_REDUCE']),
    statement: z.strictObject({ zh: z.string(), en: z.string() }).describe('what the precision is of'),
  }),
  example: {
    pairs: [
      { a_pct: '11.10', b_pct: '10.50' },
      { a_pct: '12.41', b_pct: '11.74' },
      { a_pct: '12.16', b_pct: '12.45' },
      { a_pct: '12.45', b_pct: '11.85' },
      { a_pct: '11.57', b_pct: '12.33' },
      { a_pct: '11.95', b_pct: '11.36' },
      { a_pct: '12.70', b_pct: '12.18' },
      { a_pct: '11.00', b_pct: '11.40' },
      { a_pct: '11.83', b_pct: '12.51' },
      { a_pct: '12.27', b_pct: '11.69' },
    ],
    reported: 'one-half',
    units: 1,
    requiredPrecision_pct: '1.2',
  },
  formulas: formulasOf('variance', 'varianceOfResult', 'precision', 'precisionBand', 'precisionVerdict'),
  run: (input, packs) => {
    const worked = checkPrecision(
      {
        pairs: input.pairs.map(toPair),
        reported: input.reported,
        units: input.units,
        target: input.requiredPrecision_pct,
      },
      qualityControlRules(packs),
    );
    return renamed(withCallerFields(worked, { target: 'requiredPrecision_pct' }), (value) => ({
      variance_pct2: value.variance,
      unitPrecision_pct: value.unitPrecision,
      lotPrecision_pct: value.lotPrecision,
      lowerFactor: value.lowerFactor,
      upperFactor: value.upperFactor,
      lower_pct: value.lower,
      upper_pct: value.upper,
      verdict: value.verdict,
      statement: value.statement,
    }));
  },
});

export const preparationPrecisionCheck = calculation({
  name: 'preparation-precision-check',
  title: { zh: '制样和化验精密度核验', en: 'Precision check of preparation and test' },
  summary: {
    zh: '由两组各 10 对双份试样核验制样和化验方差是否不大于 0.05·P_L²。',
    en: 'Variance of preparation and test from two groups of ten duplicate pairs, against 0.05·P_L².',
  },
  input: z.strictObject({
    groups: z.array(z.array(pair).max(1000)).max(100).describe('groups of duplicate pairs'),
    requiredPrecision_pct: positive().describe('precision asked of the sampling, P_L'),
  }),
  output: z.strictObject({
    targetVariance_pct2: decimalOut,
    groups: z.array(z.strictObject({ variance_pct2: decimalOut, withinTarget: z.boolean() })).readonly(),
    verdict: z.enum(['ACCEPTABLE', 'NOT_ACCEPTABLE', 'NOT_SHOWN']),
  }),
  example: {
    groups: [
      Array.from({ length: 10 }, () => ({ a_pct: '12.10', b_pct: '11.80' })),
      Array.from({ length: 10 }, () => ({ a_pct: '11.95', b_pct: '12.15' })),
    ],
    requiredPrecision_pct: '1.2',
  },
  formulas: formulasOf('preparationTarget', 'variance', 'preparationVerdict'),
  run: (input, packs) => {
    const worked = checkPreparation(
      input.groups.map((group) => group.map(toPair)),
      input.requiredPrecision_pct,
      qualityControlRules(packs),
    );
    return renamed(
      withCallerFields(worked, { requiredPrecision: 'requiredPrecision_pct' }),
      ({ targetVariance, groups, verdict }) => ({
        targetVariance_pct2: targetVariance,
        groups: groups.map(({ variance, withinTarget }) => ({ variance_pct2: variance, withinTarget })),
        verdict,
      }),
    );
  },
});
