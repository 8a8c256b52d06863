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
}

/**
 * Ends of a command after which the bottle may be anywhere between hatch and slot: it was accepted and broke off
 * (docs/plant-interface.md, DoneResult 2 to 4). After any other failure nothing has moved.
 */
export const brokeOffMidway: readonly string[] = ['FAULT', 'ABORTED', 'TIMED_OUT'];
