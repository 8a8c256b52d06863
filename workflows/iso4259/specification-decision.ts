import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { Iso4259Edition } from './rules.ts';
import type { LimitKind } from './types.ts';

/** Result, limit and R in one unit. */
export interface SpecificationQuestion {
  readonly party: 'recipient' | 'supplier';
  readonly limitKind: LimitKind;
  readonly limit: DecimalString;
  /** A single result. */
  readonly result: DecimalString;
  /** R of the method at the limit, not at the result. */
  readonly reproducibilityAtLimit: DecimalString;
}

export interface SpecificationDecision {
  readonly verdict: 'FAILS' | 'NOT_SHOWN_TO_FAIL' | 'ASSURED' | 'NOT_ASSURED';
  /** The result beyond which the recipient rejects, or up to which the supplier is assured; exact. */
  readonly bound: DecimalString;
}

/**
 * What one result says about a limit at 95 % (ISO 4259-2, edition given). For a maximum A₁ the recipient may call the product
 * failed only when x > A₁ + 0.59·R, and the supplier is assured that it meets only when x ≤ A₁ − 0.59·R; a minimum is the mirror.
 * This is for supplier and recipient: limits of Chinese mandatory standards are judged by GB/T 8170.
 *
 * Refuses `REPRODUCIBILITY_NOT_POSITIVE`, field `reproducibilityAtLimit`.
 */
export function decideAgainstLimit(question: SpecificationQuestion, edition: Iso4259Edition): Outcome<Worked<SpecificationDecision>> {
  const { party, limitKind, limit, result, reproducibilityAtLimit: R } = question;
  if (toDecimal(R).lte(0)) {
    return refuse({
      code: 'REPRODUCIBILITY_NOT_POSITIVE',
      field: 'reproducibilityAtLimit',
      message: `The reproducibility of ${R} is not above zero.`,
      remedy: 'Give R of the method at the limit, in the unit of the limit.',
    });
  }
  const { formulas, oneSidedFactor } = edition;
  const margin = toDecimal(R).times(toDecimal(oneSidedFactor.value));
  const towardsFailure = (limitKind === 'maximum') === (party === 'recipient');
  const bound = towardsFailure ? toDecimal(limit).plus(margin) : toDecimal(limit).minus(margin);
  const verdict = decide(party, limitKind, toDecimal(result), bound);
  const inputs = [
    ['x', result],
    ['A', limit],
    ['limit', limitKind],
    ['factor', oneSidedFactor.value],
    ['R', R],
    ['bound', bound],
  ] as const;
  return ok({
    value: { verdict, bound: toDecimalString(bound) },
    steps: [workingStep(formulas[party], inputs, { unrounded: null, reported: verdict })],
  });
}

function decide(party: 'recipient' | 'supplier', kind: LimitKind, result: Decimal, bound: Decimal): SpecificationDecision['verdict'] {
  const within = kind === 'maximum' ? result.lte(bound) : result.gte(bound);
  if (party === 'recipient') return within ? 'NOT_SHOWN_TO_FAIL' : 'FAILS';
  return within ? 'ASSURED' : 'NOT_ASSURED';
}
