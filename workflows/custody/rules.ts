import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** How long retained samples are kept at least; a contract, a dispute or a legal hold may prolong it, never shorten it. */
export interface RetentionRules {
  /** `id` of the rule that holds where nobody names another. */
  readonly defaultRule: string;
  readonly rules: readonly RetentionRule[];
  readonly formulas: Readonly<Record<'calendarPeriod' | 'longest' | 'disposal', Formula>>;
}

export interface RetentionRule {
  readonly id: string;
  readonly name: Bilingual;
  /** Whole months or days of the calendar. */
  readonly period: { readonly months: number } | { readonly days: number };
  /** What the period counts from; the day itself comes from the caller. */
  readonly countedFrom: Bilingual;
  readonly source: RuleSource;
}
