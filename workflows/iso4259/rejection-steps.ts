import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, squareRoot, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import type { Iso4259Edition } from './rules.ts';

/** How the judgement of a laboratory's results is written down. */

export interface Divergent {
  readonly index: number;
  readonly result: Decimal;
  /** |k·x − Σx| = (k − 1) · |x − mean of the others|, exact. */
  readonly deviation: Decimal;
  /** Another, different result is just as far from the rest. */
  readonly tied: boolean;
}

/** r₁ = r·√(k/(2(k − 1))), in the unit of r, for k ≥ 2 results; 30 significant digits. */
export function rejectionLimit(r: Decimal, k: number): Decimal {
  const doubled = 2 * (k - 1);
  return squareRoot(r.pow(2).times(k).div(doubled));
}

export function twoResultsStep(
  kept: readonly DecimalString[],
  r: DecimalString,
  agrees: boolean,
  { formulas }: Iso4259Edition,
): readonly WorkingStep[] {
  const [x1 = new Decimal(0), x2 = new Decimal(0)] = kept.map(toDecimal);
  const inputs = [
    ['x₁', x1],
    ['x₂', x2],
    ['|x₁ − x₂|', x2.minus(x1).abs()],
    ['r', r],
  ] as const;
  return [workingStep(formulas.twoResults, inputs, { unrounded: null, reported: agrees ? 'ACCEPTED' : 'MORE_RESULTS_NEEDED' })];
}

export function divergenceSteps(
  kept: readonly DecimalString[],
  { result, deviation }: Divergent,
  r: DecimalString,
  agrees: boolean,
  { formulas, limitDecimals }: Iso4259Edition,
): readonly WorkingStep[] {
  const k = kept.length;
  const limit = rejectionLimit(toDecimal(r), k);
  const others = sumOf(kept.map(toDecimal))
    .minus(result)
    .div(k - 1);
  return [
    workingStep(
      formulas.rejectionLimit,
      [
        ['r', r],
        ['k', k],
      ],
      { unrounded: limit, reported: roundGbt8170(toDecimalString(limit), limitDecimals) },
    ),
    workingStep(
      formulas.mostDivergent,
      [
        ['k', k],
        ['x_d', result],
        ['mean of the others', others],
        ['|x_d − mean of the others|', deviation.div(k - 1)],
        ['r₁', limit],
      ],
      { unrounded: null, reported: agrees ? 'ACCEPTED' : 'REJECTED' },
    ),
  ];
}

export function meanStep(kept: readonly DecimalString[], decimals: number, { formulas }: Iso4259Edition): WorkingStep {
  const sum = sumOf(kept.map(toDecimal));
  const mean = sum.div(kept.length);
  return workingStep(
    formulas.average,
    [
      ['Σx', sum],
      ['k', kept.length],
    ],
    {
      unrounded: mean,
      reported: roundGbt8170(toDecimalString(mean), decimals),
    },
  );
}

export const tieStep = (kept: readonly DecimalString[], { formulas }: Iso4259Edition): WorkingStep =>
  workingStep(
    formulas.tie,
    [
      ['x_min', kept[0] ?? ''],
      ['x_max', kept[kept.length - 1] ?? ''],
    ],
    { unrounded: null, reported: 'MORE_RESULTS_NEEDED' },
  );

export const apparatusStep = (rejected: number, results: number, { formulas }: Iso4259Edition): WorkingStep =>
  workingStep(
    formulas.apparatus,
    [
      ['rejected', rejected],
      ['results', results],
    ],
    { unrounded: null, reported: 'CHECK_APPARATUS' },
  );
