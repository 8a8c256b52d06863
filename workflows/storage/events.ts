import type { BlindCode, Instant } from '../kernel/brand.ts';
import { send } from '../kernel/effects.ts';
import type { SlotContradicted, SlotEmptied, SlotGiven, SlotRefused } from './slots.ts';
import { storageProcess } from './stored-bottle.ts';
import type { DisposalProposal, PutAway } from './stored-bottle.ts';

/** What prolongs retention; at least one of the two. Neither ever shortens it. */
export interface RetainUntil {
  readonly type: 'storage.retain-until';
  /** Day or instant the rule's period counts from, ISO: when the results were reported. */
  readonly countedFrom?: string;
  /** Last day a contract, a re-inspection or a person asks for, ISO date. */
  readonly until?: string;
  readonly reason: string;
}
export interface HoldSet {
  readonly type: 'hold.set';
  readonly reason: string;
}
export interface HoldLifted {
  readonly type: 'hold.lifted';
  /** Which one; absent: all that the sender set itself. */
  readonly no?: number;
  readonly reason: string;
}
/** The parent wants the bottle tested: whoever fetches it may use it up. */
export interface FetchedForTest {
  readonly type: 'reserve.fetched-for-test';
  readonly reason: string;
}

/** What a cabinet tells a bottle. */
export type SlotAnswer = SlotGiven | SlotRefused | SlotEmptied | SlotContradicted;

export type StorageEvent =
  | ({ readonly type: 'bottle.put-away' } & PutAway)
  | ({ readonly type: 'bottle.move'; readonly reason: string } & Pick<PutAway, 'cabinet' | 'slot'>)
  | { readonly type: 'bottle.fetch'; readonly reason: string }
  | { readonly type: 'bottle.used-up'; readonly reason: string }
  | SlotAnswer
  | RetainUntil
  | HoldSet
  | HoldLifted
  | FetchedForTest
  | { readonly type: 'quarantine.lifted'; readonly reason: string }
  | ({ readonly type: 'disposal.proposed' } & Pick<DisposalProposal, 'method' | 'reason'>)
  | { readonly type: 'disposal.confirmed' }
  | { readonly type: 'disposal.declined'; readonly reason: string }
  | { readonly type: 'retention.over' };

/** What the parent is told at the end. */
export interface StorageEnded {
  readonly type: 'storage.ended';
  readonly code: BlindCode;
  readonly outcome: 'disposed' | 'used-up';
  readonly at: Instant;
}

/** What a parent sends to a bottle it had stored. */
export const tellStorage = (code: BlindCode, event: RetainUntil | HoldSet | HoldLifted | FetchedForTest) =>
  send(storageProcess(code), event);
