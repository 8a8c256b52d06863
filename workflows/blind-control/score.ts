import { convertBasis } from '../assay/bases.ts';
import type { AssayApproved } from '../assay/task.ts';
import type { AssayResult, Basis } from '../assay/types.ts';
import { Decimal, meanOf, squareRoot, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { workingStep } from '../kernel/working.ts';
import type { RulePackRef } from '../kernel/source.ts';
import { judged, notJudged, shownLimit } from './control-score.ts';
import type { ControlScore } from './control-score.ts';
import type { ControlledItemLookup, Precision } from './precision.ts';
import type { BlindControlRules } from './rules.ts';
import type { BlankLimit, CertifiedValue } from './terms.ts';

interface Means {
  readonly pack: RulePackRef;
  readonly rules: BlindControlRules;
  readonly itemOf: ControlledItemLookup;
}

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

/** A reference material against the values of its certificate, or a blank against its limits. What neither names is not scored. */
export const scoreReference = (
  own: AssayApproved,
  ordered: readonly string[],
  certified: readonly (CertifiedValue | BlankLimit)[],
  means: Means,
): readonly ControlScore[] =>
  certified
    .filter(({ item }) => ordered.includes(item))
    .map((value) => {
      const mine = own.results.find(({ item }) => item === value.item);
      const shape = { item: value.item, basis: value.basis, unit: '' };
      if ('blank' in value)
        return mine ? scoreBlank(mine, value, means) : notJudged(shape, null, nothing, 'NO_RESULT');
      return mine
        ? scoreCertified(mine, value, own, means)
        : notJudged(shape, null, value.value, 'NO_RESULT');
    });

/** What a blank holds. */
const nothing = toDecimalString(new Decimal(0));

/** Needs no precision: what is found in a blank comes from the laboratory, and its limit says how much of that is borne. */
function scoreBlank(mine: AssayResult, { basis, limit: most }: BlankLimit, { rules }: Means): ControlScore {
  if (mine.basis !== basis) return notJudged(mine, mine.mean, nothing, 'BASIS_NOT_REACHED');
  const limit = toDecimal(most);
  const limits = { warning: limit, action: limit };
  return judged(mine, nothing, limits, limit, { rules, steps: [], verdict: rules.formulas.blankVerdict });
}

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

