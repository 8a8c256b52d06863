import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, squareRoot, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { checkPrecision, laboratoryAverage, type LaboratoryAverage } from './laboratory.ts';
import type { Iso4259Edition } from './rules.ts';

/** Results, r and R in one unit; the results of each laboratory are acceptable among themselves. */
export interface TwoLaboratories {
  readonly laboratory1: readonly DecimalString[];
  readonly laboratory2: readonly DecimalString[];
  readonly repeatability: DecimalString;
  readonly reproducibility: DecimalString;
}

export interface LaboratoriesCompared {
  readonly verdict: 'ACCEPTABLE' | 'NOT_ACCEPTABLE';
  /** |x̄₁ − x̄₂|, in the unit of the results. */
  readonly difference: DecimalString;
  /** R₂, in the unit of the results. */
  readonly limit: DecimalString;
}

/**
 * Whether the averages of two laboratories agree, |x̄₁ − x̄₂| ≤ R₂ = √(R² − r²·(1 − 1/(2k₁) − 1/(2k₂))) (ISO 4259-2, edition
 * given). The comparison is of exact squares; difference and limit are rounded for show.
 *
 * Refuses `NO_RESULTS` (field `laboratory1` or `laboratory2`), `REPEATABILITY_NOT_POSITIVE`,
 * `REPRODUCIBILITY_BELOW_REPEATABILITY`.
 */
export function compareTwoLaboratories(request: TwoLaboratories, edition: Iso4259Edition): Outcome<Worked<LaboratoriesCompared>> {
  const { repeatability: r, reproducibility: R } = request;
  const precision = checkPrecision(r, R);
  if (!precision.ok) return precision;
  const first = laboratoryAverage(request.laboratory1, 'laboratory1');
  if (!first.ok) return first;
  const second = laboratoryAverage(request.laboratory2, 'laboratory2');
  if (!second.ok) return second;

  const { formulas, limitDecimals } = edition;
  const scaled = scaledSquareOfLimit(toDecimal(r), toDecimal(R), first.value.count, second.value.count);
  const limit = squareRoot(scaled.div(2 * first.value.count * second.value.count));
  const difference = first.value.mean.minus(second.value.mean).abs();
  const verdict = agree(first.value, second.value, scaled) ? 'ACCEPTABLE' : 'NOT_ACCEPTABLE';
  const shown = (value: Decimal) => roundGbt8170(toDecimalString(value), limitDecimals);
  const steps = [
    averageStep(first.value, '₁', edition),
    averageStep(second.value, '₂', edition),
    workingStep(
      formulas.twoLaboratories,
      [
        ['R', R],
        ['r', r],
        ['k₁', first.value.count],
        ['k₂', second.value.count],
      ],
      {
        unrounded: limit,
        reported: shown(limit),
      },
    ),
    workingStep(
      formulas.twoLaboratoriesAgree,
      [
        ['|x̄₁ − x̄₂|', difference],
        ['R₂', limit],
      ],
      { unrounded: null, reported: verdict },
    ),
  ];
  return ok({ value: { verdict, difference: shown(difference), limit: shown(limit) }, steps });
}

/** 2·k₁·k₂·R₂² = 2·k₁·k₂·R² − r²·(2·k₁·k₂ − k₂ − k₁), exact. */
const scaledSquareOfLimit = (r: Decimal, R: Decimal, k1: number, k2: number): Decimal =>
  R.pow(2)
    .times(2 * k1 * k2)
    .minus(r.pow(2).times(2 * k1 * k2 - k2 - k1));

/** (x̄₁ − x̄₂)² ≤ R₂², multiplied by 2·k₁²·k₂². */
const agree = (first: LaboratoryAverage, second: LaboratoryAverage, scaled: Decimal): boolean =>
  first.sum.times(second.count).minus(second.sum.times(first.count)).pow(2).times(2).lte(scaled.times(first.count).times(second.count));

const averageStep = ({ sum, count, mean }: LaboratoryAverage, index: string, { formulas, limitDecimals }: Iso4259Edition) =>
  workingStep(
    formulas.average,
    [
      [`Σx${index}`, sum],
      [`k${index}`, count],
    ],
    {
      unrounded: mean,
      reported: roundGbt8170(toDecimalString(mean), limitDecimals),
    },
  );
