import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, squareRoot, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { studentT } from './quantiles.ts';
import type { QualityControlRules } from './rules.ts';

/** Differences with their mean and sum of squared deviations Σ(d − d̄)². */
export interface Spread {
  readonly values: readonly Decimal[];
  readonly mean: Decimal;
  readonly squares: Decimal;
}

export interface OutlierTest {
  /** Place, from 1, of the difference furthest from the mean when it is an outlier; null when none is. */
  readonly outlier: number | null;
  /** G; null when all differences are equal. */
  readonly statistic: DecimalString | null;
  readonly critical: DecimalString;
}

/** Grubbs' two-sided test for one outlier among at least 3 values; squares are compared, not roots. */
export function testForOutlier({ values, mean, squares }: Spread, { biasTest, formulas }: QualityControlRules): Worked<OutlierTest> {
  const k = values.length;
  const { significance, source } = biasTest.outliers;
  const t = studentT(new Decimal(1).minus(toDecimal(significance).div(2 * k)), k - 2);
  const tSquared = t.pow(2);
  const furthest = values.reduce(
    (worst, value, index) =>
      value
        .minus(mean)
        .abs()
        .gt((values[worst] ?? mean).minus(mean).abs())
        ? index
        : worst,
    0,
  );
  const distance = (values[furthest] ?? mean).minus(mean).abs();
  // G² = distance²·(k − 1)/squares against (k − 1)²·t²/[k·(k − 2 + t²)]
  const isOutlier = distance
    .pow(2)
    .times(k)
    .times(tSquared.plus(k - 2))
    .gt(squares.times(k - 1).times(tSquared));
  const critical = squareRoot(tSquared.div(tSquared.plus(k - 2).times(k))).times(k - 1);
  const statistic = squares.isZero()
    ? null
    : squareRoot(
        distance
          .pow(2)
          .times(k - 1)
          .div(squares),
      );
  const step = workingStep(
    { ...formulas.grubbs, source },
    [
      ['k', k],
      ['pair', furthest + 1],
      ['|d − d̄|', distance],
      ['t', t],
      ['critical G', critical],
    ],
    { unrounded: statistic, reported: isOutlier ? 'OUTLIER' : 'NO_OUTLIER' },
  );
  return {
    value: {
      outlier: isOutlier ? furthest + 1 : null,
      statistic: statistic && toDecimalString(statistic),
      critical: toDecimalString(critical),
    },
    steps: [step],
  };
}
