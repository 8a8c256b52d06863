import { z } from 'zod';
import { testBias } from '../../../workflows/quality-control/bias-test.ts';
import { calculation } from '../calculation.ts';
import { renamed } from '../caller-fields.ts';
import { findings } from '../coal-sampling/fields.ts';
import { decimalOut, quantity } from '../scalars.ts';
import { formulasOf, qualityControlRules } from './fields.ts';

/** Ash, %, of the system's and of the reference sample. */
const ashes = [
  ['11.94', '11.82'],
  ['11.96', '12.04'],
  ['11.92', '11.67'],
  ['12.16', '12.31'],
  ['12.26', '11.95'],
  ['12.20', '12.18'],
  ['11.52', '11.74'],
  ['12.27', '12.09'],
  ['11.83', '11.88'],
  ['12.31', '12.22'],
  ['11.68', '11.79'],
  ['12.18', '11.91'],
  ['12.17', '12.13'],
  ['12.08', '12.27'],
  ['12.00', '11.85'],
  ['11.90', '11.70'],
  ['11.98', '12.01'],
  ['12.02', '12.16'],
  ['12.15', '11.93'],
  ['12.14', '12.07'],
] as const;

export const biasTest = calculation({
  name: 'bias-test',
  title: { zh: '采样系统偏倚试验', en: 'Bias test of a sampling system' },
  summary: {
    zh: '以停皮带参比试样核验采样系统偏倚：离群值、独立性、置信区间与可接受偏倚范围比较。',
    en: 'A sampling system against stopped-belt reference samples: outliers, independence, and the interval against the acceptable band.',
  },
  input: z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          system_pct: quantity().describe('result of the system’s sample'),
          reference_pct: quantity().describe('result of the stopped-belt reference sample'),
        }),
      )
      .max(1000)
      .describe('at least 20 pairs, in the order they were taken'),
    band: z
      .strictObject({
        lower_pct: quantity().describe('lowest acceptable bias'),
        upper_pct: quantity().describe('highest acceptable bias'),
      })
      .optional()
      .describe(
        'acceptable bias; default: that of the edition in force on the day, which has had none since 2024-03-01',
      ),
    on: z.iso.date().describe('day of the test'),
  }),
  output: z.strictObject({
    pairs: z.int(),
    meanDifference_pct: decimalOut,
    standardDeviation_pct: decimalOut,
    t: decimalOut.nullable(),
    tCritical: decimalOut,
    significant: z.boolean().describe('whether the bias differs from zero'),
    lower_pct: decimalOut.describe('confidence interval of the bias, lower end'),
    upper_pct: decimalOut,
    band: z.strictObject({ lower_pct: decimalOut, upper_pct: decimalOut }),
    outlierPair: z.int().nullable().describe('from 1; null when none is'),
    independent: z.boolean().nullable().describe('null when it cannot be told'),
    pairsNeeded: z
      .int()
      .nullable()
      .describe('to show a bias of half the band’s width; null when beyond the practicable'),
    verdict: z.enum(['ACCEPTABLE', 'BIASED', 'NOT_SHOWN']),
    findings,
  }),
  example: {
    pairs: ashes.map(([system_pct, reference_pct]) => ({ system_pct, reference_pct })),
    band: { lower_pct: '-0.30', upper_pct: '0.30' },
    on: '2026-06-01',
  },
  formulas: formulasOf(
    'meanDifference',
    'standardDeviation',
    'grubbs',
    'runs',
    'tStatistic',
    'biasInterval',
    'pairsNeeded',
    'biasVerdict',
  ),
  run: (input, packs) => {
    const { band, on } = input;
    const worked = testBias(
      {
        pairs: input.pairs.map(({ system_pct, reference_pct }) => ({
          first: system_pct,
          second: reference_pct,
        })),
        ...(band !== undefined && { band: { lower: band.lower_pct, upper: band.upper_pct } }),
        on,
      },
      qualityControlRules(packs),
    );
    return renamed(worked, (value) => ({
      pairs: value.pairs,
      meanDifference_pct: value.meanDifference,
      standardDeviation_pct: value.standardDeviation,
      t: value.t,
      tCritical: value.tCritical,
      significant: value.significant,
      lower_pct: value.lower,
      upper_pct: value.upper,
      band: { lower_pct: value.band.lower, upper_pct: value.band.upper },
      outlierPair: value.outlier.outlier,
      independent: value.independence.independent,
      pairsNeeded: value.pairsNeeded,
      verdict: value.verdict,
      findings: value.findings,
    }));
  },
});
