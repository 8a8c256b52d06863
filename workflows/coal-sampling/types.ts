import type { DecimalString } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { IncrementMassCheck } from '../sampler-run/increment-masses.ts';
import type { RulePackRef, RuleSource } from '../kernel/source.ts';
import type { CutterPath } from './increment-mass.ts';

/** What coal it is, as GB/T 19494.1 asks for choosing precision and variance. */
export type CoalKind = 'raw' | 'screened' | 'cleaned' | 'other-washed';
/** How the lot arrives: `large` = ship (unit basis 5000 t), `small` = train, truck, barge (1000 t). */
export type LotSize = 'large' | 'small';
export type SamplingBasis = 'time' | 'mass';
/** Cuts follow each other at equal intervals, or lie one in each interval at a random place. */
export const samplingMethods = ['systematic', 'stratified-random'] as const;
export type SamplingMethod = (typeof samplingMethods)[number];

/** What a sampling plan is computed from. */
export interface CoalSamplingRequest {
  /** Mass of the lot, t, > 0. */
  readonly lotMass: DecimalString;
  readonly lotSize: LotSize;
  readonly coalKind: CoalKind;
  /** Expected ash, dry basis, %, 0–100 (from load port or history). */
  readonly expectedAshDry: DecimalString;
  /** Nominal top size, mm, > 0. */
  readonly nominalTopSize: DecimalString;
  readonly basis: SamplingBasis;
  /** Default: systematic. */
  readonly method?: SamplingMethod;
  /** Highest flow of the belt, t/h, > 0. */
  readonly maximumFlow: DecimalString;
  /** Opening and speed of the cutter; absent where they are not known, so that masses of increments cannot be judged. */
  readonly cutter?: CutterPath;
  /** Most increments the sampler can cut from one unit. */
  readonly largestPracticableIncrements: number;
  /** Units the operation asks for at least (holds, shifts, grades); default 1. */
  readonly minimumUnits?: number;
  /** P_L a contract or customs asks for, absolute % ash dry, > 0; not laxer than the standard's, which is the default. */
  readonly requiredPrecision?: DecimalString;
  /** V_I measured for this coal, (%)², > 0; default: the pack's start value. */
  readonly incrementVariance?: DecimalString;
  /** V_PT measured for this laboratory, (%)², > 0; default: the pack's start value. */
  readonly preparationVariance?: DecimalString;
}

/** The plan of one lot. All masses as decimal strings; the interval is already rounded down. */
export interface CoalSamplingPlan {
  readonly basis: SamplingBasis;
  /** Absent: systematic. */
  readonly method?: SamplingMethod;
  /** Required precision P_L, absolute % ash dry, 95 %. */
  readonly precision: DecimalString;
  readonly incrementVariance: DecimalString;
  readonly preparationVariance: DecimalString;
  /** Number of sampling units m. */
  readonly units: number;
  /** Increments per unit n. */
  readonly incrementsPerUnit: number;
  /** Mass of one sampling unit, t. */
  readonly unitMass: DecimalString;
  /** Interval between cuts: s on a time basis, t on a mass basis. */
  readonly interval: DecimalString;
  readonly intervalUnit: 's' | 't';
  /** So much without a cut, t, is a gap; on a mass basis only. */
  readonly gapAbove?: DecimalString;
  /** Precision the plan reaches with m and n, absolute %. */
  readonly achievedPrecision: DecimalString;
  /** Least mass of the gross sample, kg, by top size (general and common sample). */
  readonly minimumGrossMass: DecimalString;
  /** Least mass of the total-moisture sample, kg, by top size. */
  readonly minimumMoistureMass: DecimalString;
  /** Least average mass of an increment, kg. */
  readonly minimumIncrementMass: DecimalString;
  /** Absent where it is not known. */
  readonly cutter?: CutterPath['kind'];
  /** What increments should weigh, for the run to judge them; absent where the cutter is not known. */
  readonly incrementMass?: IncrementMassCheck;
  /** Top size row of the mass table that was used, mm (next larger row, never interpolated). */
  readonly topSizeRow: DecimalString;
  /** The rules used, for the certificate and the auditor. */
  readonly sources: readonly RuleSource[];
  readonly pack: RulePackRef;
}

/** How one sampling unit was really sampled, judged against its plan. */
export interface SamplingConformance {
  readonly incrementsPlanned: number;
  readonly incrementsTaken: number;
  readonly incrementsMissed: number;
  /** Mean increment mass, kg; null when none was taken. */
  readonly meanIncrementMass: DecimalString | null;
  readonly achievedPrecision: DecimalString | null;
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
  /** Machine-readable reasons, each with words; empty for VALID. */
  readonly findings: readonly Finding[];
}

