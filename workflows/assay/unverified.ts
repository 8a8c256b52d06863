import type { DecimalString } from '../kernel/brand.ts';
import { meanOf, rangeOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { reportedMean } from './determination.ts';
import type { MeasuredItem, UnverifiedItem } from './test-item.ts';
import type { TestVerdict } from './test-verdict.ts';

/** The wanted determinations and their mean; whether they agree nobody can say, so only a reviewer's word accepts them. */
export function judgeUnverified(item: UnverifiedItem, values: readonly DecimalString[]): TestVerdict {
  const wanted = item.determinations;
  if (values.length < wanted) return { kind: 'need-more', have: values.length, wanted, reason: 'first' };
  return precisionNotKnown(item, values.slice(0, wanted), 'not-held');
}

/** At least one determination, all of which count. */
export function precisionNotKnown(
  item: Pick<MeasuredItem, 'decimals'>,
  values: readonly DecimalString[],
  reason: 'not-held' | 'outside-range',
): TestVerdict {
  const numbers = values.map(toDecimal);
  return {
    kind: 'precision-not-known',
    ...reportedMean(meanOf(numbers), item),
    used: values.map((_, index) => index),
    range: toDecimalString(rangeOf(numbers)),
    reason,
  };
}
