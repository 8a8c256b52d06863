import { z } from 'zod';
import { reportDensity } from '../../../workflows/petroleum-assay/density.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive } from '../scalars.ts';

const reference = z.enum(['20-degC', '15-degC', '60-degF']);

export const petroleumDensity = calculation({
  name: 'petroleum-density',
  title: { zh: '密度的报告', en: 'Reporting a density' },
  summary: {
    zh: '按 0.1 kg/m³ 或 0.0001 g/mL 连同参比温度报告密度；不在温度间换算。',
    en: 'A density to 0.1 kg/m³ or 0.0001 g/mL with its reference temperature; nothing is converted between temperatures.',
  },
  input: z.strictObject({
    density_kg_per_m3: positive().describe('density as determined'),
    at: reference.describe('reference temperature the density is stated for'),
    reportAt: reference
      .default('20-degC')
      .describe('reference temperature of the report; default: 20 °C, as China reports'),
  }),
  output: z.strictObject({ at: reference, density_kg_per_m3: decimalOut, density_g_per_mL: decimalOut }),
  example: { density_kg_per_m3: '855.25', at: '20-degC' },
  formulas: (packs) => [packs('petroleum').precision.formulas.densityReport],
  run: ({ density_kg_per_m3: density, at, reportAt }, packs) => {
    const outcome = reportDensity({ density, at, reportAt }, packs('petroleum').precision);
    if (!outcome.ok) return outcome;
    const { kgPerM3, gPerMl } = outcome.value.value;
    return {
      ok: true,
      value: {
        value: { at, density_kg_per_m3: kgPerM3, density_g_per_mL: gPerMl },
        steps: outcome.value.steps,
      },
    };
  },
});
