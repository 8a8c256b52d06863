import { overallOf } from './overall.ts';
import type { ReleaseCondition, ResultItem, ResultSummary } from './release-facts.ts';

/** The overall verdict of items; one without a limit counts as met once an officer has accepted that by name. */
export function summaryOf(
  items: readonly ResultItem[],
  noLimitAccepted: readonly string[],
  conditions: readonly ReleaseCondition[] = [],
): ResultSummary {
  const settled = items.map((item) =>
    item.verdict === 'NO_LIMIT' && noLimitAccepted.includes(item.item) ? { ...item, verdict: 'PASS' as const } : item,
  );
  return { overall: overallOf(settled.map(({ verdict }) => verdict)), items: settled, conditions };
}
