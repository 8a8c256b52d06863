import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { Worked } from '../kernel/working.ts';
import { precisionRule, reachesPrecision, requiredPrecision, workedPrecision } from './precision.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { CoalKind } from './types.ts';

/** P_L of a coal by kind and expected ash. Refuses `ASH_OUT_OF_RANGE` and `COAL_KIND_WITHOUT_RULE`. */
export function precisionFor(kind: CoalKind, expectedAshDry: DecimalString, rules: CoalSamplingRules): Outcome<Worked<DecimalString>> {
  const ash = toDecimal(expectedAshDry);
  if (ash.lt(0) || ash.gt(100))
    return wrong('ASH_OUT_OF_RANGE', 'expectedAshDry', `An ash of ${expectedAshDry} % does not exist.`, 'Give 0 to 100 %.');
  const rule = precisionRule(kind, expectedAshDry, rules);
  return rule ? ok(requiredPrecision(rule, expectedAshDry, rules)) : refuseKind(kind);
}

export interface AchievedPrecisionQuestion {
  readonly coalKind: CoalKind;
  /** %, dry, 0–100 */
  readonly expectedAshDry: DecimalString;
  /** m ≥ 1 and n ≥ 1, as delivered. */
  readonly units: number;
  readonly increments: number;
  /** (%)²; default: the pack's start values. */
  readonly incrementVariance?: DecimalString;
  readonly preparationVariance?: DecimalString;
}

export interface AchievedPrecision {
  readonly achieved: DecimalString;
  readonly required: DecimalString;
  readonly verdict: 'REACHED' | 'NOT_REACHED';
}

/**
 * Precision that m units of n increments reach, P = 2·√[(V_I/n + V_PT)/m], against P_L (GB/T 19494.1-2023); compared without
 * rounding. Refuses `ASH_OUT_OF_RANGE`, `COAL_KIND_WITHOUT_RULE`, `COUNT_OUT_OF_RANGE` and `NOT_POSITIVE`.
 */
export function achievedPrecision(question: AchievedPrecisionQuestion, rules: CoalSamplingRules): Outcome<Worked<AchievedPrecision>> {
  const { coalKind, units, increments } = question;
  const required = precisionFor(coalKind, question.expectedAshDry, rules);
  if (!required.ok) return required;
  for (const [field, value] of Object.entries({ units, increments })) {
    if (!Number.isSafeInteger(value) || value < 1)
      return wrong('COUNT_OUT_OF_RANGE', field, `${value} ${field}.`, 'Give a whole number ≥ 1.');
  }
  const start = rules.incrementVariance.find(({ kinds }) => kinds.includes(coalKind));
  if (!start) return refuseKind(coalKind);
  const given = {
    incrementVariance: question.incrementVariance ?? start.value,
    preparationVariance: question.preparationVariance ?? rules.preparationVariance.value,
  };
  for (const [field, value] of Object.entries(given)) {
    if (!toDecimal(value).gt(0)) return wrong('NOT_POSITIVE', field, `${field} is ${value}.`, 'Give it in (%)², > 0.');
  }
  const variances = { increment: toDecimal(given.incrementVariance), preparation: toDecimal(given.preparationVariance) };
  const achieved = workedPrecision(variances, units, increments, rules);
  const reached = reachesPrecision(variances, units, increments, required.value.value);
  return ok({
    value: { achieved: achieved.value, required: required.value.value, verdict: reached ? 'REACHED' : 'NOT_REACHED' },
    steps: [...required.value.steps, ...achieved.steps],
  });
}

const refuseKind = (kind: CoalKind) =>
  wrong(
    'COAL_KIND_WITHOUT_RULE',
    'coalKind',
    `The rule pack has no rule for ${kind} coal.`,
    'Choose another kind, or complete the rule pack.',
  );

const wrong = (code: string, field: string, message: string, remedy: string) => refuse({ code, field, message, remedy });
