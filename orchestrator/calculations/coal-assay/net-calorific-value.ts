import { z } from 'zod';
import { calorieOf, netAtConstantPressure, netAtConstantVolume } from '../../../workflows/assay/net-calorific-value.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, percent, positive } from '../scalars.ts';
import { implausible, inCallersFields, itemOf, moistureAirDried, refuseMissing, totalMoisture } from './fields.ts';

const volume = 'needed for gb-t-213-constant-volume';
const pressure = 'needed for iso-1928-constant-pressure';

export const coalNetCalorificValue = calculation({
  name: 'coal-net-calorific-value',
  title: { zh: '收到基低位发热量', en: 'Net calorific value, as received' },
  summary: {
    zh: '恒容低位（GB/T 213）或恒压低位（ISO 1928），以 J/g、MJ/kg 和注明卡种的 kcal/kg 报出。',
    en: 'At constant volume (GB/T 213) or at constant pressure (ISO 1928), in J/g, MJ/kg and kcal/kg of a named calorie.',
  },
  input: z.strictObject({
    method: z.enum(['gb-t-213-constant-volume', 'iso-1928-constant-pressure']).describe('Which net calorific value'),
    totalMoisture_ar_pct: totalMoisture(),
    moisture_ad_pct: moistureAirDried().optional().describe(`Moisture Mad; ${volume}`),
    grossCalorificValue_ad_J_per_g: positive().optional().describe(`Gross calorific value at constant volume Qgr,ad; ${volume}`),
    hydrogen_ad_pct: percent().optional().describe(`Hydrogen Had without that of moisture; ${volume}`),
    grossCalorificValue_d_J_per_g: positive().optional().describe(`Gross calorific value at constant volume Qgr,v,d; ${pressure}`),
    hydrogen_d_pct: percent().optional().describe(`Hydrogen Hd without that of moisture; ${pressure}`),
    oxygenAndNitrogen_d_pct: percent().optional().describe(`Oxygen and nitrogen together, Od + Nd; ${pressure}`),
    calorie: z.string().default('cal-20').describe('Calorie of kcal/kg: cal-20 (4.1816 J) or cal-it (4.1868 J)'),
  }),
  output: z.strictObject({
    condition: z.enum(['constant-volume', 'constant-pressure']),
    netCalorificValueUnrounded_ar_J_per_g: decimalOut,
    netCalorificValue_ar_kJ_per_kg: decimalOut.describe('The same number as in J/g'),
    netCalorificValue_ar_MJ_per_kg: decimalOut,
    inCalories: z.strictObject({
      kilocaloriesPerKilogram: decimalOut,
      calorie: z.string(),
      name: z.strictObject({ zh: z.string(), en: z.string() }),
      joulesPerCalorie: decimalOut,
    }),
  }),
  example: {
    method: 'gb-t-213-constant-volume',
    totalMoisture_ar_pct: '14.2',
    moisture_ad_pct: '5.30',
    grossCalorificValue_ad_J_per_g: '24860',
    hydrogen_ad_pct: '3.95',
  },
  formulas: (packs) => {
    const { netConstantVolume, netConstantPressure, reporting, calories } = packs('coal').assay.formulas;
    return [netConstantVolume, netConstantPressure, reporting, calories];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const calorie = calorieOf(input.calorie, rules);
    if (!calorie.ok) return calorie;
    const decimals = {
      joules: itemOf('Qgr', rules).decimals,
      megajoules: rules.calories.megajouleDecimals,
    };
    const { totalMoisture_ar_pct: Mt } = input;
    const heats = ['grossCalorificValue_ad_J_per_g', 'grossCalorificValue_d_J_per_g'] as const;
    const refused = implausible(
      heats.map((field) => ({ field, item: 'Qgr', value: input[field] })),
      rules,
    );
    if (refused) return refused;
    const work = () => {
      if (input.method === 'gb-t-213-constant-volume') {
        const { grossCalorificValue_ad_J_per_g: Qgrad, hydrogen_ad_pct: Had, moisture_ad_pct: Mad } = input;
        if (Qgrad === undefined) return refuseMissing('grossCalorificValue_ad_J_per_g', volume);
        if (Had === undefined) return refuseMissing('hydrogen_ad_pct', volume);
        if (Mad === undefined) return refuseMissing('moisture_ad_pct', volume);
        return netAtConstantVolume({ Qgrad, Had, Mt, Mad }, calorie.value, rules, decimals);
      }
      const { grossCalorificValue_d_J_per_g: Qgrd, hydrogen_d_pct: Hd, oxygenAndNitrogen_d_pct: ONd } = input;
      if (Qgrd === undefined) return refuseMissing('grossCalorificValue_d_J_per_g', pressure);
      if (Hd === undefined) return refuseMissing('hydrogen_d_pct', pressure);
      if (ONd === undefined) return refuseMissing('oxygenAndNitrogen_d_pct', pressure);
      return netAtConstantPressure({ Qgrd, Hd, ONd, Mt }, calorie.value, rules, decimals);
    };
    const worked = inCallersFields(work());
    if (!worked.ok) return worked;
    const { condition, unrounded, joules, megajoules, kilocalories } = worked.value.value;
    const { id, name, joules: joulesPerCalorie } = calorie.value;
    return ok({
      value: {
        condition,
        netCalorificValueUnrounded_ar_J_per_g: unrounded,
        netCalorificValue_ar_kJ_per_kg: joules,
        netCalorificValue_ar_MJ_per_kg: megajoules,
        inCalories: { kilocaloriesPerKilogram: kilocalories, calorie: id, name, joulesPerCalorie },
      },
      steps: worked.value.steps,
    });
  },
});
