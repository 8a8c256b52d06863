import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';
import type { IncrementMassRules } from '../sampler-run/increment-masses.ts';
import type { SamplingScheme } from './scheme-rules.ts';

/** A limit with where it comes from. */
export interface SourcedLimit {
  readonly value: DecimalString;
  readonly source: RuleSource;
}

/** The sampling section of a grain pack: masses of lots in t, of samples in kg unless said otherwise. */
export interface GrainSamplingRules {
  readonly formulas: Readonly<Record<GrainSamplingFormula, Formula>>;
  readonly schemes: readonly SamplingScheme[];
  readonly purposes: readonly SamplePurpose[];
  readonly interval: { readonly massDecimals: number; readonly timeDecimals: number; readonly source: RuleSource };
  readonly reported: {
    readonly sublotMassDecimals: number;
    readonly sampleMassDecimals: number;
    readonly ratioDecimals: number;
    readonly percentDecimals: number;
    /** Of what a divider keeps of each cut, %. */
    readonly shareDecimals: number;
    readonly source: RuleSource;
  };
  readonly cutter: CutterRules;
  /** A half may differ from the mean of both by so many %, over at least so many splits. */
  readonly divider: { readonly tolerancePercent: DecimalString; readonly leastSplits: number; readonly source: RuleSource };
  readonly collectedMass: { readonly tolerancePercent: DecimalString; readonly source: RuleSource };
  /** How far an increment may be off what it should be. */
  readonly incrementMass: IncrementMassRules;
  /** Longest stretch without a cut, as a multiple of the interval. */
  readonly gap: { readonly mostIntervals: DecimalString; readonly source: RuleSource };
  readonly plausible: { readonly largestLot: DecimalString; readonly source: RuleSource };
}

/** Sample masses one purpose asks for; what a standard does not give is absent. */
export interface SamplePurpose {
  readonly id: string;
  readonly name: Bilingual;
  /** Least bulk sample of one lot or sublot, kg. */
  readonly bulkLeast?: DecimalString;
  /** The scheme whose table gives the bulk sample by the lot's mass. */
  readonly bulkFromScheme?: string;
  /** Laboratory sample, g. */
  readonly laboratoryLeast?: DecimalString;
  readonly laboratoryMost?: DecimalString;
  readonly laboratoryDefault?: DecimalString;
  readonly kernelsLeast?: number;
  readonly handling: Bilingual;
  readonly source: RuleSource;
}

/** What a sampler must be and do. Speeds in m/s, openings in mm, heights in m. */
export interface CutterRules {
  readonly profiles: readonly CutterProfile[];
  readonly samplerTypes: readonly SamplerType[];
  /** Flow below this share of the rated capacity, %, fails in the binding profiles and warns in the others. */
  readonly flowShare: { readonly leastPercent: DecimalString; readonly bindingProfiles: readonly string[]; readonly source: RuleSource };
  readonly dropHeight: {
    readonly grains: readonly string[];
    readonly from: DecimalString;
    readonly studiedTo: DecimalString;
    readonly source: RuleSource;
  };
}

export interface CutterProfile {
  readonly id: string;
  readonly name: Bilingual;
  /** Opening at least so many times the largest particle. */
  readonly openingFactor?: SourcedLimit;
  /** `about`: a speed named without a tolerance, so that nothing can be judged by it. */
  readonly speed: {
    readonly least?: DecimalString;
    readonly most?: DecimalString;
    readonly about?: DecimalString;
    readonly source: RuleSource;
  };
}

export interface SamplerType {
  readonly id: string;
  readonly name: Bilingual;
  /** `back-up`: taken by hand where the mechanical sampler has failed. */
  readonly crossSection: 'full' | 'on-condition' | 'back-up' | 'partial';
  /** Least opening perpendicular to the flow on entry and on exit, mm, for `on-condition`. */
  readonly perpendicularOpening?: DecimalString;
  readonly source: RuleSource;
}

export type GrainSamplingFormula =
  | 'sublotsByTarget'
  | 'sublotsFewest'
  | 'sublotsFixed'
  | 'sublotMass'
  | 'incrementsByTable'
  | 'incrementsByRoot'
  | 'inspectionUnits'
  | 'incrementsByPace'
  | 'incrementsByMass'
  | 'incrementsTotal'
  | 'purposeMasses'
  | 'bulkTotal'
  | 'kernelMass'
  | 'cutMass'
  | 'massInterval'
  | 'timeInterval'
  | 'firstCut'
  | 'lastCut'
  | 'samplerType'
  | 'cutterPath'
  | 'cutterOpening'
  | 'cutterSpeed'
  | 'flowShare'
  | 'dropHeight'
  | 'divisionRatio'
  | 'divisionPasses'
  | 'dividerHalves'
  | 'expectedMass'
  | 'collectedMass'
  | 'obtainedIncrements'
  | 'unsampledGap'
  | 'lotValidity'
  | 'keptShare';
