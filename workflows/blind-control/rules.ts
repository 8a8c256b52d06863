import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** The formulas and decisions of blind controls; the pack gives each its words and source. */
export const blindControlFormulaKeys = [
  'criticalDifference',
  'criticalReproducibility',
  'actionLimit',
  'duplicateVerdict',
  'standardUncertainty',
  'zetaScore',
  'referenceVerdict',
  'blankVerdict',
] as const;

export type BlindControlFormulas = Readonly<Record<(typeof blindControlFormulaKeys)[number], Formula>>;

/** The blind-control section of a laboratory pack: how blind duplicates and reference materials are scored. */
export interface BlindControlRules {
  /** What a standard deviation is multiplied by to give r or R. */
  readonly precisionFactor: { readonly value: DecimalString; readonly source: RuleSource };
  /** Where no R is held: from this multiple of the critical difference on, something is to be done. */
  readonly duplicates: { readonly actionFactor: DecimalString; readonly source: RuleSource };
  /** |ζ| beyond which a result is a warning, or something is to be done. */
  readonly references: {
    readonly warning: DecimalString;
    readonly action: DecimalString;
    readonly source: RuleSource;
  };
  /** Decimals to which scores are reported. */
  readonly scores: { readonly decimals: number; readonly source: RuleSource };
  readonly formulas: BlindControlFormulas;
}
