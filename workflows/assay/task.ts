import type { BlindCode, Instant, ProcessId } from '../kernel/brand.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { TestVerdict } from './test-verdict.ts';
import type { AssayFinding, AssayResult } from './types.ts';

/** What one bottle is to be tested for. `parent` is where the result goes; it never leaves the server. */
export interface AssayOrder {
  readonly parent: ProcessId;
  readonly code: BlindCode;
  readonly items: readonly { readonly item: string; readonly basis?: string | null }[];
  /** Rule pack of the commodity. */
  readonly pack: RulePackRef;
  /** Who is told the approved results besides: the laboratory's blind control. It never leaves the server either. */
  readonly alsoTell?: ProcessId;
}

/** The process that tests the bottle of a code. */
export const assayProcess = (code: BlindCode) => `assay/${code}` as ProcessId;

export interface EnteredDetermination {
  /** As entered: a number in the item's unit, or the code of an answer. */
  readonly value: string;
  readonly analyst: string;
  readonly at: Instant;
}

export interface ItemUnderTest {
  readonly item: string;
  readonly basis: string | null;
  /** 1, 2 …: all were discarded, or the reviewer returned it, that often. */
  readonly round: number;
  readonly determinations: readonly EnteredDetermination[];
  readonly discarded: readonly EnteredDetermination[];
  readonly verdict: TestVerdict;
}

export interface AssayContext {
  readonly order: AssayOrder;
  readonly receivedAt: Instant;
  readonly items: readonly ItemUnderTest[];
  readonly reviewer: string | null;
  readonly returns: readonly { readonly by: string; readonly reason: string; readonly at: Instant }[];
}

export interface AssayApproved {
  readonly type: 'assay.approved';
  readonly code: BlindCode;
  readonly results: readonly AssayResult[];
  /** Absent when nothing was to be observed. */
  readonly findings?: readonly AssayFinding[];
  readonly analysts: readonly string[];
  readonly reviewer: string;
  readonly testedFrom: Instant;
  readonly testedTo: Instant;
}

export type AssayEvent =
  /** One determination, or one person's observation. */
  | { readonly type: 'determination.entered'; readonly item: string; readonly value: string }
  /** `withoutPrecision`: items whose precision is not known and which the reviewer accepts all the same, by name. */
  | { readonly type: 'review.accepted'; readonly withoutPrecision?: readonly string[] }
  | { readonly type: 'review.returned'; readonly items: readonly string[]; readonly reason: string };

/** Who entered anything, discarded entries too. */
export const analystsOf = (context: AssayContext): readonly string[] => [
  ...new Set(context.items.flatMap((item) => [...item.determinations, ...item.discarded]).map(({ analyst }) => analyst)),
];
