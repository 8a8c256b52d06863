import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, squareRoot, toDecimal } from '../kernel/decimal.ts';
import { roundDown, roundUp } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { CoalSamplingRules, PrecisionRule } from './rules.ts';
import type { CoalKind } from './types.ts';

/** Variances of one increment (V_I) and of preparation and test (V_PT), ash dry, (%)². */
export interface Variances {
  readonly increment: Decimal;
  readonly preparation: Decimal;
}

type PrecisionRules = Pick<CoalSamplingRules, 'precisionDecimals' | 'formulas'>;

/** The precision rule for a kind of coal with an expected ash (%, dry); undefined when the pack has none. */
export function precisionRule(
  kind: CoalKind,
  expectedAshDry: DecimalString,
  rules: Pick<CoalSamplingRules, 'precision'>,
): PrecisionRule | undefined {
  const ash = toDecimal(expectedAshDry);
  return rules.precision.find((rule) => rule.kinds.includes(kind) && (rule.ashUpTo === undefined || ash.lte(toDecimal(rule.ashUpTo))));
}

/** P_L of a rule, absolute % ash dry at 95 %, cut down to the pack's decimals: never laxer than the standard. */
export function requiredPrecision(
  { precision, source }: PrecisionRule,
  expectedAshDry: DecimalString,
  rules: PrecisionRules,
): Worked<DecimalString> {
  const unrounded =
    'fixed' in precision
      ? toDecimal(precision.fixed)
      : Decimal.max(toDecimal(precision.shareOfAsh).times(toDecimal(expectedAshDry)), toDecimal(precision.atLeast));
  const value = roundDown(unrounded, rules.precisionDecimals);
  const inputs = [
    ['A_d', expectedAshDry, '%'] as const,
    ...('fixed' in precision
      ? [['fixed', precision.fixed, '%'] as const]
      : [['share', precision.shareOfAsh] as const, ['least', precision.atLeast, '%'] as const]),
  ];
  const formula = { ...rules.formulas.requiredPrecision, source };
  return { value, steps: [workingStep(formula, inputs, { unrounded, reported: value, unit: '%' })] };
}

/**
 * Precision reached by m units of n increments each, P = 2·√[(V_I/n + V_PT)/m], absolute % ash dry at 95 %
 * (GB/T 19494.1-2023, continuous sampling), raised to the pack's decimals: never told better than it is.
 */
export function workedPrecision(variances: Variances, units: number, increments: number, rules: PrecisionRules): Worked<DecimalString> {
  const perUnit = variances.increment.plus(variances.preparation.times(increments)).times(4);
  const unrounded = squareRoot(perUnit.div(increments).div(units));
  const value = roundUp(unrounded, rules.precisionDecimals);
  const inputs = [
    ['V_I', variances.increment, '(%)²'],
    ['V_PT', variances.preparation, '(%)²'],
    ['n', increments],
    ['m', units],
  ] as const;
  const step = workingStep(rules.formulas.achievedPrecision, inputs, { unrounded, reported: value, unit: '%' });
  return { value, steps: [step] };
}

/** The same, the number alone. */
export const reachedPrecision = (variances: Variances, units: number, increments: number, rules: PrecisionRules): DecimalString =>
  workedPrecision(variances, units, increments, rules).value;

/** Whether m units of n increments reach P_L: 4·(V_I + n·V_PT) ≤ m·n·P_L², exact because nothing is divided. */
export function reachesPrecision(variances: Variances, units: number, increments: number, required: DecimalString): boolean {
  const asked = toDecimal(required).pow(2).times(units).times(increments);
  return variances.increment.plus(variances.preparation.times(increments)).times(4).lte(asked);
}
