import { z } from 'zod';
import { controlledCommodities } from '../../workflows/blind-control/terms.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';

/** What is put in blind among the bottles of the laboratory. */

const exact = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'a decimal number in quotes, for example "0.05"')
  .transform(decimalString);
const positive = exact.refine((value) => /[1-9]/.test(value), 'must be greater than zero');
const share = exact.refine((value) => Number(value) <= 1, 'a share, at most "1"');
const id = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, 'letters, digits, points and hyphens, at most 40');
const words = z.string().trim().min(1);
const commodity = z.enum(controlledCommodities);

const group = z.strictObject({
  id,
  commodity,
  /** Kinds of bottles; absent: any. */
  bottles: z.array(words).min(1).exactOptional(),
  /** Absent: whatever is tested. */
  items: z.array(words).min(1).exactOptional(),
  duplicates: share,
  references: share,
  /** A lighter bottle is not divided. */
  leastMass_kg: exact,
});

const certifiedItem = { item: words, basis: z.enum(['ar', 'ad', 'd', 'daf']).nullable() };
const certifiedValue = z.strictObject({
  ...certifiedItem,
  value: exact,
  /** Expanded with the coverage factor. */
  uncertainty: exact,
  coverageFactor: positive,
});
/** The material holds nothing of the item: what may be found in it at most. */
const blankLimit = z.strictObject({ ...certifiedItem, blank: z.literal(true), limit: positive });

const material = z.strictObject({
  id,
  name: z.strictObject({ zh: words, en: words }),
  commodity,
  /** As certified, or known of a blank. */
  values: z.array(z.union([blankLimit, certifiedValue])).min(1),
  /** How many there were when it came. */
  portions: z.int().min(0).max(100_000),
  validUntil: z.iso.date(),
});

export const blindControlSchema = z.strictObject({
  /** An assay belongs to the first group it fits. */
  groups: z.array(group).min(1),
  materials: z.array(material),
  /** By how much portion and rest may differ from what was divided, %. */
  massTolerancePercent: exact,
  /** Minutes after which a labelled control goes to the bench although no ordinary bottle does. */
  longestWait_min: z.number().positive(),
});

interface Site {
  readonly blindControl?: z.infer<typeof blindControlSchema> | undefined;
}

/** Groups and materials are each their own, and a material certifies an item once. */
export function checkBlindControl({ blindControl }: Site, context: z.RefinementCtx): void {
  const twice = (ids: readonly string[], path: readonly (string | number)[], field: string) => {
    for (const [index, one] of ids.entries())
      if (ids.indexOf(one) < index)
        context.addIssue({
          code: 'custom',
          path: ['blindControl', ...path, index, field],
          message: `"${one}" stands here twice`,
        });
  };
  const { groups = [], materials = [] } = blindControl ?? {};
  twice(
    groups.map(({ id: one }) => one),
    ['groups'],
    'id',
  );
  twice(
    materials.map(({ id: one }) => one),
    ['materials'],
    'id',
  );
  for (const [index, { values }] of materials.entries())
    twice(
      values.map(({ item }) => item),
      ['materials', index, 'values'],
      'item',
    );
}
