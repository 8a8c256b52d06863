import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { roundDown } from '../kernel/rounding.ts';
import * as finding from './findings.ts';
import { minimumMassRow } from './minimum-mass.ts';
import { reachedPrecision, reachesPrecision } from './precision.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { CoalSamplingPlan, SamplingConformance } from './types.ts';

/** What of a plan a sampling unit is judged against. */
export type PlannedSampling = Pick<
  CoalSamplingPlan,
  'precision' | 'incrementVariance' | 'preparationVariance' | 'units' | 'incrementsPerUnit' | 'minimumIncrementMass'
> &
  Partial<Pick<CoalSamplingPlan, 'interval' | 'gapAbove'>>;

/** What one sampling unit really gave. Counts are whole numbers ≥ 0, masses kg ≥ 0. */
export interface DeliveredSampling {
  readonly taken: number;
  /** Of them known from the sampler's counter only, so that nobody knows their mass; default 0. */
  readonly unweighed?: number;
  readonly missed: number;
  /** Divided sample kept in the container. */
  readonly totalKeptMass: DecimalString;
  /** All primary increments before division, but for the unweighed. */
  readonly totalIncrementMass: DecimalString;
  /** Longest stretch without a cut, t; judged on a mass basis. */
  readonly longestGap?: DecimalString;
  /** Doubts the plant or an operator raised: faults, manual mode, unknown outcomes, gaps in the record. */
  readonly suspicions: readonly Finding[];
  /** The planned unit it stands for a part of: which share of its mass, 0 < share ≤ 1, and its increments; default: the whole. */
  readonly partOf?: { readonly share: Decimal; readonly increments: number };
  /** Top size of the kept sample, mm; default: what the rule pack assumes of an on-line system. */
  readonly keptTopSize?: DecimalString;
}

/**
 * Judges one sampling unit against its plan. `INVALID`: there is no sample. `SUSPECT`: any finding, the plant's own
 * included; it bars the certificate until an officer decides with a reason. `VALID`: no finding.
 *
 * Precision is what the whole lot would reach if every unit had this unit's increments; a part of a unit, as many as it has by its
 * mass. (Weighted by mass, parts with n·w increments each have together the variance V_I/n of the whole, and no more than one V_PT.) A part
 * with all increments planned for it has those of the whole: two parts of a and b whole increments, n in all, exceed V_I/n by less than its
 * ab-th part. A unit with fewer increments than planned stays valid as long as it has the standard's least number, reaches P_L, and missed
 * few cuts.
 */
export function judgeSampling(
  plan: PlannedSampling,
  delivered: DeliveredSampling,
  rules: CoalSamplingRules,
): SamplingConformance {
  const { taken, missed } = delivered;
  const some = taken > 0;
  const kept = toDecimal(delivered.totalKeptMass).gt(0);
  const findings = [
    ...(some ? [] : [finding.noIncrements()]),
    ...(kept ? [] : [finding.noMass()]),
    ...(some ? incrementFindings(plan, delivered, rules) : []),
    ...(kept ? keptMassFindings(delivered, rules) : []),
    ...delivered.suspicions,
  ];
  return {
    incrementsPlanned: plan.incrementsPerUnit,
    incrementsTaken: taken,
    incrementsMissed: missed,
    meanIncrementMass: weighed(delivered) > 0 ? meanIncrementMass(delivered, rules) : null,
    achievedPrecision: some
      ? reachedPrecision(variancesOf(plan), plan.units, ofWhole(plan, delivered), rules)
      : null,
    validity: !some || !kept ? 'INVALID' : findings.length > 0 ? 'SUSPECT' : 'VALID',
    findings,
  };
}

/** Increments the whole unit would have had, at least 1. */
function ofWhole({ incrementsPerUnit }: PlannedSampling, { taken, partOf }: DeliveredSampling): number {
  if (!partOf) return taken;
  const asMany = new Decimal(taken).div(partOf.share).floor().toNumber();
  return Math.max(1, asMany, taken >= incrementsPerUnit ? partOf.increments : 0);
}

function incrementFindings(
  plan: PlannedSampling,
  delivered: DeliveredSampling,
  rules: CoalSamplingRules,
): Finding[] {
  const { taken, missed, totalIncrementMass } = delivered;
  const findings: Finding[] = [];
  const fewest = rules.minimumIncrements.count;
  if (taken < fewest) findings.push(finding.tooFewIncrements(taken, fewest));
  if (!reachesPrecision(variancesOf(plan), plan.units, ofWhole(plan, delivered), plan.precision)) {
    const reached = reachedPrecision(variancesOf(plan), plan.units, ofWhole(plan, delivered), rules);
    findings.push(finding.precisionNotReached(reached, plan.precision));
  }
  const most = toDecimal(rules.conformance.missedCutsPercent.value);
  if (most.times(plan.incrementsPerUnit).lt(missed * 100)) {
    findings.push(
      finding.cutsMissed(missed, plan.incrementsPerUnit, rules.conformance.missedCutsPercent.value),
    );
  }
  const gap = gapBeyond(plan, delivered);
  if (gap) findings.push(gap);
  // Cross-multiplied, so that the mean is not rounded before it is compared.
  if (toDecimal(totalIncrementMass).lt(toDecimal(plan.minimumIncrementMass).times(weighed(delivered)))) {
    findings.push(finding.incrementsTooLight(plan.minimumIncrementMass));
  }
  return findings;
}

/** A stretch without a cut that is explained neither by the counted misses nor by cuts that no record places. */
function gapBeyond(
  { interval, gapAbove }: PlannedSampling,
  { longestGap, missed, unweighed = 0 }: DeliveredSampling,
): Finding | null {
  if (interval === undefined || gapAbove === undefined || longestGap === undefined) return null;
  const most = toDecimal(gapAbove).plus(toDecimal(interval).times(missed + unweighed));
  return toDecimal(longestGap).gt(most) ? finding.unsampledGap(longestGap, toDecimalString(most)) : null;
}

function keptMassFindings(
  { totalKeptMass, keptTopSize }: DeliveredSampling,
  rules: CoalSamplingRules,
): Finding[] {
  const topSize = keptTopSize ?? rules.conformance.keptTopSize.value;
  const row = minimumMassRow(topSize, rules);
  if (!row) return [finding.keptTopSizeUnknown(topSize)];
  return toDecimal(totalKeptMass).lt(toDecimal(row.general))
    ? [finding.keptMassTooSmall(totalKeptMass, row.general, row.topSize)]
    : [];
}

const weighed = ({ taken, unweighed = 0 }: DeliveredSampling): number => taken - unweighed;

const meanIncrementMass = (delivered: DeliveredSampling, rules: CoalSamplingRules) =>
  roundDown(toDecimal(delivered.totalIncrementMass).div(weighed(delivered)), rules.incrementMassDecimals);

export const variancesOf = (plan: PlannedSampling) => ({
  increment: toDecimal(plan.incrementVariance),
  preparation: toDecimal(plan.preparationVariance),
});
