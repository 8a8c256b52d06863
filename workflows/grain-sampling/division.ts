import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, meanOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown, roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { GrainSamplingRules } from './rules.ts';

/** Parts a Boerner or riffle divider makes of a sample. */
const halves = 2;
const percent = 100;

export interface DivisionRequest {
  readonly aggregateMass_kg: DecimalString;
  readonly laboratoryMass_kg: DecimalString;
}

export interface Division {
  /** M/m cut down: ratio × laboratory mass never exceeds the aggregate. */
  readonly ratio: DecimalString;
  /** Halvings that leave at least the laboratory sample. */
  readonly passes: number;
  readonly massAfterPasses_kg: DecimalString;
}

/**
 * How far an aggregate sample may be divided for a laboratory sample. Refuses `OUT_OF_RANGE` and `AGGREGATE_TOO_SMALL` (less than
 * the laboratory sample).
 */
export function divisionOf(request: DivisionRequest, rules: Pick<GrainSamplingRules, 'formulas' | 'reported'>): Outcome<Worked<Division>> {
  const { aggregateMass_kg, laboratoryMass_kg } = request;
  const wrong = refuseNotPositive({ aggregateMass_kg, laboratoryMass_kg });
  if (wrong) return wrong;
  const aggregate = toDecimal(aggregateMass_kg);
  const laboratory = toDecimal(laboratoryMass_kg);
  if (aggregate.lt(laboratory)) return refuseTooSmall(request);
  const quotient = aggregate.div(laboratory);
  const ratio = roundDown(quotient, rules.reported.ratioDecimals);
  let passes = 0;
  let parts = new Decimal(1);
  while (laboratory.times(parts).times(halves).lte(aggregate)) {
    passes += 1;
    parts = parts.times(halves);
  }
  const left = aggregate.div(parts);
  const massAfterPasses = roundDown(left, rules.reported.sampleMassDecimals);
  const masses = [['M', aggregate, 'kg'] as const, ['m', laboratory, 'kg'] as const];
  return ok({
    value: { ratio, passes, massAfterPasses_kg: massAfterPasses },
    steps: [
      workingStep(rules.formulas.divisionRatio, masses, { unrounded: quotient, reported: ratio }),
      workingStep(rules.formulas.divisionPasses, [...masses, ['M/2^p', left, 'kg']], { unrounded: null, reported: String(passes) }),
    ],
  });
}

/** The two halves one pass of a divider gave, g. */
export interface Split {
  readonly left_g: DecimalString;
  readonly right_g: DecimalString;
}

export interface DividerCheck {
  readonly verdict: 'WITHIN_TOLERANCE' | 'OUT_OF_TOLERANCE';
  /** Deviation of a half from the mean of both, % of it, split by split. */
  readonly deviations_pct: readonly DecimalString[];
  /** Share of the left half over all splits, %: 50 has no preference for a side. */
  readonly leftShare_pct: DecimalString;
}

/**
 * Whether a divider halves: in every split each half lies within the tolerance of the mean of both, |a − b| ≤ t/100·(a + b),
 * compared exactly. Refuses `OUT_OF_RANGE` and `TOO_FEW_SPLITS`.
 */
export function checkDivider(
  splits: readonly Split[],
  rules: Pick<GrainSamplingRules, 'formulas' | 'reported' | 'divider'>,
): Outcome<Worked<DividerCheck>> {
  const { tolerancePercent, leastSplits } = rules.divider;
  if (splits.length < leastSplits) return refuseTooFew(splits.length, leastSplits);
  for (const [index, { left_g, right_g }] of splits.entries()) {
    const wrong = refuseNotPositive({ [`splits[${index}].left_g`]: left_g, [`splits[${index}].right_g`]: right_g });
    if (wrong) return wrong;
  }
  const judged = splits.map(({ left_g, right_g }) => {
    const difference = toDecimal(left_g).minus(right_g).abs();
    const sum = toDecimal(left_g).plus(right_g);
    const within = difference.times(percent).lte(toDecimal(tolerancePercent).times(sum));
    const deviation = difference.times(percent).div(sum);
    const step = workingStep(
      rules.formulas.dividerHalves,
      [
        ['a', left_g, 'g'],
        ['b', right_g, 'g'],
        ['t', tolerancePercent, '%'],
      ],
      { unrounded: deviation, reported: within ? 'WITHIN_TOLERANCE' : 'OUT_OF_TOLERANCE', unit: '%' },
    );
    return { within, step, deviation, leftShare: toDecimal(left_g).times(percent).div(sum) };
  });
  const inPercent = (value: Decimal) => roundGbt8170(toDecimalString(value), rules.reported.percentDecimals);
  return ok({
    value: {
      verdict: judged.every(({ within }) => within) ? 'WITHIN_TOLERANCE' : 'OUT_OF_TOLERANCE',
      deviations_pct: judged.map(({ deviation }) => inPercent(deviation)),
      leftShare_pct: inPercent(meanOf(judged.map(({ leftShare }) => leftShare))),
    },
    steps: judged.map(({ step }) => step),
  });
}

const refuseTooSmall = ({ aggregateMass_kg, laboratoryMass_kg }: DivisionRequest) =>
  refuse({
    code: 'AGGREGATE_TOO_SMALL',
    field: 'aggregateMass_kg',
    message: `${aggregateMass_kg} kg is less than the laboratory sample of ${laboratoryMass_kg} kg.`,
    remedy: 'Take more or larger increments; a sample is never made up from another one.',
  });

const refuseTooFew = (given: number, least: number) =>
  refuse({
    code: 'TOO_FEW_SPLITS',
    field: 'splits',
    message: `${given} split(s) say too little about a divider; at least ${least} are needed.`,
    remedy: 'Split again and give the masses of every split.',
  });
