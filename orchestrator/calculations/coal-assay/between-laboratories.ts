import { z } from 'zod';
import { judgeLaboratories, reproducibilityRule } from '../../../workflows/assay/between-laboratories.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut } from '../scalars.ts';
import { valueLists, valuesInUnit } from './item-values.ts';

export const coalBetweenLaboratories = calculation({
  name: 'coal-between-laboratories',
  title: { zh: '煤质实验室间再现性', en: 'Coal results of two laboratories' },
  summary: {
    zh: '按干基再现性临界差比较两个实验室的结果。',
    en: 'Compares the results of two laboratories on the dry basis with the reproducibility limit R.',
  },
  input: z.strictObject({
    item: z.string().describe('Symbol without basis: A, V, St, Qgr, C, H, N, P, Cl, F'),
    variant: z.string().optional().describe('Procedure, where R depends on it; for St: eschka, coulometric, infrared'),
    ...valueLists('results_d', 2, 2, 'Mean of each laboratory on the dry basis'),
  }),
  output: z.strictObject({
    verdict: z.enum(['AGREE', 'DISAGREE']),
    unit: z.string(),
    difference: decimalOut,
    reproducibilityLimit: decimalOut,
    mean: decimalOut.describe('Mean of both, unrounded; it chooses the limit'),
    straddlesBandEdge: z.boolean(),
  }),
  example: { item: 'A', results_d_pct: ['14.80', '15.25'] },
  formulas: (packs) => {
    const { reproducibilityLimit, betweenLaboratories, bandEdge } = packs('coal').assay.formulas;
    return [reproducibilityLimit, betweenLaboratories, bandEdge];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const rule = reproducibilityRule(input.item, input.variant, rules);
    if (!rule.ok) return rule;
    const values = valuesInUnit(input, 'results_d', rule.value);
    if (!values.ok) return values;
    // The schema asks for two.
    const { value, steps } = judgeLaboratories(values.value as readonly [never, never], rule.value, rules);
    return ok({ value: { ...value, unit: rule.value.unit }, steps });
  },
});
