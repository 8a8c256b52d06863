import { z } from 'zod';
import { confidenceOfOneLaboratory } from '../../../workflows/iso4259/one-laboratory.ts';
import { compareTwoLaboratories } from '../../../workflows/iso4259/two-laboratories.ts';
import { calculation } from '../calculation.ts';
import { decimalOut } from '../scalars.ts';
import { byEdition, decimals, ofEditions, on, repeatability, reproducibility, results } from './fields.ts';

export const iso4259TwoLaboratories = calculation({
  name: 'iso4259-two-laboratories',
  title: { zh: '两个实验室结果的可接受性', en: 'Acceptability of the results of two laboratories' },
  summary: { zh: '两个实验室平均值之差是否不超过 R₂。', en: 'Whether the averages of two laboratories differ by not more than R₂.' },
  input: z.strictObject({
    laboratory1: results(1).describe('acceptable results of the first laboratory'),
    laboratory2: results(1).describe('acceptable results of the second laboratory'),
    repeatability,
    reproducibility,
    on,
  }),
  output: z.strictObject({ verdict: z.enum(['ACCEPTABLE', 'NOT_ACCEPTABLE']), difference: decimalOut, limit: decimalOut.describe('R₂') }),
  example: {
    laboratory1: ['0.50', '0.54'],
    laboratory2: ['0.42', '0.40'],
    repeatability: '0.08',
    reproducibility: '0.11',
    on: '2026-06-09',
  },
  formulas: (packs) =>
    ofEditions(packs, ({ average, twoLaboratories, twoLaboratoriesAgree }) => [average, twoLaboratories, twoLaboratoriesAgree]),
  run: (input, packs) => byEdition(packs, input.on, (edition) => compareTwoLaboratories(input, edition)),
});

export const iso4259OneLaboratory = calculation({
  name: 'iso4259-one-laboratory',
  title: { zh: '单个实验室平均值的置信界限', en: 'Confidence limits of the mean of one laboratory' },
  summary: {
    zh: '单个实验室平均值在 95 % 下的双侧区间和单侧界限。',
    en: 'How far the true value may lie from the mean of one laboratory at 95 %, on both sides and on one.',
  },
  input: z.strictObject({
    results: results(1).describe('acceptable results of the laboratory'),
    repeatability,
    reproducibility,
    decimals,
    on,
  }),
  output: z.strictObject({
    mean: decimalOut,
    reproducibilityOfMean: decimalOut.describe('R₁'),
    twoSidedMargin: decimalOut.describe('R₁/√2'),
    lower: decimalOut,
    upper: decimalOut,
    oneSidedMargin: decimalOut.describe('0.59·R₁'),
  }),
  example: { results: ['0.52', '0.44'], repeatability: '0.08', reproducibility: '0.11', decimals: 2, on: '2026-06-09' },
  formulas: (packs) => ofEditions(packs, ({ average, oneLaboratory, twoSided, oneSided }) => [average, oneLaboratory, twoSided, oneSided]),
  run: (input, packs) => byEdition(packs, input.on, (edition) => confidenceOfOneLaboratory(input, edition)),
});
