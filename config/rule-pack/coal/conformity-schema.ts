import { z } from 'zod';
import { declaredUses, provinces } from '../../../workflows/conformity/destination.ts';
import { criterion, decisionRules, hasMargin, marginMissing, nature } from '../decision-schema.ts';
import { bilingual, decimal, identifier, source, words } from '../primitives.ts';
import { releaseSchema } from '../release-schema.ts';
import { basis } from './assay-schema.ts';

/** The conformity section, `ConformityRules`. */

const limit = z
  .strictObject({ item: words, basis, name: bilingual, unit: words, ...criterion, nature, source })
  .refine(hasMargin, marginMissing);

const limitSet = z
  .strictObject({
    id: identifier,
    name: bilingual,
    coalClass: z.enum(['lignite', 'other']),
    haulOver: decimal.exactOptional(),
    source: source.exactOptional(),
    province: z.enum(provinces).exactOptional(),
    use: z.enum(declaredUses).exactOptional(),
    condition: bilingual.exactOptional(),
    metAnyway: bilingual.exactOptional(),
    limits: z.array(limit).min(1),
  })
  .refine((set) => (set.haulOver ?? set.province) === undefined || set.condition !== undefined, {
    message: 'a set that depends on distance or province says its condition',
    path: ['condition'],
  })
  .refine((set) => (set.haulOver ?? set.province) !== undefined || set.condition === undefined, {
    message: 'a condition goes with haulOver or province',
    path: ['condition'],
  })
  .refine((set) => set.haulOver === undefined || set.source !== undefined, { message: 'a distance needs its source', path: ['source'] })
  .refine((set) => (set.condition === undefined) === (set.metAnyway === undefined), {
    message: 'condition and metAnyway go together',
    path: ['metAnyway'],
  });

export const conformitySchema = z.strictObject({
  specification: bilingual,
  ...decisionRules,
  limitSets: z
    .array(limitSet)
    .min(1)
    .refine(
      (sets) => new Set(sets.map(({ id, coalClass }) => `${id} ${coalClass}`)).size === sets.length,
      'a set is there twice for one class',
    ),
  relaxation: z.strictObject({ statement: bilingual, source }),
  release: releaseSchema,
});
