import { send } from '../kernel/effects.ts';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { PlantValue } from '../plant-unit/messages.ts';
import type { CabinetContext, CabinetOrder } from './cabinet-orders.ts';
import { differencesIn, labelIn } from './cabinet-unit.ts';
import type { SlotContradicted, SlotEmptied, SlotGiven, SlotRefused } from './slots.ts';

/** How an order ends: what the cabinet knows then, and what its bottles are told. */
interface Ended {
  readonly context: Partial<CabinetContext>;
  readonly messages: readonly ReturnType<typeof send>[];
}

type When = Pick<Stamped<{ readonly type: string }>, 'at'>;

/** It was carried out. `readings`: as the machine shows it; null where only a person saw it. */
export function carriedOut(
  context: CabinetContext,
  order: CabinetOrder,
  { at }: When,
  readings: Readonly<Record<string, PlantValue>> | null,
): Ended {
  const { cabinet, taken } = context;
  const orders = context.orders.slice(1);
  const { bottle, by } = order;
  if (!bottle) {
    // What other orders are about is on its way.
    const moving = orders.map((each) => each.bottle?.slot);
    const differences = differencesIn(context, readings ?? {}).filter(({ slot }) => !moving.includes(slot));
    const messages = differences.flatMap(({ slot, read }) => {
      const holder = taken.find((each) => each.slot === slot);
      const event: SlotContradicted = { type: 'slot.contradicted', cabinet, slot, label: read };
      return holder ? [send(holder.process, event)] : [];
    });
    return { context: { orders, lastScan: { at, by, refusal: null, differences } }, messages };
  }
  const { slot, process, no } = bottle;
  if (order.op === 'retrieve') {
    const event: SlotEmptied = { type: 'slot.emptied', cabinet, slot };
    return { context: { orders, taken: taken.filter((each) => !isOf(each, bottle)) }, messages: [send(process, event)] };
  }
  const label = readings && (labelIn(readings, slot) ?? null);
  // A label that cannot be read is told by nobody: it contradicts nothing.
  const event: SlotGiven = { type: 'slot.given', cabinet, slot, label: label === '' ? null : label };
  // It came from another slot of this cabinet, which people filled before it had a machine.
  const kept = taken.filter((each) => each.process !== process || each.no === no);
  return { context: { orders, taken: kept }, messages: [send(process, event)] };
}

/** It was not carried out, and why. */
export function notCarriedOut(
  { cabinet, taken, ...context }: CabinetContext,
  { op, bottle, by }: CabinetOrder,
  { at }: When,
  refusal: Refusal,
  label?: string,
): Ended {
  const orders = context.orders.slice(1);
  if (!bottle) return { context: { orders, lastScan: { at, by, refusal, differences: [] } }, messages: [] };
  const event: SlotRefused = { type: 'slot.refused', cabinet, slot: bottle.slot, refusal, ...(label !== undefined && { label }) };
  const kept = op === 'store' ? taken.filter((each) => !isOf(each, bottle)) : taken;
  return { context: { orders, taken: kept }, messages: [send(bottle.process, event)] };
}

const isOf = (each: { readonly process: string; readonly no: number }, { process, no }: { readonly process: string; readonly no: number }) =>
  each.process === process && each.no === no;
