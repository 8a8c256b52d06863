import { z } from 'zod';
import { workedFixedCarbon } from '../../../workflows/assay/fixed-carbon.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, percent } from '../scalars.ts';
import { ashAirDried, inCallersFields, itemOf, moistureAirDried } from './fields.ts';

export const coalFixedCarbon = calculation({
  name: 'coal-fixed-carbon',
  title: { zh: '固定碳', en: 'Fixed carbon' },
  summary: { zh: '空干基固定碳 = 100 − 水分 − 灰分 − 挥发分。', en: 'What moisture, ash and volatile matter leave of 100 %, air-dried.' },
  input: z.strictObject({
    moisture_ad_pct: moistureAirDried(),
    ash_ad_pct: ashAirDried(),
    volatileMatter_ad_pct: percent().describe('Volatile matter Vad, %'),
  }),
  output: z.strictObject({ fixedCarbonUnrounded_ad_pct: decimalOut, fixedCarbon_ad_pct: decimalOut }),
  example: { moisture_ad_pct: '5.30', ash_ad_pct: '10.60', volatileMatter_ad_pct: '33.20' },
  formulas: (packs) => [packs('coal').assay.formulas.fixedCarbon],
  run: (input, packs) => {
    const rules = packs('coal').assay;
    // Fixed carbon is what the ash leaves, and is told to the same digits.
    const { decimals } = itemOf('A', rules);
    const analysis = { Mad: input.moisture_ad_pct, Aad: input.ash_ad_pct, Vad: input.volatileMatter_ad_pct };
    const worked = inCallersFields(workedFixedCarbon(analysis, rules.formulas, decimals), { V: 'volatileMatter_ad_pct' });
    if (!worked.ok) return worked;
    const { unrounded, reported } = worked.value.value;
    return ok({ value: { fixedCarbonUnrounded_ad_pct: unrounded, fixedCarbon_ad_pct: reported }, steps: worked.value.steps });
  },
});
