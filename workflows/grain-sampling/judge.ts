import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import { lotValidity } from './lot-validity.ts';
import type { GrainSamplingRules } from './rules.ts';
import type { GrainSamplingPlan, GrainUnit } from './types.ts';

export type GrainDelivered = Pick<SamplingFinished, 'taken' | 'keptMass' | 'spread' | 'suspicions'> &
  Partial<Pick<SamplingFinished, 'countedOnly'>>;

export interface GrainConformance {
  readonly incrementsPlanned: number;
  readonly incrementsTaken: number;
  /** t */
  readonly longestGap: DecimalString;
  /** kg: what cuts should have kept at the flows they were made at; without those that are only counted, whose flow nobody knows. */
  readonly expectedMass: DecimalString;
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
  readonly findings: readonly Finding[];
}

const kilogramsPerSecond = '3.6';
const millimetresPerMetre = 1000;
const percent = 100;
const nothing = '0' as DecimalString;

/**
 * Judges one grain unit as it was collected. `INVALID`: nothing was. `SUSPECT`: too few increments, a gap, a collected mass that does
 * not fit the cuts, or a doubt the plant or a person raised. Cuts that were only counted are among the increments; mass and place of them
 * are not held against the sample, whose doubt they are already. Refuses what `lotValidity` refuses.
 */
export function judgeGrainSampling(
  plan: Pick<GrainSamplingPlan, 'sampler' | 'keptShare_pct'>,
  unit: GrainUnit,
  { taken, keptMass, spread, suspicions, countedOnly }: GrainDelivered,
  rules: GrainSamplingRules,
): Outcome<Worked<GrainConformance>> {
  const expected = expectedMass(plan, spread.flows);
  const base = {
    incrementsPlanned: unit.increments,
    incrementsTaken: taken,
    longestGap: spread.longest,
    expectedMass: roundGbt8170(toDecimalString(expected), rules.reported.sampleMassDecimals),
  };
  if (taken === 0 || toDecimal(keptMass).isZero() || expected.isZero()) {
    return ok({
      value: { ...base, validity: 'INVALID', findings: [nothingCollected, ...suspicions] },
      steps: [],
    });
  }
  const judged = lotValidity(
    {
      requiredIncrements: unit.increments,
      obtainedIncrements: taken,
      unrecorded: countedOnly?.taken ?? 0,
      interval_t: unit.interval_t,
      longestGap_t: spread.longest,
      expected_kg: base.expectedMass,
      collected_kg: toDecimalString(toDecimal(keptMass).minus(toDecimal(countedOnly?.kept ?? nothing))),
    },
    rules,
  );
  if (!judged.ok) return judged;
  const findings: readonly Finding[] = [...judged.value.value.findings, ...suspicions];
  const step = workingStep(
    rules.formulas.expectedMass,
    [
      ['ΣQ', spread.flows, 't/h'],
      ['w', plan.sampler.opening_mm, 'mm'],
      ['v', plan.sampler.traverseSpeed_m_per_s, 'm/s'],
      ['s', plan.keptShare_pct, '%'],
    ],
    { unrounded: expected, reported: base.expectedMass, unit: 'kg' },
  );
  const validity = findings.length > 0 ? 'SUSPECT' : 'VALID';
  return ok({ value: { ...base, validity, findings }, steps: [step, ...judged.value.steps] });
}

/** E = Σ Q·w/(3.6·v)·s/100, each cut at its own flow. */
function expectedMass(
  { sampler, keptShare_pct }: Pick<GrainSamplingPlan, 'sampler' | 'keptShare_pct'>,
  flows: DecimalString,
): Decimal {
  const width = toDecimal(sampler.opening_mm).div(millimetresPerMetre);
  const perFlow = width.div(new Decimal(kilogramsPerSecond).times(sampler.traverseSpeed_m_per_s));
  return toDecimal(flows).times(perFlow).times(keptShare_pct).div(percent);
}

const nothingCollected: Finding = {
  code: 'NOTHING_COLLECTED',
  zh: '未收集到任何样品。',
  en: 'Nothing was collected.',
};
