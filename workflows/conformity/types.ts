import type { Basis } from '../assay/types.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';

export type Verdict = 'PASS' | 'FAIL' | 'NO_LIMIT' | 'NOT_TESTED' | 'INVALID_SAMPLE' | 'BORDERLINE';

/** One limit of one item. */
export interface Limit {
  readonly item: string;
  readonly basis: Basis;
  readonly name: Bilingual;
  readonly unit: string;
  readonly comparison: '<=' | '>=';
  readonly limit: DecimalString;
  /** Whether a failure is one of safety, health or environment (return or destroy) or another (treat, re-inspect). */
  readonly nature: 'environment' | 'other';
  /** Between-laboratory reproducibility limit R in the item's unit, for the borderline band; absent when not known. */
  readonly reproducibility?: DecimalString;
  readonly source: RuleSource;
}

/** What the cargo is and where it goes, as far as the limits depend on it. */
export interface ConformityContext {
  readonly coalClass: 'lignite' | 'other';
  /** Haul from entry port to place of use, km; null when not known at discharge. */
  readonly haulDistance: DecimalString | null;
  readonly sampleValid: boolean;
}

export interface ItemVerdict {
  readonly limit: Limit;
  readonly value: DecimalString | null;
  readonly verdict: Verdict;
  /** True for a limit that applies only under a condition not known yet (Article 7, haul over 600 km). */
  readonly conditional: boolean;
  readonly condition?: Bilingual;
}

export type AdviceCode =
  | 'PENDING'
  | 'RELEASE'
  | 'CONDITIONAL_REMOVAL'
  | 'TREAT'
  | 'RECTIFY'
  | 'RETURN'
  | 'DESTROY'
  | 'HOLD'
  | 'REINSPECT';

export type Gate = 'removal' | 'use';

/** What the laboratory advises at one gate; customs decides. */
export interface GateAdvice {
  readonly gate: Gate;
  readonly advice: AdviceCode;
  readonly basis: Bilingual;
  readonly outstanding: readonly string[];
}

export interface ConformityStatement {
  readonly items: readonly ItemVerdict[];
  readonly overall: Verdict;
  readonly conclusion: Bilingual;
  /** The decision rule applied, named on the certificate (ISO/IEC 17025:2017 7.8.6). */
  readonly decisionRule: Bilingual;
  readonly advice: readonly GateAdvice[];
}
