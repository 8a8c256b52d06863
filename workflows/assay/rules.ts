import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { AssayItem, Basis } from './types.ts';

/** The assay section of a coal rule pack. */
export interface CoalAssayRules {
  /** What the laboratory determines. */
  readonly items: readonly AssayItem[];
  /** What a lot's certificate reports, in order. */
  readonly reported: readonly ReportedValue[];
  readonly netCalorificValue: NetCalorificValueRule;
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

/** Qnet,ar = (Qgr,ad − hydrogenFactor·Had)·(100 − Mt)/(100 − Mad) − moistureFactor·Mt, constant volume, J/g. */
export interface NetCalorificValueRule {
  /** J/g for each % of hydrogen. */
  readonly hydrogenFactor: DecimalString;
  /** J/g for each % of total moisture. */
  readonly moistureFactor: DecimalString;
  readonly source: RuleSource;
}
