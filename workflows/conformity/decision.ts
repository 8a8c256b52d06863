import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import { isMaximum, meets, signOf } from './comparison.ts';
import type { DecisionRules } from './rules.ts';
import type { Criterion, DecisionRegime, RegimeVerdict } from './types.ts';

/** One value against one limit. */
export interface Decision {
  /** By the regime that decides; `BORDERLINE` is a pass within R/√divisor of the limit. */
  readonly verdict: 'PASS' | 'FAIL' | 'BORDERLINE';
  readonly decisionRule: DecisionRegime;
  /** All that can be computed, in a fixed order. */
  readonly regimes: readonly RegimeVerdict[];
  /** Whether the value lies within R/√divisor of the limit, on either side; false when R is not known. */
  readonly near: boolean;
  /** One step a regime, then the one on nearness where R is known. */
  readonly steps: readonly WorkingStep[];
  /** Of these the ones the verdict rests on. */
  readonly decisive: readonly WorkingStep[];
}

/**
 * Compares a value with a limit under every regime, and decides by the one that applies (the criterion's, else the section's).
 *
 * Full value: 0.604 fails ≤ 0.6 (GB/T 8170-2008 clause 4.3). Rounded value: rounded once to the digits the limit is written with,
 * 0.604 is 0.6 and passes (same clause). ISO 4259-2: the recipient may reject beyond limit + 0.59R only, the supplier is assured
 * within limit − 0.59R; mirrored for a minimum; R at the limit. A value that fails is `FAIL` however near it lies, because our
 * caution must not overrule the rule's comparison.
 *
 * Where a regime of ISO 4259 applies, R must be there: the pack's schema and `decideOne` see to it; else the full value decides.
 */
export function decide(criterion: Criterion, value: DecimalString, rules: DecisionRules, symbol: string, unit: string): Decision {
  const worked = [fullValue, roundedValue, recipient, supplier].flatMap(
    (compare) => compare({ criterion, value, rules, symbol, unit }) ?? [],
  );
  const wanted = criterion.decisionRule ?? rules.decision.regime;
  const applied = worked.find(({ verdict: { regime } }) => regime === wanted) ?? worked[0];
  if (!applied) throw new Error('the full value can always be compared');
  const near = isNearLimit(criterion, value, rules);
  const nearness = nearStep({ criterion, value, rules, symbol, unit }, near);
  const { verdict, regime } = applied.verdict;
  return {
    verdict: verdict === 'PASS' && near ? 'BORDERLINE' : verdict,
    decisionRule: regime,
    regimes: worked.map((each) => each.verdict),
    near,
    steps: [...worked.map(({ step }) => step), ...nearness],
    decisive: [applied.step, ...nearness],
  };
}

/** Whether a value lies within R/√divisor of the limit, on either side; never when R is not known. Compared as squares: exact. */
export function isNearLimit(
  { limit, reproducibility }: Criterion,
  value: DecimalString,
  { borderline }: Pick<DecisionRules, 'borderline'>,
): boolean {
  if (reproducibility === undefined) return false;
  const distance = toDecimal(value).minus(toDecimal(limit));
  return distance.pow(2).times(toDecimal(borderline.divisor)).lte(toDecimal(reproducibility).pow(2));
}

/** Digits after the point, as a limit is written: what `GBT8170_ROUNDED` rounds to. */
export const writtenDecimals = (limit: DecimalString): number => limit.split('.')[1]?.length ?? 0;

interface Comparand {
  readonly criterion: Criterion;
  readonly value: DecimalString;
  readonly rules: DecisionRules;
  readonly symbol: string;
  readonly unit: string;
}
interface WorkedRegime {
  readonly verdict: RegimeVerdict;
  readonly step: WorkingStep;
}

const verdictOn = ({ comparison }: Criterion, compared: DecimalString, against: DecimalString) =>
  meets(comparison, compared, against) ? ('PASS' as const) : ('FAIL' as const);

function fullValue({ criterion, value, rules, symbol, unit }: Comparand): WorkedRegime {
  const { limit, comparison } = criterion;
  const verdict = verdictOn(criterion, value, limit);
  const inputs = [
    [symbol, value, unit],
    [`A (${signOf(comparison)})`, limit, unit],
  ] as const;
  return {
    verdict: { regime: 'GBT8170_FULL', verdict, compared: value, against: limit },
    step: workingStep(rules.formulas.fullValue, inputs, { unrounded: null, reported: verdict }),
  };
}

function roundedValue({ criterion, value, rules, symbol, unit }: Comparand): WorkedRegime {
  const { limit, comparison } = criterion;
  const compared = roundGbt8170(value, writtenDecimals(limit));
  const verdict = verdictOn(criterion, compared, limit);
  const inputs = [
    [symbol, value, unit],
    [`A (${signOf(comparison)})`, limit, unit],
    [`${symbol}, rounded`, compared, unit],
  ] as const;
  return {
    verdict: { regime: 'GBT8170_ROUNDED', verdict, compared, against: limit },
    step: workingStep(rules.formulas.roundedValue, inputs, { unrounded: null, reported: verdict }),
  };
}

const recipient = (comparand: Comparand) => withMargin(comparand, 'ISO4259_RECIPIENT', 'recipient', 'outside');
const supplier = (comparand: Comparand) => withMargin(comparand, 'ISO4259_SUPPLIER', 'supplier', 'inside');

/** The limit moved by factor · R: outwards for a recipient, inwards for a supplier. */
function withMargin(
  { criterion, value, rules, symbol, unit }: Comparand,
  regime: DecisionRegime,
  formula: 'recipient' | 'supplier',
  side: 'outside' | 'inside',
): WorkedRegime | null {
  const { limit, comparison, reproducibility } = criterion;
  if (reproducibility === undefined) return null;
  const { factor } = rules.iso4259;
  const margin = toDecimal(factor).times(toDecimal(reproducibility));
  const upwards = isMaximum(comparison) === (side === 'outside');
  const moved = upwards ? toDecimal(limit).plus(margin) : toDecimal(limit).minus(margin);
  const against = toDecimalString(moved);
  const verdict = verdictOn(criterion, value, against);
  const inputs = [
    [symbol, value, unit],
    [`A (${signOf(comparison)})`, limit, unit],
    ['R', reproducibility, unit],
    ['k', factor],
  ] as const;
  return {
    verdict: { regime, verdict, compared: value, against },
    step: workingStep(rules.formulas[formula], inputs, { unrounded: moved, reported: verdict, unit }),
  };
}

function nearStep({ criterion, value, rules, symbol, unit }: Comparand, near: boolean): WorkingStep[] {
  const { limit, reproducibility } = criterion;
  if (reproducibility === undefined) return [];
  const inputs = [
    [symbol, value, unit],
    ['A', limit, unit],
    ['R', reproducibility, unit],
    ['q', rules.borderline.divisor],
  ] as const;
  return [workingStep(rules.formulas.nearLimit, inputs, { unrounded: null, reported: near ? 'NEAR' : 'CLEAR' })];
}
