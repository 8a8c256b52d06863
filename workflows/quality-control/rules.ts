import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { QualityControlFormulas } from './formulas.ts';

/** The quality-control section of a laboratory pack: how precision and bias of a sampling system are checked. */
export interface QualityControlRules {
  readonly precisionCheck: {
    readonly leastPairs: number;
    /** Two-sided confidence, for example 0.95. */
    readonly confidence: DecimalString;
    /** Decimals of precisions. */
    readonly decimals: number;
    /** Decimals of the band factors. */
    readonly factorDecimals: number;
    readonly source: RuleSource;
  };
  readonly preparationCheck: {
    /** V_PT ≤ share·P_L². */
    readonly shareOfPrecisionSquared: DecimalString;
    readonly groups: number;
    readonly pairsPerGroup: number;
    readonly source: RuleSource;
  };
  readonly biasTest: {
    readonly leastPairs: number;
    readonly confidence: DecimalString;
    /** Most pairs the needed number is searched up to. */
    readonly mostPairs: number;
    readonly decimals: number;
    readonly source: RuleSource;
    readonly outliers: SignificanceRule;
    readonly independence: SignificanceRule;
    /** By date; none in force means that a band must be set. */
    readonly defaultBands: readonly DefaultBand[];
  };
  readonly formulas: QualityControlFormulas;
}

interface SignificanceRule {
  /** α, for example 0.05. */
  readonly significance: DecimalString;
  readonly source: RuleSource;
}

/** Half-widths around zero, %. */
export interface DefaultBand {
  readonly narrowest: DecimalString;
  readonly widest: DecimalString;
  readonly source: RuleSource;
}
