import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { Worked } from '../kernel/working.ts';
import { decide, type Decision } from './decision.ts';
import type { DecisionRules } from './rules.ts';
import type { Criterion } from './types.ts';

/** A value and a limit somebody wants compared. */
export interface ComparisonRequest extends Criterion {
  readonly value: DecimalString;
  /** Unit of value, limit and R, for the working only. */
  readonly unit: string;
}

export type ComparedValue = Pick<Decision, 'verdict' | 'decisionRule' | 'regimes' | 'near'>;

/**
 * Compares one value with one limit under all regimes (`decide`).
 *
 * Refuses `REPRODUCIBILITY_MISSING` (a regime of ISO 4259 is to decide and R is not given) and `REPRODUCIBILITY_NOT_POSITIVE`.
 */
export function decideOne(request: ComparisonRequest, rules: DecisionRules): Outcome<Worked<ComparedValue>> {
  const { value, unit, reproducibility, decisionRule } = request;
  if (reproducibility === undefined && decisionRule?.startsWith('ISO4259')) {
    return refuse({
      code: 'REPRODUCIBILITY_MISSING',
      field: 'reproducibility',
      message: `${decisionRule} compares with the limit moved by ${rules.iso4259.factor}·R, and R is not given.`,
      remedy: "Give the method's reproducibility R at the limit, in the unit of the value, or decide by GB/T 8170.",
    });
  }
  if (reproducibility !== undefined && !toDecimal(reproducibility).gt(0)) {
    return refuse({
      code: 'REPRODUCIBILITY_NOT_POSITIVE',
      field: 'reproducibility',
      message: `A reproducibility of ${reproducibility} does not exist.`,
      remedy: "Give the method's reproducibility R at the limit, greater than zero, or leave it out.",
    });
  }
  const { verdict, decisionRule: decidedBy, regimes, near, steps } = decide(request, value, rules, 'x', unit);
  return ok({ value: { verdict, decisionRule: decidedBy, regimes, near }, steps });
}
