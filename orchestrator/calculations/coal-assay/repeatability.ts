import { z } from 'zod';
import { itemInForce, workedDeterminations } from '../../../workflows/assay/repeatability-working.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut } from '../scalars.ts';
import { day } from './fields.ts';
import { valueLists, valuesInUnit } from './item-values.ts';

/** Two to four determinations: a fifth belongs to a new round. */
export const coalRepeatability = calculation({
  name: 'coal-repeatability',
  title: { zh: '煤质重复测定与重复性限', en: 'Repeatability of coal determinations' },
  summary: {
    zh: '按两次、三次、四次测定规则判定重复测定，给出重复性限、极差和平均值。',
    en: 'Judges determinations by the two-three-four rule: limit T at their mean, critical range, range and accepted mean.',
  },
  input: z.strictObject({
    item: z.string().describe('Symbol without basis: Mt, M, A, V, St, Qgr, H, C, N, P, Cl, F, Hg, As'),
    ...valueLists('determinations', 1, 4, 'Determinations in the order they were made'),
    on: day().optional().describe('Day of the determinations, for limits of an earlier edition; absent = the edition in force'),
  }),
  output: z.strictObject({
    verdict: z.enum(['ACCEPTED', 'NEED_MORE', 'REVIEWER_CHOOSES', 'DISCARD_ALL']),
    unit: z.string(),
    mean: decimalOut.nullable().describe('Unrounded to ten digits; null unless accepted'),
    reported: decimalOut.nullable(),
    used: z.array(z.int()).describe('Places of the determinations used, from 1'),
    criticalRange: decimalOut.nullable().describe('T with the factor of the count'),
    range: decimalOut.nullable(),
    triples: z.array(z.array(z.int())).describe('Triples that agree, where a reviewer chooses'),
    straddlesBandEdge: z.boolean().describe('Determinations lie on both sides of an edge between two limits'),
  }),
  example: { item: 'A', determinations_pct: ['10.00', '10.21', '10.24'] },
  formulas: (packs) => {
    const { formulas } = packs('coal').assay;
    const { repeatabilityLimit, twoDeterminations, threeDeterminations, fourDeterminations, threeOfFour, bandEdge } = formulas;
    return [repeatabilityLimit, twoDeterminations, threeDeterminations, fourDeterminations, threeOfFour, bandEdge];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const item = itemInForce(input.item, rules, input.on);
    if (!item.ok) return item;
    const values = valuesInUnit(input, 'determinations', item.value);
    if (!values.ok) return values;
    const { value, steps } = workedDeterminations(item.value, values.value, rules);
    const { verdict, straddlesBandEdge } = value;
    const accepted = verdict.kind === 'accepted' ? verdict : null;
    const fromOne = (places: readonly number[]) => places.map((place) => place + 1);
    const codes = {
      accepted: 'ACCEPTED',
      'need-more': 'NEED_MORE',
      'reviewer-chooses': 'REVIEWER_CHOOSES',
      'discard-all': 'DISCARD_ALL',
    } as const;
    return ok({
      value: {
        verdict: codes[verdict.kind],
        unit: item.value.unit,
        mean: accepted?.mean ?? null,
        reported: accepted?.rounded ?? null,
        used: fromOne(accepted?.used ?? []),
        criticalRange: verdict.kind === 'need-more' ? null : verdict.limit,
        range: accepted?.range ?? null,
        triples: verdict.kind === 'reviewer-chooses' ? verdict.triples.map(fromOne) : [],
        straddlesBandEdge,
      },
      steps,
    });
  },
});
