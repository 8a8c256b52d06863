import { z } from 'zod';
import { lotValueOfUnits } from '../../../workflows/assay/unit-weight.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive, quantity } from '../scalars.ts';
import { basis, decimals, inCallersFields, sampleFields, sampleOf } from './fields.ts';

/** More units than any ship has. */
const mostUnits = 1000;

export const coalLotValue = calculation({
  name: 'coal-lot-value',
  title: { zh: '批的加权平均值', en: 'Value of a lot from its sampling units' },
  summary: {
    zh: '各采样单元未修约值按该基准上的质量加权平均（干基按干煤质量），一次修约。',
    en: 'Mean of the unrounded unit values, each weighted by its mass on the basis of the value (dry mass for d), rounded once.',
  },
  input: z.strictObject({
    basis: basis().describe('Basis of the values'),
    decimals: decimals().describe('Digits of the reported value'),
    units: z
      .array(
        z.strictObject({
          mass_t: positive().describe('Mass of the unit as received'),
          value: quantity().describe('Unrounded value of the unit on the basis, in the unit of all'),
          ...sampleFields,
        }),
      )
      .min(1)
      .max(mostUnits)
      .describe('Sampling units of the lot'),
  }),
  output: z.strictObject({
    unrounded: decimalOut,
    reported: decimalOut,
    weights_t: z.array(decimalOut).describe('Mass of each unit on the basis of the value'),
  }),
  example: {
    basis: 'd',
    decimals: 2,
    units: [
      { mass_t: '20000', value: '11.193', totalMoisture_ar_pct: '14.2' },
      { mass_t: '18000', value: '12.406', totalMoisture_ar_pct: '9.8' },
    ],
  },
  formulas: (packs) => {
    const { unitWeight, lotValue } = packs('coal').assay.formulas;
    return [unitWeight, lotValue];
  },
  run: (input, packs) => {
    const units = input.units.map((unit) => ({ mass: unit.mass_t, value: unit.value, sample: sampleOf(unit) }));
    const how = { basis: input.basis, unit: '', decimals: input.decimals };
    const worked = inCallersFields(lotValueOfUnits(units, how, packs('coal').assay.formulas), { mass: 'mass_t' });
    if (!worked.ok) return worked;
    const { unrounded, reported, weights } = worked.value.value;
    return ok({ value: { unrounded, reported, weights_t: [...weights] }, steps: worked.value.steps });
  },
});
