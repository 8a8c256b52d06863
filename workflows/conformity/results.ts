import { isNearLimit } from './decision.ts';
import { symbolOf, type JudgedSet } from './item-verdict.ts';
import type { ReleaseCondition, ResultSummary } from './release-facts.ts';
import type { ConformityRules } from './rules.ts';
import type { Verdict } from './types.ts';

/** What must still be known about the cargo itself, as `outstanding` names it. */
const haulOutstanding = 'haulDistance';
const provinceOutstanding = 'destinationProvince';

/** Sets that perhaps apply and are not shown to be met: what the lot may be used for depends on them. */
export const openConditions = (sets: readonly JudgedSet[]): readonly JudgedSet[] =>
  sets.filter(({ application, items }) => application === 'perhaps' && items.some(({ verdict }) => verdict !== 'PASS'));

/** The verdicts on a lot of coal as the release rules need them. */
export function resultsOf(overall: Verdict, sets: readonly JudgedSet[], rules: ConformityRules): ResultSummary {
  const items = sets.flatMap((set) => set.items).filter(({ conditional }) => !conditional);
  return {
    overall,
    items: items.map(({ limit, verdict, value }) => ({
      item: symbolOf(limit),
      verdict,
      nature: limit.nature,
      near: value !== null && isNearLimit(limit, value, rules),
    })),
    conditions: openConditions(sets).map(conditionOf),
  };
}

function conditionOf({ set, items }: JudgedSet): ReleaseCondition {
  const untested = items.filter(({ verdict }) => verdict === 'NOT_TESTED').map(({ limit }) => symbolOf(limit));
  return {
    statement: set.condition ?? set.name,
    outstanding: [...(set.haulOver ? [haulOutstanding] : []), ...(set.province ? [provinceOutstanding] : []), ...untested],
  };
}
