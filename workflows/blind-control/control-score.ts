import type { AssayResult, Basis } from '../assay/types.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Decimal } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import type { BlindControlRules } from './rules.ts';

export type ControlVerdict = 'ok' | 'warning' | 'action' | 'not-judged';

/** Why nothing is judged. */
export type NotJudged = 'NO_RESULT' | 'PRECISION_NOT_KNOWN' | 'BASIS_NOT_REACHED';

/** One item of a control against what it is compared with, on the basis it was determined. */
export interface ControlScore {
  readonly item: string;
  readonly basis: Basis | null;
  readonly unit: string;
  /** Result of the control, unrounded; null where there is none. */
  readonly value: DecimalString | null;
  /** Result of the divided bottle, or the certified value on this basis; 0 of a blank. */
  readonly reference: DecimalString | null;
  /** value − reference, exact. */
  readonly difference: DecimalString | null;
  /** |difference| from which on it is a warning, and from which on something is to be done. */
  readonly warningLimit: DecimalString | null;
  readonly actionLimit: DecimalString | null;
  /** Duplicate: difference over the critical difference; reference material: ζ; blank: value over its limit. Signed. */
  readonly score: DecimalString | null;
  readonly verdict: ControlVerdict;
  readonly reason: NotJudged | null;
  readonly steps: readonly WorkingStep[];
}

/** Digits after the point to which limits are shown; verdicts compare unrounded ones. */
const limitDecimals = 4;

export const shownLimit = (limit: Decimal, unit: string) => ({
  unrounded: limit,
  reported: roundGbt8170(toDecimalString(limit), limitDecimals),
  unit,
});

/** Limits belong to what is still good: a difference that equals one does not exceed it. */
export function judged(
  { item, basis, unit, mean }: AssayResult,
  reference: DecimalString,
  { warning, action }: { readonly warning: Decimal; readonly action: Decimal },
  perUnit: Decimal,
  by: {
    readonly rules: BlindControlRules;
    readonly steps: readonly WorkingStep[];
    readonly scored?: BlindControlRules['formulas']['zetaScore'];
    readonly verdict: BlindControlRules['formulas']['zetaScore'];
  },
): ControlScore {
  const difference = toDecimal(mean).minus(toDecimal(reference));
  const far = difference.abs();
  const verdict = far.gt(action) ? 'action' : far.gt(warning) ? 'warning' : 'ok';
  const score = roundGbt8170(toDecimalString(difference.div(perUnit)), by.rules.scores.decimals);
  const differs = ['d', difference, unit] as const;
  return {
    item,
    basis,
    unit,
    value: mean,
    reference,
    difference: toDecimalString(difference),
    warningLimit: roundGbt8170(toDecimalString(warning), limitDecimals),
    actionLimit: roundGbt8170(toDecimalString(action), limitDecimals),
    score,
    verdict,
    reason: null,
    steps: [
      ...by.steps,
      ...(by.scored
        ? [
            workingStep(by.scored, [differs, ['u', perUnit, unit]], {
              unrounded: difference.div(perUnit),
              reported: score,
            }),
          ]
        : []),
      workingStep(by.verdict, [differs, ['warning limit', warning, unit], ['action limit', action, unit]], {
        unrounded: null,
        reported: verdict,
      }),
    ],
  };
}

export const notJudged = (
  { item, basis, unit }: Pick<ControlScore, 'item' | 'basis' | 'unit'>,
  value: DecimalString | null,
  reference: DecimalString | null,
  reason: NotJudged,
): ControlScore => ({
  item,
  basis,
  unit,
  value,
  reference,
  difference: null,
  warningLimit: null,
  actionLimit: null,
  score: null,
  verdict: 'not-judged',
  reason,
  steps: [],
});
