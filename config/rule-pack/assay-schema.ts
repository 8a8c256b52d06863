import { z } from 'zod';
import type { RepeatabilityBand } from '../../workflows/assay/types.ts';
import { compareDecimals } from '../../workflows/kernel/decimal.ts';
import { bilingual, decimal, decimals, positiveDecimal, source, words } from './primitives.ts';

/** The assay section, `CoalAssayRules`. */

export const basis = z.enum(['ar', 'ad', 'd', 'daf']);

const band = z.strictObject({
  from: decimal.exactOptional(),
  fromInclusive: z.boolean().exactOptional(),
  to: decimal.exactOptional(),
  toInclusive: z.boolean().exactOptional(),
  limit: positiveDecimal,
  relative: z.boolean(),
});

/** Bands must cover every mean exactly once: open at both ends, and each edge belongs to one side. */
function meetWithoutGaps(bands: readonly RepeatabilityBand[]): boolean {
  if (bands[0]?.from !== undefined || bands.at(-1)?.to !== undefined) return false;
  return bands.slice(1).every((next, index) => {
    const edge = bands[index];
    if (edge?.to === undefined || next.from === undefined || compareDecimals(edge.to, next.from) !== 0)
      return false;
    const rises = next.to === undefined || compareDecimals(next.from, next.to) < 0;
    return rises && (edge.toInclusive ?? false) !== (next.fromInclusive ?? true);
  });
}

const item = z
  .strictObject({
    item: words,
    basis,
    name: bilingual,
    unit: words,
    method: words,
    decimals,
    minimum: decimal,
    maximum: positiveDecimal,
    repeatability: z.array(band).min(1).refine(meetWithoutGaps, 'bands must meet without gap or overlap'),
    source,
  })
  .refine(({ minimum, maximum }) => compareDecimals(minimum, maximum) < 0, {
    message: 'minimum must be below maximum',
    path: ['minimum'],
  });

const reported = z.strictObject({
  item: words,
  basis,
  name: bilingual,
  unit: words,
  method: words,
  decimals,
  derivation: z.enum(['determined', 'fixed-carbon', 'net-calorific-value']),
  divisor: positiveDecimal.exactOptional(),
  source,
});

const unique = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;

export const assaySchema = z.strictObject({
  items: z
    .array(item)
    .min(1)
    .refine((items) => unique(items.map((each) => each.item)), 'an item is defined twice'),
  reported: z
    .array(reported)
    .min(1)
    .refine(
      (values) => unique(values.map((value) => `${value.item} ${value.basis}`)),
      'a value is reported twice',
    ),
  netCalorificValue: z.strictObject({
    hydrogenFactor: positiveDecimal,
    moistureFactor: positiveDecimal,
    source,
  }),
});
