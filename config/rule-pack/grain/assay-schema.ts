import { z } from 'zod';
import { grainAssayFormulas } from '../../../workflows/assay/grain-rules.ts';
import { bands } from '../coal/assay-schema.ts';
import { formula, source } from '../primitives.ts';
import { checkItems, measuredItem, observedItem, unverifiedItem } from '../test-items-schema.ts';

/** The assay section, `GrainAssayRules`. */

const items = z.array(z.discriminatedUnion('rule', [measuredItem('parallel', { repeatability: bands }), unverifiedItem, observedItem]));

export const assaySchema = z
  .strictObject({
    items: items.min(1),
    itemsOnRequest: items,
    parallel: z.strictObject({ mostPairs: z.int().min(1), source }),
    entrySource: source,
    formulas: z.record(z.enum(grainAssayFormulas), formula),
  })
  .superRefine(checkItems);
