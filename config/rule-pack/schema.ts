import { z } from 'zod';
import type { CoalRulePack } from '../../workflows/coal-sampling/rule-pack.ts';
import { assaySchema, basis } from './assay-schema.ts';
import { bilingual, decimal, decimals, identifier, positiveDecimal, source, words } from './primitives.ts';
import { samplingSchema } from './sampling-schema.ts';

/** A coal rule pack as a file holds it: everything but the content hash, which is computed. */

const preparationSchema = z.strictObject({
  standard: words,
  massBalance: z.strictObject({
    warnPercent: decimal,
    alarmPercent: decimal,
    gainAlarmPercent: decimal,
    decimals,
    source,
  }),
  bottles: z
    .array(
      z.strictObject({
        type: z.int().min(1),
        name: bilingual,
        topSize: positiveDecimal,
        minimumMass: positiveDecimal,
        source,
      }),
    )
    .min(1),
});

const limit = z.strictObject({
  item: words,
  basis,
  name: bilingual,
  unit: words,
  comparison: z.enum(['<=', '>=']),
  limit: decimal,
  nature: z.enum(['environment', 'other']),
  reproducibility: positiveDecimal.exactOptional(),
  source,
});

const limitSet = z
  .strictObject({
    id: identifier,
    name: bilingual,
    coalClass: z.enum(['lignite', 'other']),
    haulOver: decimal.exactOptional(),
    condition: bilingual.exactOptional(),
    limits: z.array(limit).min(1),
  })
  .refine((set) => (set.haulOver === undefined) === (set.condition === undefined), {
    message: 'haulOver and condition go together',
    path: ['condition'],
  });

const conformitySchema = z.strictObject({
  specification: bilingual,
  limitSets: z.array(limitSet).min(1),
  decisionRule: bilingual,
  borderline: z.strictObject({ divisor: positiveDecimal, source }),
});

const retentionSchema = z.strictObject({ months: z.int().min(1), countedFrom: bilingual, source });

/** A limit on a value that no certificate reports, or in another unit, could never be judged. */
function refuseUnreportedLimits(pack: RulePackFile, context: z.RefinementCtx): void {
  pack.conformity.limitSets.forEach((set, setIndex) =>
    set.limits.forEach(({ item, basis: onBasis, unit }, index) => {
      const reported = pack.assay.reported.some(
        (value) => value.item === item && value.basis === onBasis && value.unit === unit,
      );
      if (reported) return;
      context.addIssue({
        code: 'custom',
        message: `no reported value is ${item} on basis ${onBasis} in ${unit}`,
        path: ['conformity', 'limitSets', setIndex, 'limits', index],
      });
    }),
  );
}

type RulePackFile = Omit<CoalRulePack, 'ref'> & { readonly id: string; readonly version: string };

export const rulePackSchema = z
  .strictObject({
    id: identifier,
    version: words,
    name: bilingual,
    validFrom: z.iso.date(),
    sampling: samplingSchema,
    preparation: preparationSchema,
    assay: assaySchema,
    conformity: conformitySchema,
    retention: retentionSchema,
  })
  .superRefine(refuseUnreportedLimits);
