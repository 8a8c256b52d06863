import type { Refusal } from '../kernel/refusal.ts';
import { isState } from '../plant-unit/messages.ts';
import type { PlantValue } from '../plant-unit/messages.ts';
import type { CabinetOrder, SlotDifference } from './cabinet-orders.ts';
import type { SlotBook } from './slots.ts';

/** What the unit of a commanded cabinet shows (docs/plant-interface/storage-cabinet.md), and what follows from it. */

type Readings = Readonly<Record<string, PlantValue>>;

const stateTag = (slot: number) => `Act.SlotState[${slot}]`;
const labelTag = (slot: number) => `Act.SlotBarcode[${slot}]`;

/** What is read before an order and after it. */
export const tagsFor = ({ bottle }: CabinetOrder, { slots }: Pick<SlotBook, 'slots'>): readonly string[] =>
  tagsOfSlots(bottle ? [bottle.slot] : Array.from({ length: slots }, (_, index) => index + 1));

export const tagsOfSlots = (slots: readonly number[]): readonly string[] => [
  'Sts.StateCurrent',
  'Act.DoorClosed',
  ...slots.flatMap((slot) => [stateTag(slot), labelTag(slot)]),
];

/** The label in a slot, empty where none could be read; null for an empty slot, undefined where the PLC tells nothing. */
export function labelIn(readings: Readings, slot: number): string | null | undefined {
  const [state, label] = [readings[stateTag(slot)], readings[labelTag(slot)]];
  if (typeof state !== 'number') return undefined;
  if (state === 0) return null;
  return typeof label === 'string' ? label : '';
}

/** What is to be done about an order before it is given. `label`: what lies in the slot instead. */
export type Prospect =
  | { readonly does: 'give' | 'ready' | 'nothing' }
  | { readonly does: 'refuse'; readonly refusal: Refusal; readonly label?: string };

/**
 * `nothing`: it is so already, as after a line has put the bottle there by itself. Refuses `CABINET_UNREADABLE`, `DOOR_OPEN`,
 * `SLOT_OCCUPIED`, `NO_SUCH_SAMPLE`, `CABINET_NOT_READY`.
 */
export function prospectOf(order: CabinetOrder, cabinet: string, readings: Readings): Prospect {
  const { bottle, op } = order;
  const lies = bottle ? labelIn(readings, bottle.slot) : null;
  if (typeof readings['Sts.StateCurrent'] !== 'number' || lies === undefined) return refuse(unreadable(cabinet));
  if (bottle && op === 'store' && lies !== null)
    return lies === bottle.code ? { does: 'nothing' } : refuse(occupied(cabinet, bottle.slot, lies));
  if (bottle && op === 'retrieve' && lies !== bottle.code && lies !== '') {
    const refusal = noSuchSample(cabinet, bottle.slot, bottle.code, lies);
    return lies === null ? refuse(refusal) : { does: 'refuse', refusal, label: lies };
  }
  if (readings['Act.DoorClosed'] === false) return refuse(doorOpen(cabinet));
  if (isState(readings, 'Idle', 'Execute')) return { does: 'give' };
  return isState(readings, 'Stopped', 'Completed') && !order.readied ? { does: 'ready' } : refuse(notReady(cabinet));
}

const refuse = (refusal: Refusal): Prospect => ({ does: 'refuse', refusal });

/** Whether the slot shows what the order was to bring about; of a label that it is another is a finding, no failure. */
export function isAsOrdered({ op, bottle }: CabinetOrder, readings: Readings): boolean {
  if (!bottle) return true;
  const lies = labelIn(readings, bottle.slot);
  return lies !== undefined && (op === 'store') === (lies !== null);
}

/** Slots whose label differs from what is recorded. A label that could not be read, and what the PLC does not tell, is no difference. */
export const differencesIn = (
  { slots, taken }: Pick<SlotBook, 'slots' | 'taken'>,
  readings: Readings,
): readonly SlotDifference[] =>
  Array.from({ length: slots }, (_, index) => index + 1).flatMap((slot) => {
    const recorded = taken.find((each) => each.slot === slot)?.code ?? null;
    const read = labelIn(readings, slot);
    const isSame = read === undefined || read === recorded || (read === '' && recorded !== null);
    return isSame ? [] : [{ slot, recorded, read }];
  });

const unreadable = (cabinet: string): Refusal => ({
  code: 'CABINET_UNREADABLE',
  message: `The machine of cabinet ${cabinet} does not tell its state.`,
  remedy: 'Look at the machine; ask again when it tells.',
});
const doorOpen = (cabinet: string): Refusal => ({
  code: 'DOOR_OPEN',
  message: `The door of cabinet ${cabinet} stands open.`,
  remedy: 'Close it, then ask again.',
});
const occupied = (cabinet: string, slot: number, label: string): Refusal => ({
  code: 'SLOT_OCCUPIED',
  field: 'slot',
  message: `Slot ${slot} of cabinet ${cabinet} is occupied, says its machine${label === '' ? '' : `, by ${label}`}.`,
  remedy: 'Choose a free slot, and find out what lies in this one.',
});
const noSuchSample = (cabinet: string, slot: number, code: string, label: string | null): Refusal => ({
  code: 'NO_SUCH_SAMPLE',
  message: `${code} does not lie in slot ${slot} of cabinet ${cabinet}: it is ${label === null ? 'empty' : `occupied by ${label}`}.`,
  remedy: 'Have the cabinet scanned, and look.',
});
const notReady = (cabinet: string): Refusal => ({
  code: 'CABINET_NOT_READY',
  message: `The machine of cabinet ${cabinet} is not in a state in which it works.`,
  remedy: 'See to its fault or to whoever works at it; ask again when it is idle.',
});
