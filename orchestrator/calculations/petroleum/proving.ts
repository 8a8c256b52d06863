import { z } from 'zod';
import { proveByWater } from '../../../workflows/petroleum-sampling/proving.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, percent } from '../scalars.ts';

const verdict = z.enum(['PASSED', 'FAILED']);

const run = z.strictObject({
  baseline_pct: percent().describe('water of the oil without injection, referred to the test volume'),
  injected_pct: percent().describe('water injected, of the test volume'),
  measured_pct: percent().describe('water of the sample'),
});

export const petroleumProving = calculation({
  name: 'petroleum-proving',
  title: { zh: '注水验证', en: 'Proving by water injection' },
  summary: {
    zh: '注水后样品含水与已知含水的偏差是否在允许范围内。',
    en: 'Whether the sample finds the water that was injected, within the deviation allowed.',
  },
  input: z.strictObject({
    volumeBy: z.enum(['meter', 'tank-gauge']).describe('how the volume of the oil was measured'),
    runs: z.array(run).min(1).max(2).describe('one run of a single test, or both of a dual test'),
  }),
  output: z.strictObject({
    verdict,
    runs: z.array(z.strictObject({ verdict, deviation_pct: decimalOut, allowed_pct: decimalOut })).readonly(),
  }),
  example: { volumeBy: 'meter', runs: [{ baseline_pct: '0.10', injected_pct: '1.00', measured_pct: '1.02' }] },
  formulas: (packs) => {
    const { formulas } = packs('petroleum').sampling;
    return [formulas.provingDeviation, formulas.provingAllowed];
  },
  run: ({ volumeBy, runs }, packs) => {
    const outcome = proveByWater(
      {
        volumeBy: volumeBy === 'meter' ? 'meter' : 'tankGauge',
        runs: runs.map(({ baseline_pct, injected_pct, measured_pct }) => ({
          baseline: baseline_pct,
          injected: injected_pct,
          measured: measured_pct,
        })),
      },
      packs('petroleum').sampling,
    );
    if (!outcome.ok) return outcome;
    const proven = outcome.value.value.runs.map(({ verdict: of, deviation, allowed }) => ({
      verdict: of,
      deviation_pct: deviation,
      allowed_pct: allowed,
    }));
    return { ok: true, value: { value: { verdict: outcome.value.value.verdict, runs: proven }, steps: outcome.value.steps } };
  },
});
