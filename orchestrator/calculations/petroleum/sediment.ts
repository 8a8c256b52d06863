import { z } from 'zod';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { reportSediment } from '../../../workflows/petroleum-assay/sediment.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, percent, positive } from '../scalars.ts';

export const petroleumSediment = calculation({
  name: 'petroleum-sediment',
  title: { zh: '沉淀物的报告', en: 'Reporting sediment' },
  summary: {
    zh: '按抽提法报告沉淀物质量分数，并换算体积分数。',
    en: 'Sediment by extraction as reported by mass, and by volume when the relative density is given.',
  },
  input: z.strictObject({
    sediment_pct: percent().describe('sediment by mass, unrounded'),
    relativeDensity: positive()
      .optional()
      .describe('relative density of the oil; left out: no volume percentage'),
  }),
  output: z.strictObject({
    sediment_pct: decimalOut.describe('by mass'),
    sedimentByVolume_pct: decimalOut.nullable().describe('by volume; null without relative density'),
  }),
  example: { sediment_pct: '0.0234', relativeDensity: '0.8550' },
  formulas: (packs) => {
    const { formulas } = packs('petroleum').precision;
    return [formulas.sedimentReport, formulas.sedimentVolume];
  },
  run: ({ sediment_pct: massPercent, relativeDensity }, packs) => {
    const { value, steps } = reportSediment(
      { massPercent, ...(relativeDensity !== undefined && { relativeDensity }) },
      packs('petroleum').precision,
    );
    return ok({
      value: { sediment_pct: value.massPercent, sedimentByVolume_pct: value.volumePercent },
      steps,
    });
  },
});
