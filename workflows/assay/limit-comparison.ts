import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, type Decimal } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { ComparisonMethod, NumberRules } from './number-rules.ts';

export type LimitSign = '<=' | '<' | '>=' | '>';
type Compliance = 'PASS' | 'FAIL';

export interface LimitComparison {
  readonly fullValue: Compliance;
  /** The value rounded once to the digits of the limit, and how that compares. */
  readonly rounded: DecimalString;
  readonly roundedValue: Compliance;
  readonly applied: ComparisonMethod;
  /** By the method applied. */
  readonly verdict: Compliance;
}

/**
 * Compares an unrounded value with a limit by both methods of GB/T 8170-2008 clause 4.3 and applies one: the named method, or
 * that of the pack (full value). 0.604 against ≤ 0.6 fails by its full value and passes when rounded.
 *
 * @param decimals digits of the limit after the point; the trailing zeros a limit is written with count
 */
export function compareWithLimit(
  value: DecimalString,
  { sign, limit, decimals }: { readonly sign: LimitSign; readonly limit: DecimalString; readonly decimals: number },
  method: ComparisonMethod | undefined,
  { defaultComparison, formulas }: NumberRules,
): Worked<LimitComparison> {
  const rounded = roundGbt8170(value, decimals);
  const fullValue = complies(toDecimal(value), sign, toDecimal(limit));
  const roundedValue = complies(toDecimal(rounded), sign, toDecimal(limit));
  const applied = method ?? defaultComparison.value;
  const against = [`limit, ${sign}`, limit] as const;
  return {
    value: { fullValue, rounded, roundedValue, applied, verdict: applied === 'full-value' ? fullValue : roundedValue },
    steps: [
      workingStep(formulas.fullValue, [['X', value], against], { unrounded: null, reported: fullValue }),
      workingStep(
        formulas.rounding,
        [
          ['X', value],
          ['decimals of the limit', decimals],
        ],
        { unrounded: toDecimal(value), reported: rounded },
      ),
      workingStep(formulas.roundedValue, [['X rounded', rounded], against], { unrounded: null, reported: roundedValue }),
      workingStep({ ...formulas.choice, source: defaultComparison.source }, [['method named', method ?? 'none']], {
        unrounded: null,
        reported: applied,
      }),
    ],
  };
}

/** Digits after the point that a limit is written with. */
export const decimalsOf = (limit: DecimalString): number => limit.split('.')[1]?.length ?? 0;

function complies(value: Decimal, sign: LimitSign, limit: Decimal): Compliance {
  const holds = { '<=': value.lte(limit), '<': value.lt(limit), '>=': value.gte(limit), '>': value.gt(limit) }[sign];
  return holds ? 'PASS' : 'FAIL';
}
