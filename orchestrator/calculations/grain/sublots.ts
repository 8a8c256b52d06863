import { z } from 'zod';
import { planSublots } from '../../../workflows/grain-sampling/sublots.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, positive } from '../scalars.ts';
import { sourceOut, words } from '../source-out.ts';
import { decimalOrNull, onDay } from './shared-output.ts';

export const grainSublots = calculation({
  name: 'grain-sublots',
  title: { zh: '粮食子批数和份样数', en: 'Sublots and increments of a grain lot' },
  summary: {
    zh: '按所选采样方案在采样日有效的版本，求子批数、每子批份样数和原始样品量。',
    en: 'Number of sublots, increments of each and bulk sample, by the edition of a sampling scheme in force on the day.',
  },
  input: z.strictObject({
    scheme: z
      .string()
      .describe(
        'Sampling scheme of the rule pack, for example eu-mycotoxin, eu-feed, eu-gmo, gb-t-5491, us-practice',
      ),
    on: onDay('sampling'),
    lotMass_t: positive().describe('Mass of the lot'),
    plan: z
      .enum(['default', 'fewest'])
      .default('default')
      .describe(
        'Least sublots that keep the target mass, or least that keep its tolerance; default: default',
      ),
    sublots: count()
      .exactOptional()
      .describe('A number of sublots of one’s own, checked instead of planned; default: planned'),
    maximumFlow_t_per_h: positive()
      .exactOptional()
      .describe('Highest flow; needed by schemes that set the time between cuts; default: none'),
  }),
  output: z.object({
    scheme: z.string(),
    edition: sourceOut,
    remark: words,
    sublots: z.int(),
    sublotMass_t: decimalOut,
    largestSublotMass_t: decimalOrNull,
    incrementsPerSublot: z.int().nullable(),
    increments: z.int().nullable(),
    incrementMass_g: decimalOrNull,
    aggregateMass_kg: decimalOrNull,
    laboratoryMass_kg: decimalOrNull,
    shortestInterval_s: decimalOrNull,
    longestInterval_s: decimalOrNull,
  }),
  example: { scheme: 'eu-mycotoxin', on: '2026-11-21', lotMass_t: '5000', plan: 'default' },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [
      formulas.sublotsByTarget,
      formulas.sublotsFewest,
      formulas.sublotsFixed,
      formulas.sublotMass,
      formulas.incrementsByTable,
      formulas.incrementsByRoot,
      formulas.inspectionUnits,
      formulas.incrementsByPace,
      formulas.incrementsByMass,
      formulas.incrementsTotal,
    ];
  },
  run: (input, packs) => planSublots(input, packs('grain').sampling),
});
