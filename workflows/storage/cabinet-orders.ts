import type { Instant, UnitId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { SlotBook, SlotTaken } from './slots.ts';

/** What the machine of a commanded cabinet is asked to do, one order after the other. */

export interface CabinetOrder {
  /** 1, 2, 3 … of this cabinet. */
  readonly no: number;
  readonly op: 'store' | 'retrieve' | 'scan';
  /** The bottle with its slot; null for a scan, which is of the whole cabinet. */
  readonly bottle: Omit<SlotTaken, 'since'> | null;
  /** The bottle's process, or who wants the scan. */
  readonly by: Actor;
  readonly at: Instant;
  /** The machine was brought into its working state for it. */
  readonly readied: boolean;
  /** Why nobody knows whether it was carried out; null unless a person has to look. */
  readonly problem: OrderProblem | null;
  /** The machine was told; absent while it was not. */
  readonly given?: true;
  /** Who says that it was carried out, until another person confirms it; absent where nobody has. */
  readonly proposal?: OrderProposal | null;
}

export interface OrderProposal {
  readonly by: Actor;
  readonly at: Instant;
  readonly reason: string;
}

export interface OrderProblem {
  /** The PLC's or the driver's (docs/plant-interface.md), or `NOT_AS_ORDERED`. */
  readonly code: string;
  readonly message: string;
}

/** A slot whose label is not the one that is recorded; null: empty. */
export interface SlotDifference {
  readonly slot: number;
  readonly recorded: string | null;
  readonly read: string | null;
}

/** How the newest scan ended. */
export interface CabinetScan {
  readonly at: Instant;
  readonly by: Actor;
  /** Why it was not made; null when it was. */
  readonly refusal: Refusal | null;
  readonly differences: readonly SlotDifference[];
}

export interface CabinetContext extends SlotBook {
  /** The unit of plant that stores and retrieves by command; null for a cabinet that people fill. */
  readonly unit: UnitId | null;
  /** What the machine is asked to do, the first of them now. */
  readonly orders: readonly CabinetOrder[];
  /** The newest order's number. */
  readonly lastOrder: number;
  /** Readings that were asked for and are not there yet; only the last of them counts. */
  readonly looks: number;
  readonly lastScan: CabinetScan | null;
  /** Which command the machine has not answered yet; null or absent where none. */
  readonly awaits?: 'reset' | 'order' | null;
  /** What people said of orders; absent until somebody does. */
  readonly settled?: SettledOrders;
}

/** A person wants all labels read anew. */
export interface CabinetScanAsked {
  readonly type: 'cabinet.scan';
}

/** A person has looked, or has done it by hand, and says what became of an order that the machine does not tell about. */
export interface OrderSettled {
  readonly type: 'order.settled';
  readonly no: number;
  readonly carriedOut: boolean;
  readonly reason: string;
  /** The machine could not be reached when he said so: his word alone tells where the bottle lies. */
  readonly outOfReach?: true;
}

/** Another person confirms that an order was carried out. */
export interface OrderConfirmed {
  readonly type: 'order.confirmed';
  readonly no: number;
}

/** It is not confirmed; who said it withdraws it so, too. */
export interface OrderDeclined {
  readonly type: 'order.declined';
  readonly no: number;
  readonly reason: string;
}

/** What a person said of an order, until the machine can be looked at again. */
export interface PersonsWord {
  readonly no: number;
  readonly op: 'store' | 'retrieve';
  readonly bottle: NonNullable<CabinetOrder['bottle']>;
  readonly carriedOut: boolean;
  readonly by: Actor;
  /** Who confirmed it; null where nobody had to. */
  readonly second: Actor | null;
  readonly at: Instant;
  readonly reason: string;
  /** How the command ended by the machine's own account; null where it was not given, or nobody knows. */
  readonly machine: 'awaited' | 'done' | 'failed' | null;
}

/** The machine shows otherwise than a person said. */
export interface Contradiction extends Omit<PersonsWord, 'machine'> {
  /** The label in the slot, empty where none could be read; null for an empty slot, undefined where the slot tells nothing. */
  readonly shown?: string | null;
  readonly seenAt: Instant;
}

export interface SettledOrders {
  /** Not yet compared with what the machine shows. */
  readonly words: readonly PersonsWord[];
  /** How many were ever contradicted. */
  readonly contradicted: number;
  /** The newest of them. */
  readonly contradictions: readonly Contradiction[];
}

/** Contradictions that are kept for the screen; the journal has all. */
export const rememberedContradictions = 10;

/**
 * Ends of a command after which the bottle may be anywhere between hatch and slot: it was accepted and broke off
 * (docs/plant-interface.md, DoneResult 2 to 4). After any other failure nothing has moved.
 */
export const brokeOffMidway: readonly string[] = ['FAULT', 'ABORTED', 'TIMED_OUT'];
