import type { DecimalString } from '../kernel/brand.ts';
import { meanOf, rangeOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { reportedMean } from './determination.ts';
import { limitAt } from './repeatability.ts';
import type { ParallelItem } from './test-item.ts';
import type { TestVerdict } from './test-verdict.ts';

/**
 * Pairs of parallel determinations in the order they were made: the first pair within the allowed difference gives the result,
 * its mean; a pair beyond it counts for nothing and another is made. Never one of one pair with one of another: that would be
 * picking. After `mostPairs` pairs without agreement no further one is looked at. Compared exactly; limit by the mean of the pair.
 */
export function judgeParallel(item: ParallelItem, values: readonly DecimalString[], mostPairs: number): TestVerdict {
  for (let first = 0; first < 2 * mostPairs; first += 2) {
    const [one, other] = [values[first], values[first + 1]];
    if (one === undefined || other === undefined) {
      return { kind: 'need-more', have: values.length, wanted: first + 2, reason: first === 0 ? 'first' : 'exceeds-allowed-difference' };
    }
    const pair = [toDecimal(one), toDecimal(other)];
    const mean = meanOf(pair);
    const range = rangeOf(pair);
    const limit = limitAt(item.repeatability, mean, item);
    if (range.lte(limit)) {
      return {
        kind: 'accepted',
        ...reportedMean(mean, item),
        used: [first, first + 1],
        limit: toDecimalString(limit),
        range: toDecimalString(range),
      };
    }
  }
  return { kind: 'no-agreement', pairs: mostPairs };
}
