import { z } from 'zod';
import { unitResult, workedUnitValues } from '../../../workflows/assay/unit-values-working.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, nonNegative, percent, positive } from '../scalars.ts';
import { implausible, inCallersFields, moistureAirDried, totalMoisture } from './fields.ts';

/** Which item of the rule pack a field holds the unrounded mean of. */
const itemOfField = {
  totalMoisture_ar_pct: 'Mt',
  moisture_ad_pct: 'M',
  ash_ad_pct: 'A',
  volatileMatter_ad_pct: 'V',
  totalSulphur_ad_pct: 'St',
  grossCalorificValue_ad_J_per_g: 'Qgr',
  hydrogen_ad_pct: 'H',
  mercury_ad_ug_per_g: 'Hg',
  arsenic_ad_ug_per_g: 'As',
  phosphorus_ad_pct: 'P',
  chlorine_ad_pct: 'Cl',
  fluorine_ad_ug_per_g: 'F',
} as const;
type Field = keyof typeof itemOfField;
const fieldOfItem = Object.fromEntries(Object.entries(itemOfField).map(([field, item]) => [item, field]));

export const coalReportedValues = calculation({
  name: 'coal-reported-values',
  title: { zh: '采样单元报告值', en: 'Reported values of a sampling unit' },
  summary: {
    zh: '由一个采样单元的未修约测定平均值给出全部基准的报告值，各一次修约。',
    en: 'All values a certificate reports of one sampling unit, on every basis, each rounded once from the unrounded means.',
  },
  input: z.strictObject({
    totalMoisture_ar_pct: totalMoisture().optional().describe('Mean of total moisture Mt'),
    moisture_ad_pct: moistureAirDried().optional().describe('Mean of moisture Mad'),
    ash_ad_pct: percent().optional().describe('Mean of ash Aad'),
    volatileMatter_ad_pct: percent().optional().describe('Mean of volatile matter Vad'),
    totalSulphur_ad_pct: percent().optional().describe('Mean of total sulphur St,ad'),
    grossCalorificValue_ad_J_per_g: positive().optional().describe('Mean of the gross calorific value Qgr,ad'),
    hydrogen_ad_pct: percent().optional().describe('Mean of hydrogen Had without that of moisture'),
    mercury_ad_ug_per_g: nonNegative().optional().describe('Mean of mercury Hg,ad'),
    arsenic_ad_ug_per_g: nonNegative().optional().describe('Mean of arsenic As,ad'),
    phosphorus_ad_pct: percent().optional().describe('Mean of phosphorus P,ad'),
    chlorine_ad_pct: percent().optional().describe('Mean of chlorine Cl,ad'),
    fluorine_ad_ug_per_g: nonNegative().optional().describe('Mean of fluorine F,ad'),
  }),
  output: z.strictObject({
    values: z.array(
      z.strictObject({
        item: z.string(),
        basis: z.enum(['ar', 'ad', 'd', 'daf']),
        name: z.strictObject({ zh: z.string(), en: z.string() }),
        unit: z.string(),
        method: z.string(),
        unrounded: decimalOut,
        reported: decimalOut,
      }),
    ),
  }),
  example: {
    totalMoisture_ar_pct: '14.2',
    moisture_ad_pct: '5.30',
    ash_ad_pct: '10.60',
    volatileMatter_ad_pct: '33.20',
    totalSulphur_ad_pct: '0.55',
    grossCalorificValue_ad_J_per_g: '24860',
    hydrogen_ad_pct: '3.95',
  },
  formulas: (packs) => {
    const { reporting, adToAr, adToD, adToDaf, fixedCarbon, netConstantVolume } = packs('coal').assay.formulas;
    return [reporting, adToAr, adToD, adToDaf, fixedCarbon, netConstantVolume];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const given = (Object.keys(itemOfField) as Field[]).flatMap((field) => {
      const mean = input[field];
      return mean === undefined ? [] : [{ field, item: itemOfField[field], mean }];
    });
    if (given.length === 0) {
      const remedy = 'Give at least one determined mean.';
      return refuse({ code: 'NOTHING_DETERMINED', message: 'No determined mean is given.', remedy });
    }
    const refused = implausible(
      given.map(({ field, item, mean }) => ({ field, item, value: mean })),
      rules,
    );
    if (refused) return refused;
    const results = given.flatMap(({ item, mean }) => unitResult(item, mean, rules) ?? []);
    const worked = inCallersFields(workedUnitValues(results, rules), fieldOfItem);
    if (!worked.ok) return worked;
    const values = worked.value.value.map(({ value, ...named }) => ({ ...named, unrounded: value }));
    return ok({ value: { values }, steps: worked.value.steps });
  },
});
