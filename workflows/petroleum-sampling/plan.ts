import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { ok, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import type { RulePackRef, RuleSource } from '../kernel/source.ts';
import type { Worked, WorkingStep } from '../kernel/working.ts';
import type { PlannedOrder } from '../sampler-run/run.ts';
import type { PetroleumSamplingRules } from './rules.ts';
import { setUpSampler, type SamplerSetupRequest } from './sampler-setup.ts';

/** A cargo of petroleum, and the in-line sampler that is to take it. Volumes of the cargo in m³, of grabs and samples in mL. */
export interface PetroleumSamplingRequest {
  /** Parcels that are pumped and sampled one by one: grades or tanks, in their order. */
  readonly parcels: readonly { readonly name: string; readonly volume_m3: DecimalString }[];
  /** What testing, retention and mixing need of each parcel. */
  readonly leastSample_mL: DecimalString;
  readonly sampler: PetroleumSampler;
}

export interface PetroleumSampler {
  /** b, as the extractor was tested. */
  readonly grab_mL: DecimalString;
  readonly receivers: readonly { readonly id: string; readonly capacity_mL: DecimalString }[];
  readonly largestFlow_m3_per_h: DecimalString;
  readonly fastestRate_grabs_per_min: DecimalString;
  /** Digits after the point that the controller takes for the volume between two grabs. */
  readonly intervalDecimals: number;
}

/** One sampling unit: a parcel. */
export interface PetroleumUnit {
  readonly no: number;
  readonly parcel: string;
  readonly volume_m3: DecimalString;
  /** B, m³ for one grab. */
  readonly interval_m3: DecimalString;
  readonly expectedGrabs: number;
  /** What the receivers may hold together. */
  readonly mostSample_mL: DecimalString;
  readonly marginOfError: DecimalString;
  /** Notes of the set-up: they change no verdict. */
  readonly findings: readonly Finding[];
}

export interface PetroleumSamplingPlan {
  readonly units: readonly PetroleumUnit[];
  readonly leastSample_mL: DecimalString;
  readonly sampler: PetroleumSampler;
  readonly sources: readonly RuleSource[];
  readonly pack: RulePackRef;
}

/**
 * Plans the flow-proportional sampling of a cargo of petroleum, parcel by parcel, all receivers being free at the beginning of each.
 * Refuses `PARCELS_MISSING`, `PARCEL_REPEATED`, `VOLUME_NOT_POSITIVE`, `SETUP_NOT_WORKABLE`, and what `setUpSampler` refuses, with the field
 * of the request.
 */
export function planPetroleumSampling(
  request: PetroleumSamplingRequest,
  rules: PetroleumSamplingRules,
  pack: RulePackRef,
): Outcome<Worked<PetroleumSamplingPlan>> {
  const wrong = refuseParcels(request);
  if (wrong) return refuse(wrong);
  const steps: WorkingStep[] = [];
  const units: PetroleumUnit[] = [];
  for (const { name, volume_m3 } of request.parcels) {
    const setUp = setUpSampler(setUpRequest(request, volume_m3), rules);
    if (!setUp.ok) return refuse(ofParcel(setUp.refusal, name));
    const { value } = setUp.value;
    if (value.verdict === 'NOT_WORKABLE')
      return refuse(notWorkable(name, value.expectedGrabs, value.fewestGrabs));
    steps.push(...setUp.value.steps);
    units.push({
      no: units.length + 1,
      parcel: name,
      volume_m3,
      interval_m3: value.interval,
      expectedGrabs: Number(value.expectedGrabs),
      mostSample_mL: value.mostSample,
      marginOfError: value.marginOfError,
      findings: value.findings.map(({ code, zh, en }) => ({ code, zh, en })),
    });
  }
  return ok({
    value: {
      units,
      leastSample_mL: request.leastSample_mL,
      sampler: request.sampler,
      sources: [rules.setUp.receiverFillPercent.source, rules.setUp.targetGrabs.source, rules.margin.source],
      pack,
    },
    steps,
  });
}

const setUpRequest = (
  { sampler, leastSample_mL }: PetroleumSamplingRequest,
  parcelVolume: DecimalString,
): SamplerSetupRequest => ({
  parcelVolume,
  grab: sampler.grab_mL,
  receivers: sampler.receivers.map(({ id, capacity_mL }) => ({ id, capacity: capacity_mL })),
  leastSample: leastSample_mL,
  largestFlow: sampler.largestFlow_m3_per_h,
  fastestRate: sampler.fastestRate_grabs_per_min,
  intervalDecimals: sampler.intervalDecimals,
});

function refuseParcels({ parcels }: PetroleumSamplingRequest): Refusal | undefined {
  const field = 'parcels';
  if (parcels.length === 0) {
    return {
      code: 'PARCELS_MISSING',
      field,
      message: 'No parcel is named.',
      remedy: 'Name each parcel with its volume in m³.',
    };
  }
  const repeated = parcels.find(
    ({ name }, index) => parcels.findIndex((other) => other.name === name) !== index,
  );
  if (repeated) {
    return {
      code: 'PARCEL_REPEATED',
      field,
      message: `Parcel ${repeated.name} is named twice.`,
      remedy: 'Name each parcel once.',
    };
  }
  const empty = parcels.find(({ volume_m3 }) => toDecimal(volume_m3).lte(0));
  return empty
    ? {
        code: 'VOLUME_NOT_POSITIVE',
        field,
        message: `Parcel ${empty.name} of ${empty.volume_m3} m³ is nothing.`,
        remedy: 'Give its volume at line conditions in m³, more than 0.',
      }
    : undefined;
}

/** A refusal of the set-up, in the words of the whole request. */
const ofParcel = ({ field, ...refusal }: Refusal, parcel: string): Refusal => ({
  ...refusal,
  field:
    field === 'parcelVolume'
      ? 'parcels'
      : field === 'leastSample'
        ? 'leastSample_mL'
        : `sampler.${field ?? ''}`,
  message: `Parcel ${parcel}: ${refusal.message}`,
});

const notWorkable = (parcel: string, grabs: string, fewest: string): Refusal => ({
  code: 'SETUP_NOT_WORKABLE',
  field: 'parcels',
  message: `Parcel ${parcel} gives ${grabs} grabs; the least sample needs ${fewest}.`,
  remedy: 'Ask for less sample, take larger grabs, or sample so small a parcel by hand.',
});

/** The settings of the sampler for one parcel. A stretch without a grab is a gap from the pack's number of intervals. */
export const plannedOrder = (
  { sampler }: PetroleumSamplingPlan,
  unit: PetroleumUnit,
  quantityTolerance: DecimalString,
  rules: Pick<PetroleumSamplingRules, 'gap' | 'incrementMass'>,
): PlannedOrder => ({
  unitNo: unit.no,
  recipeId: 'petroleum-sampling',
  settings: {
    'Set.BatchVolume': Number(unit.volume_m3),
    'Set.GrabVolume': Number(sampler.grab_mL),
    'Set.VolumePerGrab': Number(unit.interval_m3),
    'Set.Receiver': 0,
  },
  incrementsPlanned: unit.expectedGrabs,
  quantity: unit.volume_m3,
  // Each parcel is pumped by itself and ends with its stream.
  isLast: true,
  quantityTolerance,
  spacing: {
    interval: unit.interval_m3,
    gapAbove: toDecimalString(toDecimal(unit.interval_m3).times(rules.gap.mostIntervals)),
  },
  // A grab has its volume whatever flows.
  incrementMass: {
    expected: { byFlow: false, dividend: sampler.grab_mL, divisor: '1' as DecimalString },
    rules: rules.incrementMass,
  },
});
