import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { positiveRefusal, sumOfSquares, type ResultPair } from './pairs.ts';
import type { QualityControlRules } from './rules.ts';

export interface PreparationCheck {
  /** Highest V_PT, unrounded. */
  readonly targetVariance: DecimalString;
  readonly groups: readonly { readonly variance: DecimalString; readonly withinTarget: boolean }[];
  readonly verdict: 'ACCEPTABLE' | 'NOT_ACCEPTABLE' | 'NOT_SHOWN';
}

/**
 * Checks preparation and test by groups of duplicate pairs (GB/T 19494.3-2023; ISO 13909-7): V = Σd²/(2k) of each group against
 * V_PT ≤ 0.05·P_L². `NOT_SHOWN` when the groups disagree: take another. Compared without dividing. Refuses `NOT_POSITIVE`,
 * `GROUPS_MISMATCH` and `PAIRS_MISMATCH` (each group has exactly the pack's number of pairs).
 */
export function checkPreparation(
  groups: readonly (readonly ResultPair[])[],
  requiredPrecision: DecimalString,
  rules: QualityControlRules,
): Outcome<Worked<PreparationCheck>> {
  const { preparationCheck: limits, formulas } = rules;
  const refusal = positiveRefusal('requiredPrecision', requiredPrecision);
  if (refusal) return refuse(refusal);
  if (groups.length !== limits.groups) return refuseGroups(groups.length, limits.groups);
  const odd = groups.findIndex((group) => group.length !== limits.pairsPerGroup);
  if (odd >= 0) return refusePairs(odd, groups[odd]?.length ?? 0, limits.pairsPerGroup);

  const target = toDecimal(limits.shareOfPrecisionSquared).times(toDecimal(requiredPrecision).pow(2));
  const judged = groups.map((group) => {
    const squares = sumOfSquares(group);
    const variance = squares.div(2 * group.length);
    const step = workingStep(
      formulas.variance,
      [
        ['Σd²', squares],
        ['k', group.length],
      ],
      {
        unrounded: variance,
        reported: toDecimalString(variance),
      },
    );
    return { variance: toDecimalString(variance), withinTarget: squares.lte(target.times(2 * group.length)), step };
  });
  const within = judged.filter(({ withinTarget }) => withinTarget).length;
  const verdict = within === judged.length ? 'ACCEPTABLE' : within === 0 ? 'NOT_ACCEPTABLE' : 'NOT_SHOWN';
  const targetVariance = toDecimalString(target);
  return ok({
    value: { targetVariance, groups: judged.map(({ variance, withinTarget }) => ({ variance, withinTarget })), verdict },
    steps: [
      workingStep(
        formulas.preparationTarget,
        [
          ['P_L', requiredPrecision],
          ['share', limits.shareOfPrecisionSquared],
        ],
        {
          unrounded: target,
          reported: targetVariance,
        },
      ),
      ...judged.map(({ step }) => step),
      workingStep(
        formulas.preparationVerdict,
        [
          ['groups within the target', within],
          ['groups', judged.length],
        ],
        {
          unrounded: null,
          reported: verdict,
        },
      ),
    ],
  });
}

const refuseGroups = (given: number, needed: number) =>
  refuse({ code: 'GROUPS_MISMATCH', field: 'groups', message: `${given} groups are given.`, remedy: `Give ${needed} groups of pairs.` });

const refusePairs = (group: number, given: number, needed: number) =>
  refuse({
    code: 'PAIRS_MISMATCH',
    field: `groups[${group}]`,
    message: `Group ${group + 1} has ${given} pairs.`,
    remedy: `Give exactly ${needed} pairs in each group.`,
  });
