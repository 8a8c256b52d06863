import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';
import type { IncrementMassRules } from '../sampler-run/increment-masses.ts';

/** The formulas and decisions of automatic pipeline sampling that are followed. */
export const petroleumSamplingFormulas = [
  'mostGrabs',
  'fewestGrabs',
  'receiverInterval',
  'extractorInterval',
  'controllerInterval',
  'expectedGrabs',
  'enoughGrabs',
  'targetGrabs',
  'expectedSample',
  'receiverShare',
  'marginOfError',
  'fieldCheck',
  'extractorRepeatability',
  'profileSpread',
  'provingDeviation',
  'provingAllowed',
  'sampleVolume',
  'minimumVolumeRatio',
  'overfill',
  'unsampledShare',
  'grabFactor',
  'grabCountRatio',
  'performanceFactor',
  'linearityFactor',
  'verdict',
  'receiversMean',
] as const;
export type PetroleumSamplingFormula = (typeof petroleumSamplingFormulas)[number];

/** The sampling section of a petroleum rule pack. Volumes of sample in mL, of the parcel in m³. */
export interface PetroleumSamplingRules {
  /** Standard named on the certificate, for example `GB/T 27867-2011`. */
  readonly standard: string;
  readonly fieldChecks: readonly FieldCheck[];
  /** Largest deviation of a grab from the mean of the grabs, %. */
  readonly extractorRepeatabilityPercent: Sourced;
  /** Spread of water allowed across the pipe, % water for each 1 % of water present. */
  readonly profileSpread: Sourced;
  readonly proving: {
    /** By rising total water. */
    readonly rows: readonly ProvingRow[];
    readonly source: RuleSource;
    readonly betweenRows: RuleSource;
  };
  readonly setUp: { readonly receiverFillPercent: Sourced; readonly targetGrabs: Sourced };
  readonly margin: { readonly coefficient: DecimalString; readonly best: DecimalString; readonly source: RuleSource };
  readonly factors: PerformanceRules;
  /** How far an increment may be off what it should be. */
  readonly incrementMass: IncrementMassRules;
  /** Longest stretch without a grab while oil flows, as a multiple of the interval. */
  readonly gap: { readonly mostIntervals: DecimalString; readonly source: RuleSource };
  /** Digits after the point of what is shown. */
  readonly decimals: Readonly<Record<'factor' | 'margin' | 'percent' | 'volume' | 'parcelVolume', number>> & { readonly source: RuleSource };
  readonly formulas: Readonly<Record<PetroleumSamplingFormula, Formula>>;
}

interface Sourced {
  readonly value: DecimalString;
  readonly source: RuleSource;
}

/** What so many strokes of a grab size must give together. */
interface FieldCheck {
  readonly strokes: number;
  /** mL */
  readonly grab: DecimalString;
  /** mL, inclusive */
  readonly least: DecimalString;
  readonly most: DecimalString;
  readonly source: RuleSource;
}

/** Allowed deviation in % water at a total water in %. */
export interface ProvingRow {
  readonly water: DecimalString;
  readonly meter: DecimalString;
  readonly tankGauge: DecimalString;
}

/** Both bounds belong to the band. */
export interface Band {
  readonly least: DecimalString;
  readonly most: DecimalString;
  readonly source: RuleSource;
}

export interface PerformanceRules {
  readonly minimumVolumeRatio: { readonly least: DecimalString; readonly source: RuleSource };
  readonly grabFactor: Band;
  readonly grabFactorLimit: Band;
  readonly grabCountRatio: Band;
  readonly performanceFactor: Band;
  readonly linearityFactor: Band;
  readonly unsampledPercent: { readonly most: DecimalString; readonly source: RuleSource };
  /** Why a factor outside its band makes a sample suspect and not invalid. */
  readonly editions: Bilingual & { readonly source: RuleSource };
}
