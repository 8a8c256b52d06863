import type { DecimalString } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import type { Worked } from '../kernel/working.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import type { BatchVerdict, SampleVolume } from './batch.ts';
import { judgeBatch } from './batch-verdict.ts';
import * as findings from './findings.ts';
import type { PetroleumSamplingPlan, PetroleumUnit } from './plan.ts';
import type { PetroleumSamplingRules } from './rules.ts';

export type PetroleumDelivered = Pick<
  SamplingFinished,
  'taken' | 'manual' | 'spread' | 'suspicions' | 'passed'
>;

/** Where the volume of a parcel, PV, comes from. */
export interface ParcelVolume {
  /** A person told what the custody meter or the shore tank measured; else it is what was declared. */
  readonly isMeasured: boolean;
  /** By how much it and what the sampler's own meter counted may differ, as a share of it. */
  readonly tolerance: DecimalString;
}

export interface PetroleumConformance {
  readonly grabsExpected: number;
  readonly grabsTaken: number;
  /** Null where there is no sample to judge. */
  readonly factors: Omit<BatchVerdict, 'verdict' | 'findings'> | null;
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
  readonly findings: readonly Finding[];
  /** What is noted and casts no doubt. */
  readonly notes: readonly Finding[];
}

/**
 * Judges the sample of one parcel once its volume has been measured, or its mass weighed and its density tested: the end-of-batch factors
 * with the grabs the controller counted and the volume that passed unsampled, and what the plant or a person doubted. Doubts make a
 * valid sample `SUSPECT`, never a better one. `INVALID` without a grab. Grabs by hand are no count of the controller: they are not
 * among those the factors are made of, and their doubt stands beside them. Of a parcel that was measured, all that the sampler's meter did
 * not see passed unsampled; where the two differ by more than the tolerance, the officer decides. Refuses what `judgeBatch` refuses.
 */
export function judgePetroleumSampling(
  plan: PetroleumSamplingPlan,
  unit: PetroleumUnit,
  delivered: PetroleumDelivered,
  sample: SampleVolume,
  parcel: ParcelVolume,
  rules: PetroleumSamplingRules,
): Outcome<Worked<PetroleumConformance>> {
  const { taken, manual, spread, suspicions } = delivered;
  const counted = taken - manual;
  const base = { grabsExpected: unit.expectedGrabs, grabsTaken: taken };
  if (counted <= 0) return ok({ value: collectedGrabs(unit, delivered), steps: [] });
  const unsampled = [toDecimal(spread.unsampled), ...(parcel.isMeasured ? [unseen(unit, delivered)] : [])];
  const judged = judgeBatch(
    {
      parcelVolume: unit.volume_m3,
      interval: unit.interval_m3,
      grab: plan.sampler.grab_mL,
      leastSample: plan.leastSample_mL,
      mostSample: unit.mostSample_mL,
      grabs: { count: counted, origin: 'controller' },
      sample,
      unsampled: unsampled
        .filter((volume) => volume.gt(0))
        .map((volume) => ({ volume: toDecimalString(volume) })),
      intervals: [],
    },
    rules,
  );
  if (!judged.ok) return judged;
  const { verdict, findings: reasons, ...factors } = judged.value.value;
  const [doubts, notes] = [
    reasons.filter(({ effect }) => effect !== 'NOTE'),
    reasons.filter(({ effect }) => effect === 'NOTE'),
  ];
  const ofVolume = volumeFindings(unit, delivered, parcel, doubts.length > 0);
  const isDoubted = suspicions.length > 0 || ofVolume.some(({ effect }) => effect === 'SUSPECT');
  return ok({
    value: {
      ...base,
      factors,
      validity: verdict === 'VALID' && isDoubted ? 'SUSPECT' : verdict,
      findings: [
        ...worded([...doubts, ...ofVolume.filter(({ effect }) => effect !== 'NOTE')]),
        ...suspicions,
      ],
      notes: [...unit.findings, ...worded([...notes, ...ofVolume.filter(({ effect }) => effect === 'NOTE')])],
    },
    steps: judged.value.steps,
  });
}

const worded = (list: readonly findings.PetroleumFinding[]): readonly Finding[] =>
  list.map(({ code, zh, en }) => ({ code, zh, en }));

/** m³ of the parcel that the sampler's meter did not see, ≥ 0. */
const unseen = ({ volume_m3 }: PetroleumUnit, { passed }: PetroleumDelivered): Decimal =>
  passed === null ? new Decimal(0) : Decimal.max(0, toDecimal(volume_m3).minus(toDecimal(passed)));

/**
 * Two meters saw the parcel: what is to be said of their difference. A declared volume is no meter's: it may be at another temperature,
 * and is only named as a possible cause where the factors doubt the sample.
 */
function volumeFindings(
  { volume_m3 }: PetroleumUnit,
  { passed }: PetroleumDelivered,
  { isMeasured, tolerance }: ParcelVolume,
  isDoubted: boolean,
): readonly findings.PetroleumFinding[] {
  const volume = toDecimal(volume_m3);
  const agrees =
    passed !== null &&
    volume
      .minus(toDecimal(passed))
      .abs()
      .lte(volume.times(toDecimal(tolerance)));
  if (isMeasured)
    return [agrees ? findings.volumeMeasured(volume_m3, passed) : findings.metersDiffer(volume_m3, passed)];
  return isDoubted && passed !== null && !agrees ? [findings.declaredNotPassed(volume_m3, passed)] : [];
}

/** What can be said of a collected sample before it has been measured: only whether there is one, and whether it is doubted. */
export const collectedGrabs = (
  unit: PetroleumUnit,
  { taken, manual, suspicions }: PetroleumDelivered,
): PetroleumConformance => {
  const none = taken - manual <= 0;
  return {
    grabsExpected: unit.expectedGrabs,
    grabsTaken: taken,
    factors: null,
    validity: none ? 'INVALID' : suspicions.length > 0 ? 'SUSPECT' : 'VALID',
    findings: none ? [noGrab, ...suspicions] : suspicions,
    notes: unit.findings,
  };
};

const noGrab: Finding = {
  code: 'NO_GRABS',
  zh: '自动采样器未采到任何抓样。',
  en: 'The sampler took no grab.',
};
