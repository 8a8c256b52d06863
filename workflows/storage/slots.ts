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
}

/** What lies in a slot. */
export interface SlotTaken extends Omit<HeldSlot, 'cabinet'> {
  readonly code: BlindCode;
  /** The process of the bottle. */
  readonly process: ProcessId;
  readonly since: Instant;
}

export interface CabinetContext {
  readonly cabinet: string;
  /** How many it has. One that was taken away stays occupied until its bottle leaves it. */
  readonly slots: number;
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
export interface SlotGiven extends Slot {
  readonly type: 'slot.given';
}
export interface SlotRefused extends Slot {
  readonly type: 'slot.refused';
  readonly refusal: Refusal;
}

export const cabinetProcess = (cabinet: string): ProcessId => processId(`storage-cabinet/${cabinet}`);

/**
 * Why a bottle cannot lie in a slot: `SLOT_UNKNOWN`, `SLOT_OCCUPIED`, `CODE_STORED_TWICE` (another bottle of the same code lies in this
 * cabinet). A bottle that lies in the cabinet may have another free slot of it.
 */
export function refuseSlot(
  { cabinet, slots, taken }: CabinetContext,
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
