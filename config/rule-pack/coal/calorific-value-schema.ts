import { z } from 'zod';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { bilingual, decimals, identifier, positiveDecimal, source } from '../primitives.ts';

/** What the assay section says of heat, `CalorificValueRules`. */

const nitricAcid = z
  .array(z.strictObject({ to: positiveDecimal.exactOptional(), alpha: positiveDecimal }))
  .min(1)
  .refine((rows) => rows.every(({ to }, index) => (to === undefined) === (index === rows.length - 1)), 'only the last row is open')
  .refine((rows) => {
    const edges = rows.flatMap(({ to }) => to ?? []);
    return edges.every((edge, index) => index === 0 || compareDecimals(edges[index - 1] ?? edge, edge) < 0);
  }, 'rows must rise');

const net = { hydrogenFactor: positiveDecimal, moistureFactor: positiveDecimal, source };

export const calorificValueSections = {
  grossCalorificValue: z.strictObject({
    sulphurFactor: positiveDecimal,
    nitricAcid,
    source,
    totalSulphur: z.strictObject({ most: positiveDecimal, bombValueAbove: positiveDecimal, source }),
  }),
  netCalorificValue: z.strictObject(net),
  netConstantPressure: z.strictObject({ ...net, oxygenNitrogenFactor: positiveDecimal }),
  calories: z.strictObject({
    decimals,
    megajouleDecimals: decimals,
    decimalsSource: source,
    kinds: z
      .array(z.strictObject({ id: identifier, name: bilingual, joules: positiveDecimal, source }))
      .min(1)
      .refine((kinds) => new Set(kinds.map(({ id }) => id)).size === kinds.length, 'a calorie is defined twice'),
  }),
};
