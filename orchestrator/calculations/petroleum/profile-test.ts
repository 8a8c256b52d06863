import { z } from 'zod';
import { profileTest } from '../../../workflows/petroleum-sampling/profile-test.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, percent } from '../scalars.ts';
import { withCallerFields } from '../caller-fields.ts';

export const petroleumProfileTest = calculation({
  name: 'petroleum-profile-test',
  title: { zh: '管道截面水分分布试验', en: 'Profile test of water in the pipe' },
  summary: {
    zh: '判断取样点处水分在管道截面上是否分布均匀。',
    en: 'Whether water is spread uniformly over the pipe at the sampling point.',
  },
  input: z.strictObject({ water_pct: z.array(percent()).min(2).max(1000).describe('water at each point across the pipe, % by volume') }),
  output: z.strictObject({ verdict: z.enum(['UNIFORM', 'NOT_UNIFORM']), spread_pct: decimalOut, allowed_pct: decimalOut }),
  example: { water_pct: ['2.02', '2.05', '2.00', '2.08', '2.04'] },
  formulas: (packs) => [packs('petroleum').sampling.formulas.profileSpread],
  run: ({ water_pct }, packs) => {
    const outcome = profileTest(water_pct, packs('petroleum').sampling);
    if (!outcome.ok) return withCallerFields(outcome, { water: 'water_pct' });
    const { verdict, spread, allowed } = outcome.value.value;
    return { ok: true, value: { value: { verdict, spread_pct: spread, allowed_pct: allowed }, steps: outcome.value.steps } };
  },
});
