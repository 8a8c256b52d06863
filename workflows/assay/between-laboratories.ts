import type { DecimalString } from '../kernel/brand.ts';
import { meanOf, rangeOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { limitAt, straddlesBandEdge } from './repeatability.ts';
import type { CoalAssayRules, ReproducibilityRule } from './rules.ts';

export interface BetweenLaboratories {
  readonly difference: DecimalString;
  readonly reproducibilityLimit: DecimalString;
  /** Mean of the two results, unrounded; it chooses the limit. */
  readonly mean: DecimalString;
  readonly verdict: 'AGREE' | 'DISAGREE';
  readonly straddlesBandEdge: boolean;
}

/**
 * R of an item between two laboratories, dry basis. Refuses `LIMIT_NOT_KNOWN` (field `item`) and `VARIANT_MISSING` (field
 * `variant`) when the limit depends on a procedure that was not named or is not known.
 */
export function reproducibilityRule(item: string, variant: string | undefined, rules: CoalAssayRules): Outcome<ReproducibilityRule> {
  const known = rules.reproducibility.filter((rule) => rule.item === item);
  if (known.length === 0) {
    const items = [...new Set(rules.reproducibility.map((rule) => rule.item))];
    return refuse({
      code: 'LIMIT_NOT_KNOWN',
      field: 'item',
      message: `No limit between laboratories is known for "${item}".`,
      remedy: `Choose one of: ${items.join(', ')}; or add the limit to the rule pack.`,
    });
  }
  const rule = known.find((each) => each.variant === variant) ?? (known[0]?.variant === undefined ? known[0] : undefined);
  if (rule) return ok(rule);
  return refuse({
    code: 'VARIANT_MISSING',
    field: 'variant',
    message: `The limit of ${item} depends on the procedure; ${variant === undefined ? 'none was named' : `"${variant}" is not known`}.`,
    remedy: `Choose one of: ${known.map((each) => each.variant).join(', ')}.`,
  });
}

/** Compares the means of two laboratories on the dry basis, in the item's unit: |a − b| ≤ R, R by their mean; exact. */
export function judgeLaboratories(
  [first, second]: readonly [DecimalString, DecimalString],
  rule: ReproducibilityRule,
  { formulas }: Pick<CoalAssayRules, 'formulas'>,
): Worked<BetweenLaboratories> {
  const both = [toDecimal(first), toDecimal(second)];
  const mean = meanOf(both);
  const limit = limitAt(rule.bands, mean, rule);
  const difference = rangeOf(both);
  const verdict = difference.lte(limit) ? 'AGREE' : 'DISAGREE';
  const straddles = straddlesBandEdge(rule.bands, [first, second]);
  const edge = workingStep(formulas.bandEdge, [], { unrounded: null, reported: 'straddles-band-edge' });
  return {
    value: {
      difference: toDecimalString(difference),
      reproducibilityLimit: toDecimalString(limit),
      mean: toDecimalString(mean),
      verdict,
      straddlesBandEdge: straddles,
    },
    steps: [
      workingStep({ ...formulas.reproducibilityLimit, source: rule.source }, [['mean', mean, rule.unit]], {
        unrounded: limit,
        reported: toDecimalString(limit),
        unit: rule.unit,
      }),
      workingStep(
        formulas.betweenLaboratories,
        [
          ['x_A', first, rule.unit],
          ['x_B', second, rule.unit],
          ['|x_A − x_B|', difference, rule.unit],
          ['R', limit, rule.unit],
        ],
        { unrounded: null, reported: verdict },
      ),
      ...(straddles ? [edge] : []),
    ],
  };
}
