import { sumOf, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { BatchRequest, BatchVerdict, SampleVerdict } from './batch.ts';
import * as findings from './findings.ts';
import {
  factorSteps,
  performanceFactors,
  sampleVolumeOf,
  shownFactor,
  unsampledVolume,
  type PerformanceFactors,
} from './performance-factors.ts';
import { isAtLeast, isAtMost, isWithin } from './ratio.ts';
import type { PetroleumSamplingRules } from './rules.ts';

type Rules = Pick<PetroleumSamplingRules, 'factors' | 'decimals' | 'formulas'>;

/**
 * Whether the sample of a parcel stands for it (ASTM D4177/API MPMS 8.2 factors, verdict order of the house): MV < 1, an overfilled
 * receiver, more than 5 % unsampled or PF outside 0.90–1.10 make it INVALID; GR or GF outside 0.95–1.05 SUSPECT; else VALID.
 * Linearity is noted and changes no verdict. Bounds inclusive; every factor is compared as an exact quotient.
 *
 * Refuses `SAMPLE_VOLUME_ESTIMATED` (field `sample.origin`), `GRABS_COMPUTED` (`grabs.origin`), `UNSAMPLED_EXCEEDS_PARCEL`
 * (`unsampled`), `INTERVALS_EXCEED_PARCEL` (`intervals`).
 */
export function judgeBatch(batch: BatchRequest, rules: Rules): Outcome<Worked<BatchVerdict>> {
  const contradiction = findContradiction(batch);
  if (contradiction) return refuse(contradiction);
  const factors = performanceFactors(batch);
  const reasons = reasonsOf(batch, factors, rules);
  const verdict = worstOf(reasons);
  const { factor, percent, volume } = rules.decimals;
  return ok({
    value: {
      verdict,
      sampleVolume: shownFactor(factors.sampleVolume, volume),
      minimumVolumeRatio: shownFactor(factors.minimumVolumeRatio, factor),
      unsampledPercent: shownFactor(factors.unsampledPercent, percent),
      grabFactor: shownFactor(factors.grabFactor, factor),
      grabCountRatio: shownFactor(factors.grabCountRatio, factor),
      performanceFactor: shownFactor(factors.performanceFactor, factor),
      linearityFactors: factors.linearity.map((ratio) => shownFactor(ratio, factor)),
      findings:
        verdict === 'SUSPECT' ? [...reasons, findings.officerDecides(), findings.editionsOfCriteria(rules.factors.editions)] : reasons,
    },
    steps: [
      ...factorSteps(batch, factors, rules),
      workingStep(
        rules.formulas.overfill,
        [
          ['SV', shownFactor(factors.sampleVolume, volume), 'mL'],
          ['SV_max', batch.mostSample, 'mL'],
        ],
        {
          unrounded: null,
          reported: isAtMost(factors.sampleVolume, batch.mostSample) ? 'WITHIN' : 'OVERFILLED',
        },
      ),
      workingStep(
        rules.formulas.verdict,
        reasons.map(({ code, effect }) => [code, effect] as const),
        { unrounded: null, reported: verdict },
      ),
    ],
  });
}

function reasonsOf(batch: BatchRequest, factors: PerformanceFactors, rules: Rules): readonly findings.PetroleumFinding[] {
  const { minimumVolumeRatio, unsampledPercent, performanceFactor, grabCountRatio, grabFactor, grabFactorLimit, linearityFactor } =
    rules.factors;
  const { factor, percent, volume } = rules.decimals;
  const reasons: findings.PetroleumFinding[] = [];
  if (!isAtLeast(factors.minimumVolumeRatio, minimumVolumeRatio.least))
    reasons.push(findings.sampleTooSmall(shownFactor(factors.minimumVolumeRatio, factor)));
  if (!isAtMost(factors.sampleVolume, batch.mostSample))
    reasons.push(findings.receiverOverfilled(shownFactor(factors.sampleVolume, volume), batch.mostSample));
  if (!isAtMost(factors.unsampledPercent, unsampledPercent.most)) {
    reasons.push(findings.tooMuchUnsampled(shownFactor(factors.unsampledPercent, percent), unsampledPercent.most));
  }
  if (!isWithin(factors.performanceFactor, performanceFactor)) {
    reasons.push(
      findings.performanceOutside(shownFactor(factors.performanceFactor, factor), performanceFactor.least, performanceFactor.most),
    );
  }
  if (!isWithin(factors.grabCountRatio, grabCountRatio)) {
    reasons.push(findings.grabCountOutside(shownFactor(factors.grabCountRatio, factor), grabCountRatio.least, grabCountRatio.most));
  }
  const shownGrabFactor = shownFactor(factors.grabFactor, factor);
  if (!isWithin(factors.grabFactor, grabFactorLimit)) {
    reasons.push(findings.grabFactorBeyondLimit(shownGrabFactor, grabFactorLimit.least, grabFactorLimit.most));
  } else if (!isWithin(factors.grabFactor, grabFactor)) {
    reasons.push(findings.grabFactorOutside(shownGrabFactor, grabFactor.least, grabFactor.most));
  }
  factors.linearity.forEach((ratio, index) => {
    if (isWithin(ratio, linearityFactor)) return;
    reasons.push(findings.linearityOutside(index + 1, shownFactor(ratio, factor), linearityFactor.least, linearityFactor.most));
  });
  if (factors.linearity.length === 0) reasons.push(findings.linearityNotChecked());
  return reasons;
}

function worstOf(reasons: readonly findings.PetroleumFinding[]): SampleVerdict {
  if (reasons.some(({ effect }) => effect === 'INVALID')) return 'INVALID';
  return reasons.some(({ effect }) => effect === 'SUSPECT') ? 'SUSPECT' : 'VALID';
}

function findContradiction(batch: BatchRequest): Refusal | undefined {
  if (batch.sample.origin === 'estimated') {
    return {
      code: 'SAMPLE_VOLUME_ESTIMATED',
      field: 'sample.origin',
      message: `The sample volume of ${batch.sample.volume} mL was estimated or calculated back.`,
      remedy: 'Measure the volume, or weigh the receiver and divide the net mass by the tested density.',
    };
  }
  if (batch.grabs.origin === 'computed') {
    return {
      code: 'GRABS_COMPUTED',
      field: 'grabs.origin',
      message: `The number of ${batch.grabs.count} grabs was computed, not counted.`,
      remedy: 'Read the number of grabs from the controller.',
    };
  }
  const parcel = toDecimal(batch.parcelVolume);
  const missed = unsampledVolume(batch);
  if (missed.gt(parcel)) {
    return {
      code: 'UNSAMPLED_EXCEEDS_PARCEL',
      field: 'unsampled',
      message: `${missed.toSignificantDigits(10).toFixed()} m³ passed unsampled, more than the parcel of ${batch.parcelVolume} m³.`,
      remedy: 'Give flows in m³/h and durations in s, within this parcel.',
    };
  }
  return intervalsContradict(batch);
}

function intervalsContradict(batch: BatchRequest): Refusal | undefined {
  const parcels = sumOf(batch.intervals.map(({ parcelVolume }) => toDecimal(parcelVolume)));
  const samples = sumOf(batch.intervals.map(({ sampleVolume }) => toDecimal(sampleVolume)));
  const sample = sampleVolumeOf(batch);
  if (parcels.lte(toDecimal(batch.parcelVolume)) && samples.times(sample.divisor).lte(sample.dividend)) return undefined;
  return {
    code: 'INTERVALS_EXCEED_PARCEL',
    field: 'intervals',
    message: `The intervals hold ${parcels.toFixed()} m³ and ${samples.toFixed()} mL: more than the parcel or its sample.`,
    remedy: 'Give the increase of each interval, not the total so far.',
  };
}
