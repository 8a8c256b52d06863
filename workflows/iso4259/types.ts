import type { DecimalString } from '../kernel/brand.ts';

export type LimitKind = 'maximum' | 'minimum';

/** Results, limit, r and R₃ in one unit. The original results of supplier and recipient are discarded beforehand. */
export interface Dispute {
  readonly limitKind: LimitKind;
  readonly limit: DecimalString;
  readonly repeatability: DecimalString;
  /** Whether supplier and recipient tested their own check samples, or have cross-tested. */
  readonly stage: 'check-samples' | 'cross-test';
  readonly supplier: readonly DecimalString[];
  readonly recipient: readonly DecimalString[];
  /** The neutral laboratory, once it was called; with R₃, which the edition in use gives. */
  readonly third?: { readonly results: readonly DecimalString[]; readonly limitOfThree: DecimalString };
}

export interface DisputeOutcome {
  readonly verdict: 'MEETS' | 'FAILS' | 'CROSS_TEST_NEXT' | 'THIRD_LABORATORY_NEXT' | 'UNDECIDED';
  readonly decidedBy: 'both-laboratories' | 'two-of-three' | 'all-three' | null;
  /** The value compared with the limit once three laboratories were heard; for show, rounded. */
  readonly decidingMean: DecimalString | null;
  /** True when the outcome rests on the step whose formula was not legible in the source. */
  readonly inferred: boolean;
}
