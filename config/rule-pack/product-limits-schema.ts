import { z } from 'zod';
import type { ProductLimit, ProductLimitRules } from '../../workflows/conformity/product-rules.ts';
import { criterion, decisionRules, hasMargin, marginMissing, nature } from './decision-schema.ts';
import { bilingual, identifier, source, words } from './primitives.ts';
import { releaseSchema } from './release-schema.ts';

/** The limits section of grain and of petroleum, `ProductLimitRules`. */

const products = z.array(identifier).min(1);
const itemId = z.string().regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, 'must be a symbol or words joined by hyphens');

const limit = z.strictObject({ item: itemId, products, ...criterion, nature, source }).refine(hasMargin, marginMissing);

const limitSet = z.strictObject({
  id: identifier,
  name: bilingual,
  uses: products,
  limits: z.array(limit).refine(isForOneEdition, 'two limits of one item, product and comparison are in force on the same day'),
  noLimits: z.array(z.strictObject({ item: itemId, products, source })),
});

const firstDay = '0000-01-01';
const lastDay = '9999-12-31';

/** Editions of one limit must follow each other without a common day. */
function isForOneEdition(limits: readonly ProductLimit[]): boolean {
  return limits.every((one, index) => limits.slice(index + 1).every((other) => !clash(one, other)));
}

function clash(one: ProductLimit, other: ProductLimit): boolean {
  const sameBound = one.item === other.item && one.comparison === other.comparison;
  const from = [one, other].map(({ source: { validFrom } }) => validFrom ?? firstDay).sort()[1] ?? firstDay;
  const to = [one, other].map(({ source: { validTo } }) => validTo ?? lastDay).sort()[0] ?? lastDay;
  return sameBound && one.products.some((product) => other.products.includes(product)) && from <= to;
}

const unique = (named: readonly { readonly id: string }[]): boolean => new Set(named.map(({ id }) => id)).size === named.length;
const named = z.strictObject({ id: identifier, name: bilingual });

export const productLimitsSchema = z
  .strictObject({
    ...decisionRules,
    products: z.array(named).min(1).refine(unique, 'a product is there twice'),
    uses: z.array(named).min(1).refine(unique, 'a use is there twice'),
    items: z
      .array(z.strictObject({ id: itemId, name: bilingual, unit: words }))
      .min(1)
      .refine(unique, 'an item is there twice'),
    limitSets: z.array(limitSet).min(1).refine(unique, 'a set is there twice'),
    release: releaseSchema,
  })
  .superRefine(refuseUnknownNames);

/** A row for a product, use or item that is not defined would never be judged. */
function refuseUnknownNames(
  { products: all, uses, items, limitSets, release }: ProductLimitRules,
  context: z.RefinementCtx,
): void {
  const unknown = (path: (string | number)[], given: readonly string[], known: readonly { readonly id: string }[]) => {
    for (const id of given) {
      if (!known.some((each) => each.id === id))
        context.addIssue({ code: 'custom', message: `"${id}" is not defined in this section`, path });
    }
  };
  unknown(['release', 'releaseFirst', 'products'], release.releaseFirst?.products ?? [], all);
  limitSets.forEach((set, setIndex) => {
    unknown(['limitSets', setIndex, 'uses'], set.uses, uses);
    for (const kind of ['limits', 'noLimits'] as const) {
      set[kind].forEach((row, index) => {
        unknown(['limitSets', setIndex, kind, index, 'item'], [row.item], items);
        unknown(['limitSets', setIndex, kind, index, 'products'], row.products, all);
      });
    }
  });
}
