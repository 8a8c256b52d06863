import type { Bilingual } from '../kernel/bilingual.ts';
import type { QuarantineOutcome } from './quarantine-outcome.ts';
import type { Nature, Verdict } from './types.ts';

/** Verdicts on a lot, as far as release depends on them. */
export interface ResultSummary {
  readonly overall: Verdict;
  readonly items: readonly ResultItem[];
  /** Under which conditions the lot may leave, where not all is known of its destination. */
  readonly conditions: readonly ReleaseCondition[];
}

export interface ResultItem {
  /** Symbol, as `outstanding` names it. */
  readonly item: string;
  readonly verdict: Verdict;
  readonly nature: Nature;
  /** Within R/√2 of the limit, on either side. */
  readonly near: boolean;
}

export interface ReleaseCondition {
  readonly statement: Bilingual;
  readonly outstanding: readonly string[];
}

/** What customs holds beside the results. */
export interface ReleaseGuards {
  readonly sample: 'VALID' | 'SUSPECT' | 'INVALID';
  /** The officer who accepted a suspect sample. */
  readonly suspectAcceptedBy: string | null;
  readonly onSiteChecks: 'PASSED' | 'FAILED' | 'OPEN';
  /** Whether the sample has been taken. */
  readonly sampled: boolean;
  /** Treatments ordered and not yet found effective. */
  readonly openTreatments: readonly string[];
  /** A reinspection or dispute about the results is under way. */
  readonly dispute: boolean;
  readonly licencesWrittenOff: boolean;
  /** Only the contract's quality is not met; no limit is. */
  readonly contractShortfall: boolean;
  readonly quarantine: readonly QuarantineOutcome[];
  /** Product as the pack names it, for release before inspection; null = none of those. */
  readonly product: string | null;
  /** Day of the advice, ISO date. */
  readonly on: string;
}

export interface ReleaseFacts {
  readonly results: ResultSummary;
  /** Absent: advice on the results alone. */
  readonly guards?: ReleaseGuards;
}
