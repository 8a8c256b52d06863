import { refuse, type Outcome } from '../kernel/refusal.ts';
import type { ProductLimitRules } from './product-rules.ts';
import type { ProductRequest } from './product-types.ts';

/** The first thing about a request that the pack does not know, or knows otherwise; undefined when there is none. */
export function checkProductRequest(
  { product, use, values, required, noLimitAccepted }: ProductRequest,
  { products, uses, items }: ProductLimitRules,
): Outcome<never> | undefined {
  const known = [
    { code: 'PRODUCT_UNKNOWN', field: 'product', given: [product], ids: products },
    { code: 'USE_UNKNOWN', field: 'use', given: [use], ids: uses },
    { code: 'ITEM_UNKNOWN', field: 'values', given: values.map(({ item }) => item), ids: items },
    { code: 'ITEM_UNKNOWN', field: 'required', given: required ?? [], ids: items },
    { code: 'ITEM_UNKNOWN', field: 'noLimitAccepted', given: noLimitAccepted, ids: items },
  ];
  for (const { code, field, given, ids } of known) {
    const stranger = given.find((each) => !ids.some(({ id }) => id === each));
    if (stranger !== undefined) {
      const message = `The rule pack does not know "${stranger}".`;
      return refuse({ code, field, message, remedy: `Choose among: ${ids.map(({ id }) => id).join(', ')}.` });
    }
  }
  return unexpectedUnit(values, items) ?? valueTwice(values);
}

function unexpectedUnit(values: ProductRequest['values'], items: ProductLimitRules['items']): Outcome<never> | undefined {
  for (const { item, unit, value } of values) {
    const expected = items.find(({ id }) => id === item)?.unit;
    if (unit !== expected) {
      return refuse({
        code: 'UNIT_UNEXPECTED',
        field: 'values',
        message: `${item} is given as ${value} ${unit}; its limits are in ${expected ?? ''}.`,
        remedy: `Give ${item} in ${expected ?? ''}.`,
      });
    }
  }
  return undefined;
}

function valueTwice(values: ProductRequest['values']): Outcome<never> | undefined {
  const twice = values.find(({ item }, index) => values.findIndex((other) => other.item === item) !== index);
  if (!twice) return undefined;
  return refuse({
    code: 'VALUE_TWICE',
    field: 'values',
    message: `${twice.item} is given more than once, the second time as ${twice.value}.`,
    remedy: 'Give one accepted result an item; results that differ go through repeatability first.',
  });
}
