import type { LotValue } from '../assay/types.ts';
import { adviceFor } from './advice.ts';
import { conclusionFor } from './conclusion.ts';
import { itemVerdicts } from './item-verdict.ts';
import type { ConformityRules } from './rules.ts';
import type { ConformityContext, ConformityStatement, ItemVerdict, Verdict } from './types.ts';

/** Worst first. A found failure outweighs what was not tested; neither is ever a pass. */
const worstFirst: readonly Verdict[] = ['INVALID_SAMPLE', 'FAIL', 'NOT_TESTED', 'BORDERLINE', 'PASS'];

/**
 * States whether a lot conforms, and what the laboratory advises at each gate; customs decides.
 *
 * The overall verdict is the worst of the limits that certainly apply; limits whose condition is not known (Article 7
 * while the haul is unknown) are judged and shown, and bear on the advice alone. Without any limit it is `NO_LIMIT`.
 * Monotone: raising an impurity (or lowering the calorific value) never makes a verdict better.
 */
export function judgeConformity(
  values: readonly LotValue[],
  rules: ConformityRules,
  context: ConformityContext,
): ConformityStatement {
  const items = itemVerdicts(values, rules, context);
  const overall = context.sampleValid ? overallOf(items) : 'INVALID_SAMPLE';
  return {
    items,
    overall,
    conclusion: conclusionFor(overall, items, rules),
    decisionRule: rules.decisionRule,
    advice: adviceFor(overall, items, rules),
  };
}

function overallOf(items: readonly ItemVerdict[]): Verdict {
  const verdicts = items.filter(({ conditional }) => !conditional).map(({ verdict }) => verdict);
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'NO_LIMIT';
}
