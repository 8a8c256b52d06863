import { z } from 'zod';
import { planGrainSampling } from '../../../workflows/grain-sampling/plan.ts';
import { grainSamplingBases } from '../../../workflows/grain-sampling/types.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, positive } from '../scalars.ts';
import { sourceOut } from '../source-out.ts';
import { onDay } from './shared-output.ts';

export const grainSamplingPlan = calculation({
  name: 'grain-sampling-plan',
  title: { zh: '散装粮食逐舱采样方案', en: 'Sampling plan of a grain cargo, hold by hold' },
  summary: {
    zh: '按采样方案和用途求各舱（子批）份样数、质量或时间间隔和缩分器设置，并核对采样器和样袋能否胜任。',
    en: 'Increments, interval by mass or time and setting of the divider for each hold, and whether sampler and bags can do it.',
  },
  input: z.strictObject({
    scheme: z
      .string()
      .describe('Sampling scheme of the rule pack, for example eu-large-lot, eu-mycotoxin, eu-gmo'),
    purpose: z.string().describe('What the sample is for, for example mycotoxins: gives the bulk sample'),
    on: onDay('sampling'),
    basis: z
      .enum(grainSamplingBases)
      .default('mass')
      .describe('Cuts by mass, or by time from the greatest flow; default mass'),
    holds: z
      .array(
        z.strictObject({
          name: z.string().min(1).describe('Number or name of the hold'),
          mass_t: positive().describe('Its mass'),
        }),
      )
      .min(1)
      .max(30)
      .describe('Holds in the order they are unloaded'),
    opening_mm: positive().describe('Opening of the cutter'),
    traverseSpeed_m_per_s: positive().describe('Speed of the cutter'),
    maximumFlow_t_per_h: positive().describe('Greatest flow'),
    usualFlow_t_per_h: positive().describe(
      'Flow at which the cargo mostly comes; by mass the divider is set for it',
    ),
    shortestInterval_s: positive().describe('Shortest time between two cuts the sampler manages'),
    bags: count().describe('Bags or cans it fills one after the other'),
    bagCapacity_kg: positive().describe('What each takes'),
  }),
  output: z.object({
    edition: sourceOut,
    keptShare_pct: decimalOut,
    bulkLeast_kg: decimalOut,
    units: z
      .array(
        z.object({
          no: z.int(),
          hold: z.string(),
          sublot: z.int(),
          sublots: z.int(),
          mass_t: decimalOut,
          increments: z.int(),
          interval_t: decimalOut,
          interval_s: decimalOut.optional(),
          gapAbove_t: decimalOut,
        }),
      )
      .readonly(),
  }),
  example: {
    scheme: 'eu-large-lot',
    purpose: 'mycotoxins',
    on: '2026-11-22',
    holds: [
      { name: '1', mass_t: '12000' },
      { name: '2', mass_t: '12000' },
    ],
    opening_mm: '30',
    traverseSpeed_m_per_s: '0.5',
    maximumFlow_t_per_h: '1000',
    usualFlow_t_per_h: '800',
    shortestInterval_s: '8',
    bags: 6,
    bagCapacity_kg: '20',
  },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [
      formulas.sublotsByTarget,
      formulas.sublotsFixed,
      formulas.sublotMass,
      formulas.incrementsByRoot,
      formulas.incrementsByTable,
      formulas.incrementsByPace,
      formulas.incrementsTotal,
      formulas.massInterval,
      formulas.timeInterval,
      formulas.purposeMasses,
      formulas.bulkTotal,
      formulas.cutMass,
      formulas.keptShare,
    ];
  },
  run: ({ scheme, purpose, on, basis, holds, ...sampler }, packs) => {
    const pack = packs('grain');
    const request = { scheme, purpose, on, basis, holds, sampler };
    const planned = planGrainSampling(request, pack.sampling, pack.ref);
    if (planned.ok) return planned;
    const { field, ...refusal } = planned.refusal;
    return { ok: false, refusal: { ...refusal, ...(field !== undefined && { field: callerField(field) }) } };
  },
});

/** The sampler's measurements stand beside the others here. A sampler that cannot do it is asked of by its greatest flow. */
const callerField = (field: string): string =>
  field === 'sampler' ? 'maximumFlow_t_per_h' : field.replace(/^sampler\./, '');
