import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** The numbers section of a laboratory rule pack: how values are rounded and compared with limits. */
export interface NumberRules {
  /** What holds where the rule on a limit names no method. */
  readonly defaultComparison: { readonly value: ComparisonMethod; readonly source: RuleSource };
  readonly formulas: Readonly<Record<NumberFormula, Formula>>;
}

export type ComparisonMethod = 'full-value' | 'rounded-value';

type NumberFormula = 'rounding' | 'oneStep' | 'halfUnit' | 'fifthUnit' | 'significantDigits' | 'fullValue' | 'roundedValue' | 'choice';
