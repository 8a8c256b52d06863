import type { AssayApproved, AssayOrder } from '../assay/task.ts';
import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import type { ControlScore } from './control-score.ts';
import type { BlindControlRules } from './rules.ts';
import type { ControlledCommodity, ControlTerms, ReferenceMaterial } from './terms.ts';

/** One control that is put in: what it is, and all that scoring it needs. */
export interface BlindSampleOrder extends Pick<AssayOrder, 'code' | 'items' | 'pack'> {
  /** The process that ordered it. */
  readonly control: ProcessId;
  /** Id of the group. */
  readonly group: string;
  readonly commodity: ControlledCommodity;
  /** Kind of bottle it has to look like. */
  readonly bottle: string;
  readonly content: BlindDuplicate | BlindReference;
  readonly massTolerancePercent: DecimalString;
  readonly longestWait_min: number;
  readonly rules: BlindControlRules;
  /** The laboratory pack the rules are of. */
  readonly rulesPack: ControlTerms['pack'];
}

export interface BlindDuplicate {
  readonly kind: 'duplicate';
  /** The bottle to divide. */
  readonly of: BlindCode;
  /** kg, net, before it is divided. */
  readonly mass: DecimalString;
  /** The process whose lineage the bottle is in; it never leaves the server. Absent where a system gave the bottle to the bench. */
  readonly lineage?: ProcessId;
}

export interface BlindReference {
  readonly kind: 'reference';
  readonly material: Pick<ReferenceMaterial, 'id' | 'name' | 'values'>;
}

/** What the custodian filled. */
export interface Filled {
  /** kg, net, in the bottle of the control. */
  readonly portion_kg: DecimalString;
  /** Its seal; null: it carries none, like the others. */
  readonly seal: string | null;
  /** kg, net, left in a bottle that was divided. */
  readonly rest_kg: DecimalString | null;
  /** Seal that bottle carries now. */
  readonly restSeal: string | null;
}

interface Deed {
  readonly by: Actor;
  readonly at: Instant;
}

export interface BlindSampleContext {
  readonly processId: ProcessId;
  readonly order: BlindSampleOrder;
  readonly orderedAt: Instant;
  readonly labelled: (Deed & Filled) | null;
  readonly givenUp: (Deed & { readonly reason: string }) | null;
  /** When it went to the bench. */
  readonly benchAt: Instant | null;
  /** Approved results of the control, and of the bottle that was divided. */
  readonly own: AssayApproved | null;
  readonly original: AssayApproved | null;
  readonly scores: readonly ControlScore[];
  readonly endedAt: Instant | null;
}

export interface BlindSampleInput {
  readonly order: BlindSampleOrder;
  /** Of the divided bottle, where its results were approved before it was decided. */
  readonly original: AssayApproved | null;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
}

export const newBlindSample = ({
  processId,
  order,
  original,
  startedAt,
}: BlindSampleInput): BlindSampleContext => ({
  processId,
  order,
  orderedAt: startedAt,
  labelled: null,
  givenUp: null,
  benchAt: null,
  own: null,
  original,
  scores: [],
  endedAt: null,
});
