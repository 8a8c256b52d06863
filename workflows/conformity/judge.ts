import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { conclusionFor } from './conclusion.ts';
import { decisionStatement } from './decision-statement.ts';
import { findingsFor, type UnitValues } from './findings.ts';
import { judgedSets, symbolOf, type CoalValue, type JudgedSet } from './item-verdict.ts';
import { overallOf, overallStep } from './overall.ts';
import { releaseAdvice } from './release.ts';
import { resultsOf } from './results.ts';
import type { ConformityRules } from './rules.ts';
import type { ConformityContext, ConformityStatement } from './types.ts';

/**
 * States whether a lot of coal conforms, and what follows from its results at each gate; customs decides.
 *
 * The overall verdict is the worst of the limits that certainly apply; limits whose condition is not known (Article 7 while the
 * haul is unknown, a province's while the destination is) are judged and shown, and bear on the advice alone. Without any limit
 * it is `NO_LIMIT`. Monotone: raising an impurity (or lowering the calorific value) never makes a verdict or an advice better.
 * `units`: values of the single sampling units; one that fails inside a lot that passes is a finding for a person, not a failure.
 * Limits: the coal section (Order 16 of 2014, Articles 6 and 7; provincial sets); comparison: GB/T 8170-2008.
 */
export function judgeConformity(
  values: readonly CoalValue[],
  rules: ConformityRules,
  context: ConformityContext,
  units: readonly UnitValues[] = [],
): Worked<ConformityStatement> {
  const { sets, steps } = judgedSets(values, rules, context);
  const items = sets.flatMap((set) => set.items);
  const verdicts = items.filter(({ conditional }) => !conditional).map(({ verdict }) => verdict);
  const overall = context.sampleValid ? overallOf(verdicts) : 'INVALID_SAMPLE';
  const advice = releaseAdvice({ results: resultsOf(overall, sets, rules) }, rules);
  return {
    value: {
      items,
      overall,
      conclusion: conclusionFor(overall, sets, rules),
      decisionRule: decisionStatement(
        rules,
        items.map(({ limit, decisionRule }) => ({ symbol: symbolOf(limit), decisionRule })),
      ),
      findings: findingsFor(items, rules, context, units),
      advice: advice.value.gates,
    },
    steps: [
      applicabilityStep(sets, rules, context),
      ...steps,
      overallStep(rules.formulas.overallVerdict, verdicts, overall),
      ...advice.steps,
    ],
  };
}

const unknown = '?';

function applicabilityStep(sets: readonly JudgedSet[], { formulas }: ConformityRules, context: ConformityContext): WorkingStep {
  const { coalClass, haulDistance, destinationProvince, declaredUse } = context;
  return workingStep(
    formulas.applicableLimits,
    [
      ['class', coalClass],
      ['haul', haulDistance ?? unknown, 'km'],
      ['province', destinationProvince ?? unknown],
      ['use', declaredUse ?? unknown],
    ],
    {
      unrounded: null,
      reported: sets.map(({ set, application }) => (application === 'perhaps' ? `${set.id}?` : set.id)).join(', ') || 'none',
    },
  );
}
