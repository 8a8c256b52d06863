import { z } from 'zod';
import { petroleumAssayFormulas } from '../../../workflows/petroleum-assay/assay-rules.ts';
import { formula, identifier, positiveDecimal, source, words } from '../primitives.ts';
import { checkItems, measuredItem, unverifiedItem } from '../test-items-schema.ts';

/** The assay section, `PetroleumAssayRules`. */

const precision = z.strictObject({ item: identifier, unit: words, factor: positiveDecimal });
const items = z.array(z.discriminatedUnion('rule', [measuredItem('iso-4259', { precision }), unverifiedItem]));

export const assaySchema = z
  .strictObject({
    items: items.min(1),
    itemsOnRequest: items,
    laboratoryPack: z.strictObject({ name: z.string().regex(/^[a-z0-9-]+@\S+$/, 'must be id@version'), source }),
    entrySource: source,
    formulas: z.record(z.enum(petroleumAssayFormulas), formula),
  })
  .superRefine(checkItems);
