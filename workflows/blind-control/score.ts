import { convertBasis } from '../assay/bases.ts';
import type { AssayApproved } from '../assay/task.ts';
import type { AssayResult, Basis } from '../assay/types.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, meanOf, squareRoot, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { ControlledItemLookup, Precision } from './precision.ts';
import type { BlindControlRules } from './rules.ts';
import type { CertifiedValue } from './terms.ts';

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
  /** Result of the divided bottle, or the certified value on this basis. */
  readonly reference: DecimalString | null;
  /** value − reference, exact. */
  readonly difference: DecimalString | null;
  /** |difference| from which on it is a warning, and from which on something is to be done. */
  readonly warningLimit: DecimalString | null;
  readonly actionLimit: DecimalString | null;
  /** Duplicate: difference over the critical difference; reference material: ζ. Signed. */
  readonly score: DecimalString | null;
  readonly verdict: ControlVerdict;
  readonly reason: NotJudged | null;
  readonly steps: readonly WorkingStep[];
}

interface Means {
  readonly pack: RulePackRef;
  readonly rules: BlindControlRules;
  readonly itemOf: ControlledItemLookup;
}

/** Digits after the point to which limits are shown; verdicts compare unrounded ones. */
const limitDecimals = 4;

/** A blind duplicate against the bottle it was taken from. Items without a number on either side are not scored. */
export const scoreDuplicate = (
  own: AssayApproved,
  original: AssayApproved,
  means: Means,
): readonly ControlScore[] => {
  const items = [...new Set([...own.results, ...original.results].map(({ item }) => item))];
  return items.flatMap((item) => {
    const [mine, its] = [own, original].map(({ results }) => results.find((each) => each.item === item));
    const shape = mine ?? its;
    if (!shape) return [];
    if (!mine || !its) return [notJudged(shape, mine?.mean ?? null, its?.mean ?? null, 'NO_RESULT')];
    return [scorePair(mine, its, means)];
  });
};

function scorePair(mine: AssayResult, its: AssayResult, { pack, rules, itemOf }: Means): ControlScore {
  const [x, y] = [toDecimal(mine.mean), toDecimal(its.mean)];
  const level = meanOf([x, y]);
  const precision = itemOf(pack, mine.item)?.precisionAt(level);
  if (!precision) return notJudged(mine, mine.mean, its.mean, 'PRECISION_NOT_KNOWN');
  const [n1, n2] = [mine.determinations.length, its.determinations.length];
  const shares = new Decimal(1).div(2 * n1).plus(new Decimal(1).div(2 * n2));
  const { repeatability: r, reproducibility: R } = precision;
  const warning = r.times(squareRoot(shares));
  const { formulas, duplicates } = rules;
  const { unit } = mine;
  const counts = [['n₁', n1] as const, ['n₂', n2] as const];
  const inR = ['r', r, unit] as const;
  const action =
    R === null ? warning.times(toDecimal(duplicates.actionFactor)) : betweenLaboratories(R, r, shares);
  const [formula, inputs] =
    R === null
      ? [formulas.actionLimit, [['CD', warning, unit] as const, ['factor', duplicates.actionFactor] as const]]
      : [formulas.criticalReproducibility, [['R', R, unit] as const, inR, ...counts]];
  const steps = [
    workingStep(formulas.criticalDifference, [inR, ...counts], shownLimit(warning, unit)),
    workingStep(formula, inputs, shownLimit(action, unit)),
  ];
  return judged(mine, its.mean, { warning, action }, warning, {
    rules,
    steps,
    verdict: formulas.duplicateVerdict,
  });
}

/** Critical difference of two means under reproducibility; R² is never taken as less than r². */
const betweenLaboratories = (R: Decimal, r: Decimal, shares: Decimal): Decimal =>
  squareRoot(Decimal.max(R.pow(2), r.pow(2)).minus(r.pow(2).times(new Decimal(1).minus(shares))));

/** A reference material against the values of its certificate. What is not certified is not scored. */
export const scoreReference = (
  own: AssayApproved,
  ordered: readonly string[],
  certified: readonly CertifiedValue[],
  means: Means,
): readonly ControlScore[] =>
  certified
    .filter(({ item }) => ordered.includes(item))
    .map((value) => {
      const mine = own.results.find(({ item }) => item === value.item);
      const shape = { item: value.item, basis: value.basis, unit: '' };
      return mine
        ? scoreCertified(mine, value, own, means)
        : notJudged(shape, null, value.value, 'NO_RESULT');
    });

function scoreCertified(
  mine: AssayResult,
  certified: CertifiedValue,
  own: AssayApproved,
  { pack, rules, itemOf }: Means,
): ControlScore {
  const item = itemOf(pack, mine.item);
  const factor = factorTo(mine, certified.basis, own, item?.convertible === true);
  if (factor === null) return notJudged(mine, mine.mean, null, 'BASIS_NOT_REACHED');
  const reference = toDecimal(certified.value).times(factor);
  const precision = item?.precisionAt(reference);
  if (!precision) return notJudged(mine, mine.mean, toDecimalString(reference), 'PRECISION_NOT_KNOWN');
  const { formulas, references, precisionFactor } = rules;
  const n = mine.determinations.length;
  const uReference = toDecimal(certified.uncertainty).times(factor).div(toDecimal(certified.coverageFactor));
  const uMeasured = varianceOf(precision, n, toDecimal(precisionFactor.value));
  const u = squareRoot(uReference.pow(2).plus(uMeasured));
  const limits = {
    warning: u.times(toDecimal(references.warning)),
    action: u.times(toDecimal(references.action)),
  };
  const { unit } = mine;
  const step = workingStep(
    formulas.standardUncertainty,
    [
      ['U', toDecimal(certified.uncertainty).times(factor), unit],
      ['k', certified.coverageFactor],
      ['r', precision.repeatability, unit],
      ...(precision.reproducibility ? [['R', precision.reproducibility, unit] as const] : []),
      ['n', n],
    ],
    shownLimit(u, unit),
  );
  return judged(mine, toDecimalString(reference), limits, u, {
    rules,
    steps: [step],
    scored: formulas.zetaScore,
    verdict: formulas.referenceVerdict,
  });
}

/** Variance of a mean of n determinations against a true value: between laboratories where R is known, else of repetition. */
function varianceOf({ repeatability, reproducibility }: Precision, n: number, factor: Decimal): Decimal {
  const within = repeatability.div(factor).pow(2);
  if (reproducibility === null) return within.div(n);
  const between = Decimal.max(reproducibility.div(factor).pow(2), within);
  return between.minus(within.times(new Decimal(1).minus(new Decimal(1).div(n))));
}

/** What a certified value is multiplied by to stand on the basis of the result; null when that basis cannot be reached. */
function factorTo(
  mine: AssayResult,
  from: Basis | null,
  { results }: AssayApproved,
  convertible: boolean,
): Decimal | null {
  if (from === mine.basis) return new Decimal(1);
  if (from === null || mine.basis === null || !convertible) return null;
  const onAirDried = (item: string) =>
    results.find((each) => each.item === item && each.basis === 'ad')?.mean;
  const factor = convertBasis(toDecimalString(new Decimal(1)), from, mine.basis, {
    Mad: onAirDried('M'),
    Aad: onAirDried('A'),
  });
  return factor.ok ? toDecimal(factor.value) : null;
}

const shownLimit = (limit: Decimal, unit: string) => ({
  unrounded: limit,
  reported: roundGbt8170(toDecimalString(limit), limitDecimals),
  unit,
});

/** Limits belong to what is still good: a difference that equals one does not exceed it. */
function judged(
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

const notJudged = (
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
