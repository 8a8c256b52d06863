import { ok, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { decide } from './decision.ts';
import { decisionStatement } from './decision-statement.ts';
import { overallStep } from './overall.ts';
import { checkProductRequest } from './product-request.ts';
import { requirementsOf, type ProductRequirement } from './product-requirements.ts';
import type { ProductLimitRules } from './product-rules.ts';
import type { ProductConformity, ProductRequest, ProductVerdict } from './product-types.ts';
import { releaseAdvice } from './release.ts';
import type { ResultSummary } from './release-facts.ts';
import { summaryOf } from './summary.ts';

/**
 * Judges the results of one lot of grain, or one parcel of petroleum, against the limits in force for its product and declared use.
 *
 * An item without a result is `NOT_TESTED`, one without a limit `NO_LIMIT` until an officer accepts that; neither is ever a pass.
 * The overall verdict is the worst. Monotone, and the order of values plays no part.
 * Refuses `PRODUCT_UNKNOWN`, `USE_UNKNOWN`, `ITEM_UNKNOWN`, `UNIT_UNEXPECTED`, `VALUE_TWICE`.
 * Source: the `limits` section; comparison: GB/T 8170-2008 unless a limit names another rule.
 */
export function judgeProduct(request: ProductRequest, rules: ProductLimitRules): Outcome<Worked<ProductConformity>> {
  const refusal = checkProductRequest(request, rules);
  if (refusal) return refusal;
  const judged = requirementsOf(request, rules).map((requirement) => judge(requirement, request, rules));
  const items = judged.map(({ verdict }) => verdict);
  const results = resultsOf(items, request.noLimitAccepted);
  const advice = releaseAdvice({ results }, rules);
  const decided = items.flatMap(({ item, decisionRule }) => (decisionRule ? [{ symbol: item, decisionRule }] : []));
  const statement = {
    items,
    overall: results.overall,
    decisionRule: decisionStatement(rules, decided),
    advice: advice.value.gates,
  };
  const verdicts = results.items.map(({ verdict }) => verdict);
  return ok({
    value: statement,
    steps: [
      applicabilityStep(items, request, rules),
      ...judged.flatMap(({ steps }) => steps),
      overallStep(rules.formulas.overallVerdict, verdicts, results.overall),
      ...advice.steps,
    ],
  });
}

function judge(
  { item, name, unit, set, limit, source }: ProductRequirement,
  { values, required, sampleValid }: ProductRequest,
  rules: ProductLimitRules,
): { readonly verdict: ProductVerdict; readonly steps: readonly WorkingStep[] } {
  const value = values.find((tested) => tested.item === item)?.value ?? null;
  const isRequired = value !== null || (required ? required.includes(item) : limit !== null);
  const decisionRule = limit ? (limit.decisionRule ?? rules.decision.regime) : null;
  const base = { item, name, unit, set, limit, source, value, required: isRequired, decisionRule, regimes: [], near: false };
  if (!sampleValid) return { verdict: { ...base, verdict: 'INVALID_SAMPLE' }, steps: [] };
  if (value === null && (limit || isRequired)) return { verdict: { ...base, verdict: 'NOT_TESTED' }, steps: [] };
  if (value === null || !limit) return { verdict: { ...base, verdict: 'NO_LIMIT' }, steps: [] };
  const { decisive, ...decision } = decide(limit, value, rules, item, unit);
  const { verdict, regimes, near } = decision;
  return { verdict: { ...base, verdict, decisionRule: decision.decisionRule, regimes, near }, steps: decisive };
}

/** What bears on release: the required items. */
function resultsOf(items: readonly ProductVerdict[], accepted: readonly string[]): ResultSummary {
  const bearing = items
    .filter(({ required }) => required)
    .map(({ item, verdict, limit, near }) => ({ item, verdict, nature: limit?.nature ?? ('other' as const), near }));
  return summaryOf(bearing, accepted);
}

function applicabilityStep(
  items: readonly ProductVerdict[],
  { product, use, on }: ProductRequest,
  { formulas }: ProductLimitRules,
): WorkingStep {
  const sets = [...new Set(items.flatMap(({ set }) => set ?? []))];
  const inputs = [
    ['product', product],
    ['use', use],
    ['on', on],
  ] as const;
  return workingStep(formulas.applicableLimits, inputs, { unrounded: null, reported: sets.join(', ') || 'none' });
}
