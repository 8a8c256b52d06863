import { z } from 'zod';
import { estimatedHydrogen, hydrogenWithoutMoisture } from '../../../workflows/assay/hydrogen.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, percent } from '../scalars.ts';
import { ashAirDried, inCallersFields, itemOf, moistureAirDried, refuseMissing } from './fields.ts';

export const coalHydrogen = calculation({
  name: 'coal-hydrogen',
  title: { zh: '空干基氢', en: 'Hydrogen of the air-dried coal' },
  summary: {
    zh: '由总氢扣除水分氢；或由挥发分估算（估算值不得用于出证）。',
    en: 'Total hydrogen without that of moisture; or an estimate from volatile matter, which is not certifiable.',
  },
  input: z.strictObject({
    method: z.enum(['determined', 'estimate']).describe('From total hydrogen, or from volatile matter'),
    moisture_ad_pct: moistureAirDried(),
    totalHydrogen_ad_pct: percent().optional().describe('Total hydrogen Ht,ad with that of moisture; for `determined`'),
    volatileMatter_daf_pct: percent().optional().describe('Volatile matter Vdaf; for `estimate`'),
    ash_ad_pct: ashAirDried().optional().describe('Ash Aad; for `estimate`'),
  }),
  output: z.strictObject({
    hydrogenUnrounded_ad_pct: decimalOut,
    hydrogen_ad_pct: decimalOut,
    certifiable: z.boolean().describe('False for an estimate: it may not stand on a certificate'),
  }),
  example: { method: 'determined', totalHydrogen_ad_pct: '4.54', moisture_ad_pct: '5.30' },
  formulas: (packs) => {
    const { hydrogenWithoutMoisture: determined, hydrogenEstimate } = packs('coal').assay.formulas;
    return [determined, hydrogenEstimate];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const { decimals } = itemOf('H', rules);
    const { moisture_ad_pct: Mad, totalHydrogen_ad_pct: total, volatileMatter_daf_pct: Vdaf, ash_ad_pct: Aad } = input;
    const work = () => {
      if (input.method === 'determined') {
        if (total === undefined) return refuseMissing('totalHydrogen_ad_pct', 'hydrogen is determined');
        return hydrogenWithoutMoisture({ total, Mad }, rules, decimals);
      }
      if (Vdaf === undefined) return refuseMissing('volatileMatter_daf_pct', 'hydrogen is estimated from it');
      if (Aad === undefined) return refuseMissing('ash_ad_pct', 'hydrogen is estimated from it');
      return estimatedHydrogen({ Vdaf, Mad, Aad }, rules, decimals);
    };
    const worked = inCallersFields(work(), { total: 'totalHydrogen_ad_pct' });
    if (!worked.ok) return worked;
    const { unrounded, reported, certifiable } = worked.value.value;
    return ok({ value: { hydrogenUnrounded_ad_pct: unrounded, hydrogen_ad_pct: reported, certifiable }, steps: worked.value.steps });
  },
});
