import type { Instant } from '../kernel/brand.ts';
import { send } from '../kernel/effects.ts';
import type { PlantValue } from '../plant-unit/messages.ts';
import { rememberedContradictions } from './cabinet-orders.ts';
import type { CabinetContext, CabinetOrder, Contradiction, PersonsWord, SettledOrders } from './cabinet-orders.ts';
import { labelIn } from './cabinet-unit.ts';
import type { SlotContradicted } from './slots.ts';

/** What people say of orders while the machine cannot be seen, and what the machine shows of it afterwards. */

export const nothingSettled: SettledOrders = { words: [], contradicted: 0, contradictions: [] };

interface Saying extends Pick<PersonsWord, 'carriedOut' | 'by' | 'second' | 'reason'> {
  readonly at: Instant;
}

/** With a person's word of the order at hand. A scan is of no slot: there is nothing to compare. */
export function withWord(
  { settled = nothingSettled, awaits }: CabinetContext,
  { no, op, bottle }: CabinetOrder,
  { carriedOut, by, second, at, reason }: Saying,
): SettledOrders {
  if (!bottle || op === 'scan') return settled;
  const word: PersonsWord = {
    no, op, bottle, carriedOut, by, second, at, reason,
    machine: awaits === 'order' ? 'awaited' : null,
  }; // prettier-ignore
  // What was said of the slot before is over: it was used again.
  return { ...settled, words: [...settled.words.filter((each) => each.bottle.slot !== bottle.slot), word] };
}

/** With the machine's own account of the command that was on its way. */
export const withAccount = (settled: SettledOrders, machine: PersonsWord['machine']): SettledOrders => ({
  ...settled,
  words: settled.words.map((word) => (word.machine === 'awaited' ? { ...word, machine } : word)),
});

/** What the cabinet knows once its machine is seen again, and what bottles are told whose slots show otherwise. */
export function compared(
  { cabinet, taken, settled = nothingSettled }: CabinetContext,
  readings: Readonly<Record<string, PlantValue>>,
  at: Instant,
): { readonly settled: SettledOrders; readonly messages: readonly ReturnType<typeof send>[] } {
  const found = settled.words.flatMap(({ machine, ...word }): readonly Contradiction[] => {
    const shown = labelIn(readings, word.bottle.slot);
    return contradicts({ ...word, machine }, shown) ? [{ ...word, ...(shown !== undefined && { shown }), seenAt: at }] : [];
  });
  const messages = found.flatMap(({ bottle: { slot, process }, shown }) => {
    const isThere = taken.some((each) => each.slot === slot && each.process === process);
    const event: SlotContradicted = { type: 'slot.contradicted', cabinet, slot, label: shown ?? null };
    return isThere && shown !== undefined ? [send(process, event)] : [];
  });
  return {
    settled: {
      words: [],
      contradicted: settled.contradicted + found.length,
      contradictions: [...settled.contradictions, ...found].slice(-rememberedContradictions),
    },
    messages,
  };
}

/** The slot decides; where it tells nothing, or another label, the machine's account that it was done. */
function contradicts({ op, bottle: { code }, carriedOut, machine }: PersonsWord, shown: string | null | undefined): boolean {
  if (shown === undefined) return !carriedOut && machine === 'done';
  if (op === 'store') return carriedOut ? shown !== code && shown !== '' : shown === code || (shown !== null && machine === 'done');
  return carriedOut ? shown !== null : shown === null;
}

/** Whether the word needs another person's: the machine had the order, and nothing but the word tells where the bottle is now. */
export const needsSecond = (
  order: CabinetOrder | undefined,
  { carriedOut, outOfReach }: { readonly carriedOut: boolean; readonly outOfReach?: true },
): boolean => order?.given === true && order.op !== 'scan' && carriedOut && outOfReach === true;
