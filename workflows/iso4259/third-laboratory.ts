import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { LaboratoryAverage } from './laboratory.ts';
import type { Iso4259Edition } from './rules.ts';
import type { DisputeOutcome, LimitKind } from './types.ts';

interface LimitForThree {
  readonly limit: DecimalString;
  readonly limitKind: LimitKind;
  /** R₃ */
  readonly limitOfThree: DecimalString;
}

/**
 * The last step of a dispute: supplier, recipient and a neutral laboratory. Averages are brought to the common denominator
 * K = k_S·k_R·k_E, so that thirds do not blur an equality.
 */
export function decideByThree(
  averages: readonly LaboratoryAverage[],
  limits: LimitForThree,
  edition: Iso4259Edition,
): Worked<DisputeOutcome> {
  const common = averages.reduce((product, { count }) => product * count, 1);
  const scaled = averages.map(({ sum, count }) => sum.times(common / count)).sort((a, b) => a.comparedTo(b));
  const total = sumOf(scaled);
  const [lowest, highest] = [scaled[0] ?? total, scaled[scaled.length - 1] ?? total];
  const fromOthers = (average: Decimal) => average.times(3).minus(total).abs();
  const [low, high] = [fromOthers(lowest), fromOthers(highest)];
  const divergent = low.gt(high) ? lowest : highest;
  const beyond = fromOthers(divergent).gt(toDecimal(limits.limitOfThree).times(2).times(common));
  const [x, y, z] = averages.map(({ mean }) => mean);
  const inputs = [
    ['X_S', x ?? total],
    ['X_R', y ?? total],
    ['X_E', z ?? total],
    ['difference', fromOthers(divergent).div(2 * common)],
    ['R₃', limits.limitOfThree],
    ['A', limits.limit],
  ] as const;

  if (beyond && low.eq(high)) {
    const step = workingStep(edition.formulas.disputeTie, inputs, { unrounded: null, reported: 'UNDECIDED' });
    return { value: { verdict: 'UNDECIDED', decidedBy: null, decidingMean: null, inferred: false }, steps: [step] };
  }
  const [sum, parts] = beyond ? [total.minus(divergent), 2 * common] : [total, 3 * common];
  const bound = toDecimal(limits.limit).times(parts);
  const verdict = (limits.limitKind === 'maximum' ? sum.lte(bound) : sum.gte(bound)) ? 'MEETS' : 'FAILS';
  const mean = sum.div(parts);
  const formula = beyond ? edition.formulas.disputeTwoOfThree : edition.formulas.disputeAllThree;
  return {
    value: {
      verdict,
      decidedBy: beyond ? 'two-of-three' : 'all-three',
      decidingMean: roundGbt8170(toDecimalString(mean), edition.limitDecimals),
      inferred: !beyond,
    },
    steps: [workingStep(formula, inputs, { unrounded: mean, reported: verdict })],
  };
}
