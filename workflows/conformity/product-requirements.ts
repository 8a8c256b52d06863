import type { Bilingual } from '../kernel/bilingual.ts';
import { isInForce, type RuleSource } from '../kernel/source.ts';
import type { ProductLimit, ProductLimitRules } from './product-rules.ts';
import type { ProductRequest } from './product-types.ts';

/** One row to judge: a limit, a stated lack of one, or an item that is tested or asked for and about which the pack says nothing. */
export interface ProductRequirement {
  readonly item: string;
  readonly name: Bilingual;
  readonly unit: string;
  readonly set: string | null;
  readonly limit: ProductLimit | null;
  readonly source: RuleSource | null;
}

/** The rows in force for a product, a use and a day, in the pack's order; then what is tested or asked for besides. */
export function requirementsOf(
  { product, use, on, values, required }: ProductRequest,
  { items, limitSets }: ProductLimitRules,
): readonly ProductRequirement[] {
  const applies = (row: { readonly products: readonly string[]; readonly source: RuleSource }) =>
    row.products.includes(product) && isInForce(row.source, on);
  const rows = limitSets
    .filter(({ uses }) => uses.includes(use))
    .flatMap(({ id, limits, noLimits }) => [
      ...limits.filter(applies).map((limit) => ({ item: limit.item, set: id, limit, source: limit.source })),
      ...noLimits.filter(applies).map(({ item, source }) => ({ item, set: id, limit: null, source })),
    ]);
  const limited = new Set(rows.flatMap(({ item, limit }) => (limit ? item : [])));
  // Where one regulation limits an item, that another does not is no lack of a limit.
  const stated = rows.filter(({ item, limit }) => limit || !limited.has(item));
  const named = new Set(stated.map(({ item }) => item));
  const asked = new Set([...values.map(({ item }) => item), ...(required ?? [])]);
  return items.flatMap(({ id, name, unit }) => {
    const own = stated.filter(({ item }) => item === id).map((row) => ({ ...row, name, unit }));
    const silent = !named.has(id) && asked.has(id) ? [{ item: id, name, unit, set: null, limit: null, source: null }] : [];
    return [...own, ...silent];
  });
}
