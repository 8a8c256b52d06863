import { decimalString, type DecimalString } from '../kernel/brand.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { RulePackRef } from '../kernel/source.ts';
import { parseDetermination } from './determination.ts';
import type { AssayOrder } from './task.ts';
import type { MeasuredItem, TestItem } from './test-item.ts';
import type { TestVerdict } from './test-verdict.ts';

/** How one item of a bottle is tested, by the rules of one pack. */
export interface Procedure {
  readonly item: TestItem;
  /** Reads what was typed: the value to keep, or why it cannot be one (field `value`). */
  readonly read: (text: string) => Outcome<string>;
  /** Judges what `read` let pass, in the order of entry. `on`: the day the bottle came in (ISO date), which chooses editions. */
  readonly judge: (values: readonly string[], on: string) => TestVerdict;
}

/** Gives what the pack a bottle was ordered by can test: its usual items and those on request. Throws when the pack is not there. */
export type ProcedureLookup = (ref: RulePackRef) => readonly Procedure[];

/** The procedure of a quantity: numbers within its plausible range, judged as decimals. */
export const measuring = <Item extends TestItem & MeasuredItem>(
  item: Item,
  judge: (item: Item, values: readonly DecimalString[], on: string) => TestVerdict,
): Procedure => ({
  item,
  read: (text) => parseDetermination(item, text),
  judge: (values, on) => judge(item, values.map(decimalString), on),
});

/** The procedure of an item, if the order names it and its pack knows it. */
export const assayProcedureOf = (proceduresOf: ProcedureLookup, order: AssayOrder, item: string): Procedure | undefined =>
  order.items.some((ordered) => ordered.item === item) ? proceduresOf(order.pack).find((known) => known.item.item === item) : undefined;
