import type { DecimalString } from '../kernel/brand.ts';
import type { RulePackRef, RuleSource } from '../kernel/source.ts';
import type { IncrementMassCheck } from '../sampler-run/increment-masses.ts';

/** A cut every so many tonnes, or every so many seconds. Mass is preferred: it stays right when the flow changes. */
export const grainSamplingBases = ['mass', 'time'] as const;
export type GrainSamplingBasis = (typeof grainSamplingBases)[number];

/** A cargo of grain, and the diverter that is to cut it. */
export interface GrainSamplingRequest {
  /** Scheme and purpose of the rule pack. */
  readonly scheme: string;
  readonly purpose: string;
  /** Day of sampling, ISO date. */
  readonly on: string;
  /** Parts that are unloaded and sampled one by one: holds, in their order. */
  readonly holds: readonly { readonly name: string; readonly mass_t: DecimalString }[];
  readonly sampler: GrainSampler;
  /** Default: mass. */
  readonly basis?: GrainSamplingBasis;
}

export interface GrainSampler {
  readonly opening_mm: DecimalString;
  readonly traverseSpeed_m_per_s: DecimalString;
  readonly maximumFlow_t_per_h: DecimalString;
  /** At which the cargo mostly comes; by mass the divider is set for it. */
  readonly usualFlow_t_per_h: DecimalString;
  /** Between two cuts. */
  readonly shortestInterval_s: DecimalString;
  readonly bags: number;
  readonly bagCapacity_kg: DecimalString;
}

/** One sampling unit: a hold, or a sublot of one. */
export interface GrainUnit {
  readonly no: number;
  readonly hold: string;
  /** 1, 2 … of so many in the hold. */
  readonly sublot: number;
  readonly sublots: number;
  readonly mass_t: DecimalString;
  readonly increments: number;
  /** By time: what passes between two cuts at the greatest flow. */
  readonly interval_t: DecimalString;
  /** What the sampler is set to by time; absent by mass. */
  readonly interval_s?: DecimalString;
  /** So much without a cut is a gap. */
  readonly gapAbove_t: DecimalString;
}

export interface GrainSamplingPlan {
  readonly scheme: string;
  readonly edition: RuleSource;
  readonly purpose: string;
  /** Absent: mass. */
  readonly basis?: GrainSamplingBasis;
  readonly units: readonly GrainUnit[];
  readonly sampler: GrainSampler;
  /** What the divider keeps of each cut, %. */
  readonly keptShare_pct: DecimalString;
  /** Least bulk sample of a unit, kg. */
  readonly bulkLeast_kg: DecimalString;
  /** What a cut should weigh before division, for the run to judge it; plans of before have none. */
  readonly incrementMass?: IncrementMassCheck;
  readonly sources: readonly RuleSource[];
  readonly pack: RulePackRef;
}
