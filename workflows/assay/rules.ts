import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { CalorificValueRules, NetCalorificValueRule } from './calorific-value-rules.ts';
import type { AssayFormulas } from './formulas.ts';
import type { AssayItem, Basis, RepeatabilityBand } from './types.ts';

/** The assay section of a coal rule pack. */
export interface CoalAssayRules extends CalorificValueRules {
  /** What the laboratory determines. */
  readonly items: readonly AssayItem[];
  /** Items of known precision that are determined only when ordered apart. */
  readonly itemsOnRequest: readonly AssayItem[];
  /** Repeatability of editions no longer in force; `source.validTo` says until when. */
  readonly superseded: readonly SupersededRepeatability[];
  readonly reproducibility: readonly ReproducibilityRule[];
  /** What a lot's certificate reports, in order. */
  readonly reported: readonly ReportedValue[];
  readonly netCalorificValue: NetCalorificValueRule;
  readonly determination: DeterminationRule;
  readonly moistureForConversion: { readonly mostDaysApart: number; readonly source: RuleSource };
  /** Items a factor between bases does not hold for. */
  readonly conversion: { readonly notByFactor: readonly string[]; readonly source: RuleSource };
  readonly totalMoisture: TotalMoistureRule;
  readonly hydrogen: HydrogenRule;
  readonly formulas: AssayFormulas;
}

/** The critical range of two, three and four determinations as a multiple of T. */
export interface DeterminationRule {
  readonly two: DecimalString;
  readonly three: DecimalString;
  readonly four: DecimalString;
  readonly source: RuleSource;
}

export interface SupersededRepeatability {
  readonly item: string;
  readonly repeatability: readonly RepeatabilityBand[];
  readonly source: RuleSource;
}

/** R of an item between two laboratories, dry basis. */
export interface ReproducibilityRule {
  readonly item: string;
  /** The procedure, where an item has more than one. */
  readonly variant?: string;
  readonly unit: string;
  readonly bands: readonly RepeatabilityBand[];
  readonly source: RuleSource;
}

export interface TotalMoistureRule {
  /** Greatest loss of mass in transit, %, that is made up for. */
  readonly transitLossPercent: DecimalString;
  readonly source: RuleSource;
}

export interface HydrogenRule {
  /** Hydrogen in 1 % of water, %. */
  readonly inMoisture: { readonly value: DecimalString; readonly source: RuleSource };
  /** H,daf = slope·V,daf + intercept, %; never for a certificate. */
  readonly estimate: { readonly slope: DecimalString; readonly intercept: DecimalString; readonly source: RuleSource };
}

/** One value a certificate reports. */
export interface ReportedValue {
  readonly item: string;
  readonly basis: Basis;
  readonly name: Bilingual;
  readonly unit: string;
  readonly method: string;
  /** Decimals it is reported to, rounded once (GB/T 8170). */
  readonly decimals: number;
  /**
   * `determined`: the item's own result, brought to `basis`; `fixed-carbon`: 100 − M − A − V;
   * `net-calorific-value`: by `NetCalorificValueRule`.
   */
  readonly derivation: 'determined' | 'fixed-carbon' | 'net-calorific-value';
  /** What the value in the determined unit is divided by to give the reported unit (J/g → MJ/kg: 1000); absent = 1. */
  readonly divisor?: DecimalString;
  readonly source: RuleSource;
}
