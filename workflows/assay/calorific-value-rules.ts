import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';

/** What the assay section says of heat. All factors are J/g for each %. */
export interface CalorificValueRules {
  readonly grossCalorificValue: GrossCalorificValueRule;
  readonly netCalorificValue: NetCalorificValueRule;
  readonly netConstantPressure: NetConstantPressureRule;
  readonly calories: CalorieRules;
}

/** Qgr,ad = Qb,ad − (sulphurFactor·Sb,ad + α·Qb,ad). */
export interface GrossCalorificValueRule {
  readonly sulphurFactor: DecimalString;
  /** α by the bomb value, J/g, rising; each edge belongs to the row it closes, the last row has none. */
  readonly nitricAcid: readonly { readonly to?: DecimalString; readonly alpha: DecimalString }[];
  readonly source: RuleSource;
  /** When total sulphur may stand for that of the bomb. */
  readonly totalSulphur: {
    /** %, inclusive */
    readonly most: DecimalString;
    /** J/g, exclusive */
    readonly bombValueAbove: DecimalString;
    readonly source: RuleSource;
  };
}

/** Qnet,ar = (Qgr,ad − hydrogenFactor·Had)·(100 − Mt)/(100 − Mad) − moistureFactor·Mt, constant volume, J/g. */
export interface NetCalorificValueRule {
  /** J/g for each % of hydrogen. */
  readonly hydrogenFactor: DecimalString;
  /** J/g for each % of total moisture. */
  readonly moistureFactor: DecimalString;
  readonly source: RuleSource;
}

/** Qp,net,ar = [Qgr,v,d − hydrogenFactor·Hd − oxygenNitrogenFactor·(Od + Nd)]·(1 − 0.01·Mt) − moistureFactor·Mt. */
export interface NetConstantPressureRule extends NetCalorificValueRule {
  readonly oxygenNitrogenFactor: DecimalString;
}

export interface CalorieRules {
  /** Decimals of kcal/kg. */
  readonly decimals: number;
  /** Decimals of MJ/kg. */
  readonly megajouleDecimals: number;
  readonly decimalsSource: RuleSource;
  readonly kinds: readonly Calorie[];
}

export interface Calorie {
  readonly id: string;
  readonly name: Bilingual;
  /** J in one calorie. */
  readonly joules: DecimalString;
  readonly source: RuleSource;
}
