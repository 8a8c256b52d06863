import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { chiSquare } from './quantiles.ts';
import type { QualityControlRules } from './rules.ts';

export interface IndependenceTest {
  /** Null where it cannot be told: too few values on one side of the median. */
  readonly independent: boolean | null;
  readonly runs: number;
}

/**
 * Runs above and below the median, in the order the pairs were taken; values equal to the median are left out. Normal
 * approximation, its square against χ² with one degree of freedom.
 */
export function testIndependence(values: readonly Decimal[], { biasTest, formulas }: QualityControlRules): Worked<IndependenceTest> {
  const median = medianOf(values);
  const sides = values.filter((value) => !value.eq(median)).map((value) => value.gt(median));
  const above = sides.filter(Boolean).length;
  const below = sides.length - above;
  const runs = sides.filter((side, index) => index === 0 || side !== sides[index - 1]).length;
  const { significance, source } = biasTest.independence;
  const critical = chiSquare(new Decimal(1).minus(toDecimal(significance)), 1);
  const total = above + below;
  const product = new Decimal(2).times(above).times(below);
  const possible = above > 1 && below > 1;
  // (r − μ)²·N²·(N − 1) against χ²·2n₁n₂(2n₁n₂ − N), with r − μ = (r·N − 2n₁n₂ − N)/N: nothing is divided.
  const distance = new Decimal(runs)
    .times(total)
    .minus(product)
    .minus(total)
    .pow(2)
    .times(total - 1);
  const independent = possible ? distance.lte(critical.times(product).times(product.minus(total))) : null;
  const step = workingStep(
    { ...formulas.runs, source },
    [
      ['median', median],
      ['n₁', above],
      ['n₂', below],
      ['r', runs],
      ['χ²', critical],
    ],
    { unrounded: null, reported: independent === null ? 'NOT_JUDGED' : independent ? 'INDEPENDENT' : 'NOT_INDEPENDENT' },
  );
  return { value: { independent, runs }, steps: [step] };
}

function medianOf(values: readonly Decimal[]): Decimal {
  const sorted = [...values].sort((a, b) => a.comparedTo(b));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? new Decimal(0);
  return sorted.length % 2 === 1 ? upper : upper.plus(sorted[middle - 1] ?? upper).div(2);
}
