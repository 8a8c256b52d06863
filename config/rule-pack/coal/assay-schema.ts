import { z } from 'zod';
import type { RepeatabilityBand } from '../../../workflows/assay/types.ts';
import { compareDecimals } from '../../../workflows/kernel/decimal.ts';
import { bilingual, decimal, decimals, identifier, positiveDecimal, source, sourced, words } from '../primitives.ts';
import { assayFormulas } from './assay-formulas-schema.ts';
import { calorificValueSections } from './calorific-value-schema.ts';

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
    if (edge?.to === undefined || next.from === undefined || compareDecimals(edge.to, next.from) !== 0) return false;
    const rises = next.to === undefined || compareDecimals(next.from, next.to) < 0;
    return rises && (edge.toInclusive ?? false) !== (next.fromInclusive ?? true);
  });
}

export const bands = z.array(band).min(1).refine(meetWithoutGaps, 'bands must meet without gap or overlap');

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
    repeatability: bands,
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

const reproducibility = z.strictObject({
  item: words,
  variant: identifier.exactOptional(),
  unit: words,
  bands,
  source,
});

const unique = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;

const items = z.array(item).refine((all) => unique(all.map((each) => each.item)), 'an item is defined twice');

export const assaySchema = z
  .strictObject({
    items: items.min(1),
    itemsOnRequest: items,
    superseded: z.array(z.strictObject({ item: words, repeatability: bands, source })),
    reproducibility: z
      .array(reproducibility)
      .refine((rules) => unique(rules.map((rule) => `${rule.item} ${rule.variant ?? ''}`)), 'a limit is given twice'),
    reported: z
      .array(reported)
      .min(1)
      .refine((values) => unique(values.map((value) => `${value.item} ${value.basis}`)), 'a value is reported twice'),
    determination: z.strictObject({ two: positiveDecimal, three: positiveDecimal, four: positiveDecimal, source }),
    moistureForConversion: z.strictObject({ mostDaysApart: z.int().min(0), source }),
    conversion: z.strictObject({ notByFactor: z.array(words).min(1), source }),
    totalMoisture: z.strictObject({ transitLossPercent: positiveDecimal, source }),
    hydrogen: z.strictObject({
      inMoisture: sourced,
      estimate: z.strictObject({ slope: positiveDecimal, intercept: positiveDecimal, source }),
    }),
    ...calorificValueSections,
    formulas: assayFormulas,
  })
  .superRefine(({ items: ordered, itemsOnRequest, superseded }, context) => {
    const known = [...ordered, ...itemsOnRequest].map((each) => each.item);
    if (!unique(known)) context.addIssue({ code: 'custom', message: 'an item is defined twice', path: ['itemsOnRequest'] });
    superseded.forEach((old, index) => {
      if (!known.includes(old.item) || old.source.validTo === undefined) {
        const message = 'a superseded limit belongs to an item and says until when it held (source.validTo)';
        context.addIssue({ code: 'custom', message, path: ['superseded', index] });
      }
    });
  });
