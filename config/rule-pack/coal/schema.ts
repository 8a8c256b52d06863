import { z } from 'zod';
import type { CoalRulePack } from '../../../workflows/coal-sampling/rule-pack.ts';
import { retentionSchema } from '../retention-schema.ts';
import { assaySchema } from './assay-schema.ts';
import { conformitySchema } from './conformity-schema.ts';
import { preparationSchema } from './preparation-schema.ts';
import { samplingSchema } from './sampling-schema.ts';

type Sections = Omit<CoalRulePack, 'ref' | 'name' | 'validFrom' | 'validTo'>;

/** A limit on a value that no certificate reports, or in another unit, could never be judged. */
function refuseUnreportedLimits(pack: Sections, context: z.RefinementCtx): void {
  pack.conformity.limitSets.forEach((set, setIndex) =>
    set.limits.forEach(({ item, basis, unit }, index) => {
      const reported = pack.assay.reported.some((value) => value.item === item && value.basis === basis && value.unit === unit);
      if (reported) return;
      context.addIssue({
        code: 'custom',
        message: `no reported value is ${item} on basis ${basis} in ${unit}`,
        path: ['conformity', 'limitSets', setIndex, 'limits', index],
      });
    }),
  );
}

/** The sections of a coal pack. */
export const coalSections = z
  .strictObject({
    sampling: samplingSchema,
    preparation: preparationSchema,
    assay: assaySchema,
    conformity: conformitySchema,
    retention: retentionSchema,
  })
  .superRefine(refuseUnreportedLimits);
