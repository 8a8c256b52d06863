import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { Decimal } from '../kernel/decimal.ts';

/** Significant digits of a quantile: what the library's binary arithmetic is sure of, and far more than any table prints. */
const digits = 12;

const toExact = (quantile: number): Decimal => new Decimal(quantile.toPrecision(digits));

/** Student's t below which a share `probability` (0 < p < 1) lies, for ≥ 1 degrees of freedom. */
export const studentT = (probability: Decimal, freedom: number): Decimal => toExact(tQuantile(probability.toNumber(), freedom));

/** χ² below which a share `probability` (0 < p < 1) lies, for ≥ 1 degrees of freedom. */
export const chiSquare = (probability: Decimal, freedom: number): Decimal => toExact(chiSquareQuantile(probability.toNumber(), freedom));

/** Upper probability of a two-sided confidence: 0.95 gives 0.975. */
export const upperTail = (confidence: Decimal): Decimal => confidence.plus(1).div(2);
