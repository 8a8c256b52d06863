import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundToInterval, roundToSignificantDigits } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { NumberRules } from './number-rules.ts';

/** Where a value is rounded: to a place (negative: tens, hundreds), perhaps by half or fifth units of it, or to digits. */
export interface RoundingTarget {
  /** Digits after the point; −2 means hundreds. */
  readonly decimals?: number | undefined;
  readonly significantDigits?: number | undefined;
  /** Part of a unit of the place. */
  readonly unit: '1' | '0.5' | '0.2';
}

/**
 * Rounds by GB/T 8170-2008 in one step, with its working. Whether the value was rounded before no function can see; clause 3.3
 * forbids it. Refuses `ROUNDING_TARGET_UNCLEAR` (field `decimals`) unless exactly one of place and digits is given, and
 * (field `unit`) for part units of significant digits, whose place depends on the value.
 */
export function workedRounding(value: DecimalString, target: RoundingTarget, { formulas }: NumberRules): Outcome<Worked<DecimalString>> {
  const { decimals, significantDigits, unit } = target;
  if ((decimals === undefined) === (significantDigits === undefined)) {
    return refuse({
      code: 'ROUNDING_TARGET_UNCLEAR',
      field: 'decimals',
      message:
        decimals === undefined ? 'Neither decimals nor significant digits are given.' : 'Decimals and significant digits are both given.',
      remedy: 'Give one of the two.',
    });
  }
  if (significantDigits !== undefined && unit !== '1') {
    return refuse({
      code: 'ROUNDING_TARGET_UNCLEAR',
      field: 'unit',
      message: `A ${unit} unit of ${significantDigits} significant digits has no fixed place.`,
      remedy: 'Give the place as decimals.',
    });
  }
  const number = toDecimal(value);
  const step = (formula: NumberRules['formulas']['rounding'], to: readonly [string, string | number], reported: DecimalString) =>
    ok({
      value: reported,
      steps: [
        workingStep(formulas.oneStep, [['X', value]], { unrounded: null, reported: 'rounded-once' }),
        workingStep(formula, [['X', value], to], { unrounded: number, reported }),
      ],
    });
  if (significantDigits !== undefined) {
    return step(
      formulas.significantDigits,
      ['significant digits', significantDigits],
      roundToSignificantDigits(value, significantDigits),
    );
  }
  const interval = new Decimal(10).pow(-(decimals ?? 0)).times(unit);
  const formula = { '1': formulas.rounding, '0.5': formulas.halfUnit, '0.2': formulas.fifthUnit }[unit];
  return step(formula, ['interval', toDecimalString(interval)], roundToInterval(value, interval));
}
