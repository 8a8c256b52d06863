import type { Finding } from '../kernel/finding.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import type { Worked } from '../kernel/working.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import type { BatchVerdict, SampleVolume } from './batch.ts';
import { judgeBatch } from './batch-verdict.ts';
import type { PetroleumSamplingPlan, PetroleumUnit } from './plan.ts';
import type { PetroleumSamplingRules } from './rules.ts';

export type PetroleumDelivered = Pick<SamplingFinished, 'taken' | 'manual' | 'spread' | 'suspicions'>;

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
 * among those the factors are made of, and their doubt stands beside them. Refuses what `judgeBatch` refuses.
 */
export function judgePetroleumSampling(
  plan: PetroleumSamplingPlan,
  unit: PetroleumUnit,
  { taken, manual, spread, suspicions }: PetroleumDelivered,
  sample: SampleVolume,
  rules: PetroleumSamplingRules,
): Outcome<Worked<PetroleumConformance>> {
  const counted = taken - manual;
  const base = { grabsExpected: unit.expectedGrabs, grabsTaken: taken };
  if (counted <= 0)
    return ok({ value: collectedGrabs(unit, { taken, manual, spread, suspicions }), steps: [] });
  const judged = judgeBatch(
    {
      parcelVolume: unit.volume_m3,
      interval: unit.interval_m3,
      grab: plan.sampler.grab_mL,
      leastSample: plan.leastSample_mL,
      mostSample: unit.mostSample_mL,
      grabs: { count: counted, origin: 'controller' },
      sample,
      unsampled: toDecimal(spread.unsampled).isZero() ? [] : [{ volume: spread.unsampled }],
      intervals: [],
    },
    rules,
  );
  if (!judged.ok) return judged;
  const { verdict, findings, ...factors } = judged.value.value;
  const doubts = findings.filter(({ effect }) => effect !== 'NOTE');
  const worded = (list: typeof findings): readonly Finding[] =>
    list.map(({ code, zh, en }) => ({ code, zh, en }));
  return ok({
    value: {
      ...base,
      factors,
      validity: verdict === 'VALID' && suspicions.length > 0 ? 'SUSPECT' : verdict,
      findings: [...worded(doubts), ...suspicions],
      notes: [...unit.findings, ...worded(findings.filter(({ effect }) => effect === 'NOTE'))],
    },
    steps: judged.value.steps,
  });
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
