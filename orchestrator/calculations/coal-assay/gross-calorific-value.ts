import { z } from 'zod';
import { grossCalorificValue } from '../../../workflows/assay/gross-calorific-value.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, percent, positive } from '../scalars.ts';
import { implausible, inCallersFields, itemOf, refuseMissing } from './fields.ts';

export const coalGrossCalorificValue = calculation({
  name: 'coal-gross-calorific-value',
  title: { zh: '恒容高位发热量', en: 'Gross calorific value at constant volume' },
  summary: {
    zh: '由弹筒发热量扣除硫酸和硝酸生成热；判断全硫能否代替弹筒硫。',
    en: 'From the bomb calorific value, less the heat of sulphuric and nitric acid; says when total sulphur may stand for bomb sulphur.',
  },
  input: z.strictObject({
    bombCalorificValue_ad_J_per_g: positive().describe('Bomb calorific value Qb,ad'),
    bombSulphur_ad_pct: percent().optional().describe('Sulphur of the bomb washings Sb,ad; or totalSulphur_ad_pct'),
    totalSulphur_ad_pct: percent().optional().describe('Total sulphur St,ad, where it may stand for bomb sulphur'),
  }),
  output: z.strictObject({
    alpha: decimalOut.describe('Correction for nitric acid'),
    sulphurUsed: z.enum(['bomb', 'total']),
    grossCalorificValueUnrounded_ad_J_per_g: decimalOut,
    grossCalorificValue_ad_J_per_g: decimalOut,
  }),
  example: { bombCalorificValue_ad_J_per_g: '24952', totalSulphur_ad_pct: '0.55' },
  formulas: (packs) => {
    const { bombSulphur, nitricAcid, grossCalorificValue: gross } = packs('coal').assay.formulas;
    return [bombSulphur, nitricAcid, gross];
  },
  run: (input, packs) => {
    const rules = packs('coal').assay;
    const { bombCalorificValue_ad_J_per_g: Qbad, bombSulphur_ad_pct: bomb, totalSulphur_ad_pct: total } = input;
    const refused = implausible([{ field: 'bombCalorificValue_ad_J_per_g', item: 'Qgr', value: Qbad }], rules);
    if (refused) return refused;
    const value = bomb ?? total;
    if (value === undefined) return refuseMissing('bombSulphur_ad_pct', 'sulphur gives heat in the bomb');
    if (bomb !== undefined && total !== undefined) {
      return refuse({
        code: 'SULPHUR_TWICE',
        field: 'totalSulphur_ad_pct',
        message: `Bomb sulphur ${bomb} % and total sulphur ${total} % are both given.`,
        remedy: 'Give bomb sulphur where it was determined, else total sulphur.',
      });
    }
    const kind = bomb === undefined ? ('total' as const) : ('bomb' as const);
    const { decimals } = itemOf('Qgr', rules);
    const names = { Qbad: 'bombCalorificValue_ad_J_per_g', sulphur: 'totalSulphur_ad_pct' };
    const worked = inCallersFields(grossCalorificValue({ Qbad, sulphur: { kind, value } }, rules, decimals), names);
    if (!worked.ok) return worked;
    const { alpha, unrounded, reported } = worked.value.value;
    return ok({
      value: {
        alpha,
        sulphurUsed: kind,
        grossCalorificValueUnrounded_ad_J_per_g: unrounded,
        grossCalorificValue_ad_J_per_g: reported,
      },
      steps: worked.value.steps,
    });
  },
});
