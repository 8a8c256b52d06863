import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, squareRoot, toDecimal } from '../kernel/decimal.ts';
import { roundDown, roundUp } from '../kernel/rounding.ts';
import type { CoalSamplingRules, PrecisionRule } from './rules.ts';
import type { CoalKind } from './types.ts';

/** Variances of one increment (V_I) and of preparation and test (V_PT), ash dry, (%)². */
export interface Variances {
  readonly increment: Decimal;
  readonly preparation: Decimal;
}

/** The precision rule for a kind of coal with an expected ash (%, dry); undefined when the pack has none. */
export function precisionRule(
  kind: CoalKind,
  expectedAshDry: DecimalString,
  rules: Pick<CoalSamplingRules, 'precision'>,
): PrecisionRule | undefined {
  const ash = toDecimal(expectedAshDry);
  return rules.precision.find(
    (rule) => rule.kinds.includes(kind) && (rule.ashUpTo === undefined || ash.lte(toDecimal(rule.ashUpTo))),
  );
}

/** P_L of a rule, absolute % ash dry at 95 %, cut down to `decimals`: never laxer than the standard. */
export function requiredPrecision(
  { precision }: PrecisionRule,
  expectedAshDry: DecimalString,
  decimals: number,
): DecimalString {
  if ('fixed' in precision) return roundDown(toDecimal(precision.fixed), decimals);
  const share = toDecimal(precision.shareOfAsh).times(toDecimal(expectedAshDry));
  return roundDown(Decimal.max(share, toDecimal(precision.atLeast)), decimals);
}

/**
 * Precision reached by m units of n increments each, P = 2·√[(V_I/n + V_PT)/m], absolute % ash dry at 95 %
 * (GB/T 19494.1, continuous sampling), raised to `decimals`: never told better than it is.
 */
export function reachedPrecision(
  variances: Variances,
  units: number,
  increments: number,
  decimals: number,
): DecimalString {
  const perUnit = variances.increment.plus(variances.preparation.times(increments)).times(4);
  return roundUp(squareRoot(perUnit.div(increments).div(units)), decimals);
}

/** Whether m units of n increments reach P_L: 4·(V_I + n·V_PT) ≤ m·n·P_L², exact because nothing is divided. */
export function reachesPrecision(
  variances: Variances,
  units: number,
  increments: number,
  required: DecimalString,
): boolean {
  const asked = toDecimal(required).pow(2).times(units).times(increments);
  return variances.increment.plus(variances.preparation.times(increments)).times(4).lte(asked);
}
