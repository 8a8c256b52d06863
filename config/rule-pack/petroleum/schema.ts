import { z } from 'zod';
import type { PetroleumRulePack } from '../../../workflows/petroleum-sampling/rule-pack.ts';
import { retentionSchema } from '../retention-schema.ts';
import { checkJudged } from '../test-items-schema.ts';
import { assaySchema } from './assay-schema.ts';
import { limitsSchema } from './limits-schema.ts';
import { precisionSchema } from './precision-schema.ts';
import { samplingSchema } from './sampling-schema.ts';

type Sections = Pick<PetroleumRulePack, 'assay' | 'limits' | 'precision'>;

/** Limits have their tests; an r is that of a method there is, in that method's unit. */
function checkTests({ assay, limits, precision }: Sections, context: z.RefinementCtx): void {
  checkJudged(assay, limits.items.map(({ id, unit }, index) => ({ id, unit, path: ['limits', 'items', index] })), context);
  for (const list of ['items', 'itemsOnRequest'] as const) {
    assay[list].forEach((item, index) => {
      if (item.rule !== 'iso-4259') return;
      const { item: method, unit } = item.precision;
      if (precision.methods.some((known) => known.item === method && known.unit === unit)) return;
      const message = `there is no precision of ${method} in ${unit}`;
      context.addIssue({ code: 'custom', message, path: ['assay', list, index, 'precision'] });
    });
  }
}

/** The sections of a petroleum pack. */
export const petroleumSections = z
  .strictObject({
    sampling: samplingSchema,
    assay: assaySchema,
    precision: precisionSchema,
    limits: limitsSchema,
    retention: retentionSchema,
  })
  .superRefine(checkTests);
