import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { IncrementMassRules } from '../sampler-run/increment-masses.ts';
import type { CoalSamplingFormulas } from './formulas.ts';
import type { ManualSamplingRules } from './manual-rules.ts';
import type { CutterRules, SamplerRules } from './sampler-rules.ts';
import type { Counted, Sourced } from './sourced.ts';
import type { CoalKind, LotSize } from './types.ts';

/**
 * The sampling section of a coal rule pack: every constant that planning and judging a sampling use, each with its
 * source. Loaded by `config/rule-pack`, never written in code.
 */
export interface CoalSamplingRules {
  /** Standard named on the certificate, for example `GB/T 19494.1-2023`. */
  readonly standard: string;
  /** Required precision P_L; the first row that fits coal kind and expected ash is taken. */
  readonly precision: readonly PrecisionRule[];
  /** Decimals to which P_L is cut (downwards, so stricter) and the reached precision raised. */
  readonly precisionDecimals: number;
  /** Of every number of digits in this section that has no source of its own. */
  readonly decimalsSource: RuleSource;
  /** Variance of one primary increment V_I by coal kind, ash dry, (%)². */
  readonly incrementVariance: readonly VarianceRule[];
  /** Variance of preparation and test V_PT, ash dry, (%)². */
  readonly preparationVariance: Sourced;
  /** Mass basis M₀ of the number of units, m = √(M/M₀), t. */
  readonly unitBasis: Readonly<Record<LotSize, Sourced>>;
  /** Fewest increments of one unit. */
  readonly minimumIncrements: Counted;
  /** Decimals of a unit's mass in t; cut downwards. */
  readonly unitMassDecimals: number;
  readonly interval: {
    /** Decimals of an interval in s; cut downwards. */
    readonly timeDecimals: number;
    /** Decimals of an interval in t; cut downwards. */
    readonly massDecimals: number;
    readonly source: RuleSource;
  };
  /** Decimals of the least average increment mass, kg; raised upwards. */
  readonly incrementMassDecimals: number;
  /** Source of m̄ = m_g / n. */
  readonly incrementMassSource: RuleSource;
  /** GB/T 19494.1, the table plans and verdicts use. */
  readonly minimumMass: MinimumMassTable;
  /** The finer steps of the ISO standards. */
  readonly minimumMassIso: MinimumMassTable;
  /** Masses of a withdrawn edition, still quoted: refused wherever somebody states them. */
  readonly supersededMinimumMass: MinimumMassTable;
  readonly manual: ManualSamplingRules;
  readonly cutter: CutterRules;
  readonly sampler: SamplerRules;
  /** Where intermittent sampling comes from; its results never serve a release. */
  readonly intermittent: { readonly source: RuleSource };
  /** What a request may plausibly ask for. */
  readonly plausible: {
    /** t */
    readonly largestLot: DecimalString;
    /** t/h */
    readonly largestFlow: DecimalString;
    readonly mostUnits: number;
    readonly source: RuleSource;
  };
  readonly conformance: ConformanceRules;
  readonly formulas: CoalSamplingFormulas;
}

/** P_L for some kinds of coal in a range of expected ash. */
export interface PrecisionRule {
  readonly kinds: readonly CoalKind[];
  /** Highest expected ash, %, dry, this row serves (inclusive); absent = any. */
  readonly ashUpTo?: DecimalString;
  readonly precision: FixedPrecision | ProportionalPrecision;
  readonly source: RuleSource;
}

interface FixedPrecision {
  /** Absolute % ash dry. */
  readonly fixed: DecimalString;
}

interface ProportionalPrecision {
  /** Share of the expected ash, for example 0.1. */
  readonly shareOfAsh: DecimalString;
  /** Absolute % ash dry the share does not go below. */
  readonly atLeast: DecimalString;
}

interface VarianceRule extends Sourced {
  readonly kinds: readonly CoalKind[];
}

export interface MinimumMassTable {
  /** Rows by rising top size. */
  readonly rows: readonly MinimumMassRow[];
  readonly source: RuleSource;
}

/** Least masses for one nominal top size. */
export interface MinimumMassRow {
  /** mm */
  readonly topSize: DecimalString;
  /** General-analysis and common sample, kg. */
  readonly general: DecimalString;
  /** Total-moisture sample, kg; absent where the table has none. */
  readonly moisture?: DecimalString;
  /** Sample for size analysis to ± 1 %, kg; for that test only. */
  readonly sizeAnalysis1Percent?: DecimalString;
  /** The same to ± 2 %. */
  readonly sizeAnalysis2Percent?: DecimalString;
}

/** When a delivered sampling unit is doubted. */
interface ConformanceRules {
  /** Missed cuts in % of the planned increments above which the unit is degraded. */
  readonly missedCutsPercent: Sourced;
  readonly incrementMass: IncrementMassRules;
  /**
   * Longest stretch without a cut on a mass basis, in intervals: so far apart can cuts of neighbouring strata lie. Missed cuts come
   * on top.
   */
  readonly gap: { readonly mostIntervals: DecimalString; readonly source: RuleSource };
  /** Decimals of a deviation in %. */
  readonly deviationDecimals: number;
  /** Top size, mm, of the divided sample an on-line system keeps, when the plant does not tell another. */
  readonly keptTopSize: Sourced;
}
