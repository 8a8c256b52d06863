import { processId } from '../kernel/brand.ts';
import type { BlindCode, Instant, ProcessId } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';

/** A place of a cabinet. Slots are numbered from 1. */
export interface Slot {
  readonly cabinet: string;
  readonly slot: number;
}

/** A slot as its bottle has it. */
export interface HeldSlot extends Slot {
  /** Of the claim it was given for: 1, 2, 3 … of the bottle. */
  readonly no: number;
  /** It lies where a machine put it, and only the machine gives it out. */
  readonly machine?: true;
}

/** What lies in a slot. */
export interface SlotTaken extends Omit<HeldSlot, 'cabinet' | 'machine'> {
  readonly code: BlindCode;
  /** The process of the bottle. */
  readonly process: ProcessId;
  readonly since: Instant;
}

/** Who has which slot of a cabinet. */
export interface SlotBook {
  readonly cabinet: string;
  /** How many it has. One that was taken away stays occupied until its bottle leaves it. */
  readonly slots: number;
  /** Of a commanded cabinet also what its machine is asked to put there and has not yet. */
  readonly taken: readonly SlotTaken[];
}

/** A bottle wants a slot; its sender gets it, or hears why not. */
export interface SlotClaim {
  readonly type: 'slot.claim';
  readonly slot: number;
  readonly code: BlindCode;
  readonly no: number;
}
/** A bottle has left the slot it had by its claim `no`; a message that was overtaken by a newer claim frees nothing. */
export interface SlotFreed extends Omit<SlotClaim, 'type'> {
  readonly type: 'slot.freed';
}
/** `label`: as the machine of a commanded cabinet read it in the slot; null where only a person saw it. Absent without a machine. */
export interface SlotGiven extends Slot {
  readonly type: 'slot.given';
  readonly label?: string | null;
}
/** Of a claim, or of what should be given out. `label`: what the machine shows in the slot instead. */
export interface SlotRefused extends Slot {
  readonly type: 'slot.refused';
  readonly refusal: Refusal;
  readonly label?: string;
}

/** A bottle that lies in a commanded cabinet shall come out; its sender hears that it is out, or why not. */
export interface SlotFetch extends Omit<SlotClaim, 'type'> {
  readonly type: 'slot.fetch';
}
export interface SlotEmptied extends Slot {
  readonly type: 'slot.emptied';
}
/** The machine read its slots anew and found this one otherwise than it is recorded; `label` null: empty. */
export interface SlotContradicted extends Slot {
  readonly type: 'slot.contradicted';
  readonly label: string | null;
}

export const cabinetProcess = (cabinet: string): ProcessId => processId(`storage-cabinet/${cabinet}`);

/**
 * Why a bottle cannot lie in a slot: `SLOT_UNKNOWN`, `SLOT_OCCUPIED`, `CODE_STORED_TWICE` (another bottle of the same code lies in this
 * cabinet). A bottle that lies in the cabinet may have another free slot of it.
 */
export function refuseSlot(
  { cabinet, slots, taken }: SlotBook,
  { slot, code }: Pick<SlotClaim, 'slot' | 'code'>,
  process: ProcessId,
): Refusal | undefined {
  if (!Number.isInteger(slot) || slot < 1 || slot > slots)
    return {
      code: 'SLOT_UNKNOWN',
      field: 'slot',
      message: `Cabinet ${cabinet} has no slot ${slot}.`,
      remedy: slots > 0 ? `Name one of 1 to ${slots}.` : 'Name a cabinet of this site, with slots.',
    };
  if (taken.some((each) => each.code === code && each.process !== process))
    return {
      code: 'CODE_STORED_TWICE',
      field: 'code',
      message: `Another bottle with the code ${code} lies in cabinet ${cabinet}.`,
      remedy: 'Read both labels again; one of them is wrong.',
    };
  if (taken.some((each) => each.slot === slot && each.process !== process))
    return {
      code: 'SLOT_OCCUPIED',
      field: 'slot',
      message: `Slot ${slot} of cabinet ${cabinet} is occupied.`,
      remedy: 'Choose a free slot.',
    };
  return undefined;
}
