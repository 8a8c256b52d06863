import { z } from 'zod';
import { declaredUses, provinces } from '../../../workflows/conformity/destination.ts';
import { symbolOf } from '../../../workflows/conformity/item-verdict.ts';
import { judgeConformity } from '../../../workflows/conformity/judge.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, nonNegative } from '../scalars.ts';
import { coalFields, coalFigures, coalValues } from './coal-fields.ts';
import { sourceOut, words } from '../source-out.ts';
import {
  comparison,
  conformityFormulas,
  gateAdvices,
  nature,
  regime,
  regimes,
  verdict,
} from './shared-output.ts';

/** Sampling units of one lot; more is a typing error. */
const mostUnits = 200;

export const coalConformity = calculation({
  name: 'coal-conformity',
  title: { zh: '商品煤符合性判定', en: 'Conformity of a lot of coal' },
  summary: {
    zh: '按第六条、第七条和地方限值逐项判定，用煤地点未知时给出条件，并给出提离、使用两道关口的处置建议。',
    en: 'Verdict on each limit of Articles 6 and 7 and of provinces, conditional where the destination is unknown; advice at both gates.',
  },
  input: z.strictObject({
    coalClass: z
      .enum(['lignite', 'other'])
      .describe('Lignite (brown coal) or other coal: each has limits of its own'),
    haulDistance_km: nonNegative()
      .optional()
      .describe('Haul from entry port to place of use; left out: unknown, Article 7 is conditional'),
    destinationProvince: z
      .enum(provinces)
      .optional()
      .describe(
        "Province of the place of use (ISO 3166-2:CN); left out: unknown, a province's limits are conditional",
      ),
    declaredUse: z
      .enum(declaredUses)
      .optional()
      .describe('Declared use; left out: none that has limits of its own'),
    relaxationClaim: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('Why Article 8 is claimed; recorded only; left out: not claimed'),
    sampleValid: z.boolean().describe('Whether the sample is valid, or suspect and accepted by an officer'),
    ...coalFields,
    units: z
      .array(coalFigures.extend({ no: count().describe('Number of the sampling unit') }))
      .max(mostUnits)
      .default([])
      .describe('Values of the single sampling units, for a warning; default: none'),
  }),
  output: z.object({
    overall: verdict,
    conclusion: words,
    decisionRule: words,
    items: z
      .array(
        z.object({
          item: z.string(),
          name: words,
          value: decimalOut.nullable(),
          unit: z.string(),
          comparison,
          limit: decimalOut,
          verdict,
          nature,
          conditional: z.boolean(),
          decisionRule: regime,
          regimes,
          source: sourceOut,
        }),
      )
      .readonly(),
    findings: z
      .array(
        words.extend({ code: z.string(), unitNo: z.int().exactOptional(), item: z.string().exactOptional() }),
      )
      .readonly(),
    advice: gateAdvices,
  }),
  example: {
    coalClass: 'other',
    haulDistance_km: '320',
    destinationProvince: 'CN-ZJ',
    sampleValid: true,
    ash_d_pct: '11.19',
    totalSulphur_d_pct: '0.58',
    mercury_d_ug_per_g: '0.651',
    arsenic_d_ug_per_g: '2.2',
    phosphorus_d_pct: '0.0118',
    chlorine_d_pct: '0.0212',
    fluorine_d_ug_per_g: '78.4',
    netCalorificValue_ar_MJ_per_kg: '21.46',
  },
  formulas: (packs) => conformityFormulas(packs('coal').conformity),
  run: (
    {
      coalClass,
      haulDistance_km,
      destinationProvince,
      declaredUse,
      relaxationClaim,
      sampleValid,
      units,
      ...figures
    },
    packs,
  ) => {
    const { value, steps } = judgeConformity(
      coalValues(figures),
      packs('coal').conformity,
      {
        coalClass,
        haulDistance: haulDistance_km ?? null,
        destinationProvince: destinationProvince ?? null,
        declaredUse: declaredUse ?? null,
        relaxationClaim: relaxationClaim ?? null,
        sampleValid,
      },
      units.map(({ no, ...values }) => ({ no, values: coalValues(values) })),
    );
    const items = value.items.map(({ limit, value: found, condition: _words, ...judged }) => ({
      item: symbolOf(limit),
      name: limit.name,
      value: found,
      unit: limit.unit,
      comparison: limit.comparison,
      limit: limit.limit,
      nature: limit.nature,
      source: limit.source,
      ...judged,
    }));
    return ok({ value: { ...value, items }, steps });
  },
});
