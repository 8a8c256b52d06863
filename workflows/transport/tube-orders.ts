import type { BlindCode, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';

/** What a commanded tube is asked to do, one transfer after the other. */

export interface TubeOrder {
  /** 1, 2, 3 … of this tube. */
  readonly no: number;
  readonly carriage: ProcessId;
  readonly code: BlindCode;
  readonly carrier: string;
  /** Names of stations. */
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  /** The unit was brought into its working state for it. */
  readonly readied: boolean;
  /** Departures that the PLC had counted before; null until it was looked at. */
  readonly before: number | null;
  /** The carriage was told that it has left. */
  readonly departed: boolean;
  /** Why nobody knows where the carrier is; null unless a person has to look. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** Where a person has found the carrier. */
export type CarrierFound = 'destination' | 'departure' | 'nowhere';

/** A person has looked, and says where the carrier of a transfer is of which the tube does not tell. */
export interface TransferSettled {
  readonly type: 'transfer.settled';
  readonly no: number;
  readonly found: CarrierFound;
  readonly reason: string;
  /** The tube's PLC could not be reached when he said so. */
  readonly outOfReach?: true;
}

/** What a person said of a transfer, until the PLC can be read again. */
export interface CarrierWord extends Pick<TubeOrder, 'no' | 'code' | 'carrier' | 'from' | 'to' | 'before'> {
  readonly found: CarrierFound;
  readonly by: Actor;
  readonly at: Instant;
  readonly reason: string;
  /** How the transfer ended by the PLC's own account; null where it was not given, or nobody knows. */
  readonly machine: 'awaited' | 'done' | 'failed' | null;
}

/** The PLC tells otherwise than a person said. */
export interface CarrierContradiction extends Omit<CarrierWord, 'machine' | 'before'> {
  /** `Act.CarrierState` and `Act.CarrierPos`; null where it tells nothing of this transfer. */
  readonly shown: { readonly state: number; readonly station: number } | null;
  readonly seenAt: Instant;
}

export interface TubeContext {
  readonly tube: string;
  /** Names, in the order of the PLC's numbers from 1. */
  readonly stations: readonly string[];
  /** The unit of plant that takes commands; null while there is none. */
  readonly unit: UnitId | null;
  /** What it is asked to do, the first of them now. */
  readonly orders: readonly TubeOrder[];
  /** The newest order's number. */
  readonly lastOrder: number;
  /** Readings that were asked for and are not there yet; only the last of them counts. */
  readonly looks: number;
  /** Which command the PLC has not answered yet. */
  readonly awaits: 'reset' | 'send' | null;
  /** What was said of the newest transfer that a person settled, until it was compared. */
  readonly word: CarrierWord | null;
  /** How often people were contradicted. */
  readonly contradicted: number;
  /** The newest of them. */
  readonly contradictions: readonly CarrierContradiction[];
}

/** Contradictions that are kept for the screen; the journal has all. */
export const rememberedContradictions = 10;

/**
 * Ends of a command after which the carrier may be anywhere: it was accepted and broke off (docs/plant-interface.md, DoneResult 2 to
 * 4). After any other failure nothing has moved.
 */
export const brokeOffUnderWay: readonly string[] = ['FAULT', 'ABORTED', 'TIMED_OUT'];
