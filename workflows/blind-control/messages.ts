import type { AssayApproved, AssayOrder } from '../assay/task.ts';
import type { Container } from '../custody/lineage.ts';
import type { BlindCode, DecimalString, ProcessId } from '../kernel/brand.ts';
import type { EffectParams } from '../kernel/effects.ts';
import type { Filled } from './control.ts';
import type { ControlledCommodity, ControlTerms } from './terms.ts';

/** A bottle goes to the laboratory. Nothing in it tells whose. */
export interface AssayBegun extends Pick<AssayOrder, 'code' | 'items' | 'pack'> {
  readonly type: 'assay.begun';
  readonly commodity: ControlledCommodity;
  /** Kind of the bottle. */
  readonly bottle: string;
  /** kg, net. */
  readonly mass: DecimalString;
}

/** The approved results of the bottle a duplicate was taken from. */
export interface OriginalApproved {
  readonly type: 'original.approved';
  readonly approved: AssayApproved;
}

/** A control is filled and labelled; it goes to the bench with the next bottle of its commodity. */
export interface ControlLabelled {
  readonly type: 'control.ready';
  readonly code: BlindCode;
}

export interface ControlEnded {
  readonly type: 'control.ended';
  readonly code: BlindCode;
  readonly outcome: 'scored' | 'given-up';
  /** A portion that was never filled goes back into the stock. */
  readonly portionUsed: boolean;
}

/** Told to the process whose bottle was divided, once the control has ended: before, its lineage would tell which bottle it is. */
export interface PortionTaken {
  readonly type: 'portion.taken';
  readonly portion: Container;
}

export interface ControlReleased {
  readonly type: 'control.release';
}

/** What the site says by now; null: nothing is controlled any more. */
export interface TermsSet {
  readonly type: 'control.terms';
  readonly terms: ControlTerms | null;
}

/**
 * Tells the laboratory's control of a bottle that goes to the bench. A control nobody has set up has no terms, and puts nothing in.
 */
export const tellControl = (control: ProcessId, event: AssayBegun) => {
  const params: EffectParams['process.send'] = {
    to: control,
    event,
    ensure: { definition: 'blind-control', input: { terms: null } },
  };
  return { type: 'process.send', params } as const;
};

/** What a control takes. */
export type BlindSampleEvent =
  | ({ readonly type: 'control.labelled' } & Filled)
  | { readonly type: 'control.given-up'; readonly reason: string }
  | ControlReleased
  | OriginalApproved
  | AssayApproved;
