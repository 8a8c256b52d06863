import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';

/** How long a retained sample is kept at least; a contract or a legal hold may prolong it, never shorten it. */
export interface RetentionRules {
  /** Whole months, counted from the day the results are reported. */
  readonly months: number;
  readonly countedFrom: Bilingual;
  readonly source: RuleSource;
}
