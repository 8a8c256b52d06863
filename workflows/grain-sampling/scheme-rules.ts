import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';

/** Sampling schemes as the rule pack states them: how a lot of so many tonnes is divided, and how many increments it takes. */
export interface SamplingScheme {
  /** For example `eu-mycotoxin`. */
  readonly id: string;
  readonly name: Bilingual;
  /** What the scheme is for, and what the standard leaves to the sampler. */
  readonly remark: Bilingual;
  /** One is in force on any day, or none: chosen by the dates of their sources. */
  readonly editions: readonly SchemeEdition[];
}

export type SchemeEdition = SublotBands | RootScheme | RowScheme | InspectionUnits | CutPace | MassPerIncrement | UnknownNumbers;

/** Sublots by bands of the lot's mass; lots below the first band take their increments from a table and are not divided. */
export interface SublotBands {
  readonly kind: 'sublot-bands';
  readonly bands: readonly SublotBand[];
  /** How far a sublot may exceed its target: 1.2 is 20 %. */
  readonly exceedFactor: { readonly value: DecimalString; readonly source: RuleSource };
  /** Mass of one increment, about, g. */
  readonly incrementMass: DecimalString;
  readonly smallLots: { readonly rows: readonly IncrementRow[]; readonly source: RuleSource };
  readonly source: RuleSource;
}

/** A band reaches to where the next begins; the last is open. Exactly one of `target` (t a sublot) and `count` is there. */
export interface SublotBand {
  readonly from: DecimalString;
  readonly fromInclusive: boolean;
  readonly target?: DecimalString;
  readonly count?: number;
  readonly increments: number;
  /** Aggregate sample of one sublot, kg. */
  readonly aggregate: DecimalString;
}

/** One row of a table by mass: up to and including `upTo` t; without it, all above. A mass between rows takes the larger row. */
export interface IncrementRow {
  readonly upTo?: DecimalString;
  readonly increments: number;
  /** kg */
  readonly aggregate: DecimalString;
}

/** base + √(factor·t) increments from the whole lot, rounded up. */
export interface RootScheme {
  readonly kind: 'root';
  /** Lots up to so many t take a fixed number. */
  readonly fixed?: { readonly upTo: DecimalString; readonly increments: number };
  readonly base: number;
  readonly factor: DecimalString;
  readonly most?: number;
  readonly source: RuleSource;
}

/** Increments and bulk sample of the whole lot from a table. */
export interface RowScheme {
  readonly kind: 'rows';
  readonly rows: readonly IncrementRow[];
  readonly source: RuleSource;
}

/** Inspection units of at most so many t; the standard gives no number of increments. */
export interface InspectionUnits {
  readonly kind: 'inspection-units';
  readonly largestUnit: DecimalString;
  /** Least original and average samples of a unit, kg. */
  readonly aggregate: DecimalString;
  readonly laboratory: DecimalString;
  readonly source: RuleSource;
}

/** One cut every so many seconds while grain flows. */
export interface CutPace {
  readonly kind: 'pace';
  readonly shortest: DecimalString;
  readonly longest: DecimalString;
  readonly source: RuleSource;
}

/** At least one increment for every so many t. */
export interface MassPerIncrement {
  readonly kind: 'mass-per-increment';
  readonly mass: DecimalString;
  readonly source: RuleSource;
}

/** An edition whose numbers are not in this pack: nothing is calculated until somebody enters them from the text. */
export interface UnknownNumbers {
  readonly kind: 'unknown';
  readonly missing: Bilingual;
  readonly source: RuleSource;
}
