import type { LotValue } from '../assay/types.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { ConformityRules, LimitSet } from './rules.ts';
import type { ConformityContext, ItemVerdict, Limit, Verdict } from './types.ts';

/** Symbol of a value as the coal standards write it: `Ad`, `St,d`, `Qnet,ar`. */
export const symbolOf = ({ item, basis }: Pick<Limit, 'item' | 'basis'>): string =>
  item.length === 1 ? `${item}${basis}` : `${item},${basis}`;

/** The limits that apply, or may apply, in a context; each with its verdict. Sets that do not apply are left out. */
export function itemVerdicts(
  values: readonly LotValue[],
  rules: ConformityRules,
  context: ConformityContext,
): readonly ItemVerdict[] {
  return rules.limitSets.flatMap((set) => {
    const application = applicationOf(set, context);
    if (application === 'no') return [];
    const conditional = application === 'perhaps';
    return set.limits.map((limit) => {
      const value = valueFor(limit, values);
      const verdict = context.sampleValid ? verdictOf(limit, value, rules) : 'INVALID_SAMPLE';
      return {
        limit,
        value,
        verdict,
        conditional,
        ...(conditional && set.condition && { condition: set.condition }),
      };
    });
  });
}

/**
 * Full-value comparison (GB/T 8170-2008 clause 4.3): the unrounded value against the limit as written, 0.604 fails ≤ 0.6.
 * A value that meets the limit but lies within R/√2 of it is `BORDERLINE`; one beyond the limit is `FAIL` however close,
 * because our caution must not overrule the standard's comparison.
 */
function verdictOf(limit: Limit, value: DecimalString | null, rules: ConformityRules): Verdict {
  if (value === null) return 'NOT_TESTED';
  if (!meets(limit, value)) return 'FAIL';
  return isNearLimit(limit, value, rules) ? 'BORDERLINE' : 'PASS';
}

/** Whether a value lies within R/√2 of the limit, on either side; never when R is not known. Compared as squares: exact. */
export function isNearLimit(
  limit: Limit,
  value: DecimalString,
  rules: Pick<ConformityRules, 'borderline'>,
): boolean {
  if (limit.reproducibility === undefined) return false;
  const distance = toDecimal(value).minus(toDecimal(limit.limit));
  return distance
    .pow(2)
    .times(toDecimal(rules.borderline.divisor))
    .lte(toDecimal(limit.reproducibility).pow(2));
}

function meets({ comparison, limit }: Limit, value: DecimalString): boolean {
  const difference = toDecimal(value).comparedTo(toDecimal(limit));
  return comparison === '<=' ? difference <= 0 : difference >= 0;
}

function applicationOf(
  set: LimitSet,
  { coalClass, haulDistance }: ConformityContext,
): 'yes' | 'no' | 'perhaps' {
  if (set.coalClass !== coalClass) return 'no';
  if (set.haulOver === undefined) return 'yes';
  if (haulDistance === null) return 'perhaps';
  return toDecimal(haulDistance).gt(toDecimal(set.haulOver)) ? 'yes' : 'no';
}

/** A value in another unit is not the value asked for. */
const valueFor = (limit: Limit, values: readonly LotValue[]): DecimalString | null =>
  values.find(({ item, basis, unit }) => item === limit.item && basis === limit.basis && unit === limit.unit)
    ?.value ?? null;
