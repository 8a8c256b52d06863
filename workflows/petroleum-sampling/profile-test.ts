import type { DecimalString } from '../kernel/brand.ts';
import { rangeOf, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { PetroleumSamplingRules } from './rules.ts';

export interface ProfileTest {
  readonly verdict: 'UNIFORM' | 'NOT_UNIFORM';
  /** % water: largest minus smallest reading, exact. */
  readonly spread: DecimalString;
  /** % water */
  readonly allowed: DecimalString;
}

/**
 * Whether water is spread uniformly over the pipe at the sampling point: the spread of the points is at most 0.05 % for each 1 %
 * of water present (ASTM D4177, profile test), the water present being the mean of the points. `water`: % at each point.
 * Compared without dividing.
 *
 * Refuses `TOO_FEW_POINTS` (fewer than two) and `NO_WATER` (dry oil proves nothing), field `water`.
 */
export function profileTest(
  water: readonly DecimalString[],
  rules: Pick<PetroleumSamplingRules, 'profileSpread' | 'decimals' | 'formulas'>,
): Outcome<Worked<ProfileTest>> {
  if (water.length < 2) {
    return refuse({
      code: 'TOO_FEW_POINTS',
      field: 'water',
      message: `${water.length} point shows no profile.`,
      remedy: 'Give the water at two or more points across the pipe.',
    });
  }
  const readings = water.map(toDecimal);
  const sum = sumOf(readings);
  if (sum.isZero()) {
    return refuse({
      code: 'NO_WATER',
      field: 'water',
      message: 'No point has water: dry oil shows no profile of it.',
      remedy: 'Repeat the test with water in the stream.',
    });
  }
  const share = toDecimal(rules.profileSpread.value);
  const spread = rangeOf(readings);
  const mean = sum.div(readings.length);
  const verdict = spread.times(readings.length).lte(share.times(sum)) ? 'UNIFORM' : 'NOT_UNIFORM';
  const inputs = [
    ...water.map((value, index) => [`w_${index + 1}`, value, '%'] as const),
    ['w_max − w_min', spread, '%'],
    ['w̄', mean, '%'],
    ['share', share],
  ] as const;
  return ok({
    value: { verdict, spread: toDecimalString(spread), allowed: roundGbt8170(toDecimalString(share.times(mean)), rules.decimals.percent) },
    steps: [workingStep(rules.formulas.profileSpread, inputs, { unrounded: null, reported: verdict })],
  });
}
