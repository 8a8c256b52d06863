import { z } from 'zod';
import { decimals, positiveDecimal, source, sourced } from '../primitives.ts';

/** Limits on samplers, `CutterRules` and `SamplerRules`. */

const once = <Row>(key: (row: Row) => string) =>
  [(rows: readonly Row[]) => new Set(rows.map(key)).size === rows.length, 'each may stand once only'] as const;

export const cutterSchema = z.strictObject({
  aperture: z.strictObject({ timesTopSize: sourced, atLeast: sourced }),
  fallingStreamSpeed: z
    .array(
      z.strictObject({
        id: z.enum(['gbt-19494', 'astm']),
        absolute: positiveDecimal.exactOptional(),
        untested: z.union([z.strictObject({ fixed: positiveDecimal }), z.strictObject({ coefficient: positiveDecimal })]),
        source,
      }),
    )
    .min(1)
    .refine(...once(({ id }: { id: string }) => id)),
  speedDecimals: decimals,
  apertureDecimals: decimals,
});

export const samplerSchema = z.strictObject({
  flowVariationPercent: sourced,
  divisionCuts: z
    .array(
      z.strictObject({
        feed: z.enum(['gross-sample', 'primary-increment', 'divided-increment', 'manual']),
        count: z.int().min(1),
        source,
      }),
    )
    .length(4)
    .refine(...once(({ feed }: { feed: string }) => feed)),
  largestDividedTopSize: sourced,
});
