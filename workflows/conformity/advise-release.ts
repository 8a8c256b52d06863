import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { Worked } from '../kernel/working.ts';
import { releaseAdvice, type AdvisingRules, type ReleaseAdvice } from './release.ts';
import type { ReleaseCondition, ReleaseGuards, ResultItem } from './release-facts.ts';
import { summaryOf } from './summary.ts';
import type { Verdict } from './types.ts';

/** Verdicts on a lot and what customs holds besides. */
export interface ReleaseRequest {
  readonly items: readonly ResultItem[];
  readonly noLimitAccepted: readonly string[];
  readonly conditions: readonly ReleaseCondition[];
  readonly guards: ReleaseGuards;
}

export interface AdvisedRelease extends ReleaseAdvice {
  readonly overall: Verdict;
}

/**
 * Advice at both gates from verdicts that are there already (`releaseAdvice`).
 *
 * Refuses `NOTHING_JUDGED` (no items: not even which results are missing is known), `ITEM_TWICE` (two verdicts of one bound
 * contradict each other) and `PRODUCT_UNKNOWN` (the pack has products, and not this one).
 */
export function adviseRelease(
  { items, noLimitAccepted, conditions, guards }: ReleaseRequest,
  rules: AdvisingRules & { readonly products?: readonly { readonly id: string }[] },
): Outcome<Worked<AdvisedRelease>> {
  if (items.length === 0) {
    const message = 'No item is given, so nothing was judged.';
    return refuse({
      code: 'NOTHING_JUDGED',
      field: 'items',
      message,
      remedy: 'List every mandatory item; one without a result as NOT_TESTED.',
    });
  }
  const contradicted = items.find((one, index) => items.some((other, place) => place < index && contradicts(one, other)));
  if (contradicted) {
    const message = `${contradicted.item} is given once with and once without a result.`;
    return refuse({
      code: 'ITEM_TWICE',
      field: 'items',
      message,
      remedy: 'Give an item that is NOT_TESTED or INVALID_SAMPLE once.',
    });
  }
  if (guards.product !== null && rules.products && !rules.products.some(({ id }) => id === guards.product)) {
    const remedy = `Choose among: ${rules.products.map(({ id }) => id).join(', ')}.`;
    return refuse({
      code: 'PRODUCT_UNKNOWN',
      field: 'product',
      message: `The rule pack does not know "${guards.product}".`,
      remedy,
    });
  }
  const results = summaryOf(items, noLimitAccepted, conditions);
  const { value, steps } = releaseAdvice({ results, guards }, rules);
  return ok({ value: { overall: guards.sample === 'INVALID' ? 'INVALID_SAMPLE' : results.overall, ...value }, steps });
}

const isWithoutValue = ({ verdict }: ResultItem): boolean => verdict === 'NOT_TESTED' || verdict === 'INVALID_SAMPLE';
const contradicts = (one: ResultItem, other: ResultItem): boolean =>
  one.item === other.item && isWithoutValue(one) !== isWithoutValue(other);
