import { assign, enqueueActions, setup } from 'xstate';
import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { PackLookup } from '../coal-sampling/rule-pack.ts';
import { judgeDeterminations, parseDetermination } from './determination.ts';
import type { AssayItem, AssayResult, DeterminationVerdict } from './types.ts';

/** What one bottle is to be tested for. `parent` is where the result goes; it never leaves the server. */
export interface AssayOrder {
  readonly parent: ProcessId;
  readonly code: BlindCode;
  readonly items: readonly { readonly item: string; readonly basis: string }[];
  readonly pack: RulePackRef;
}

export interface EnteredDetermination {
  readonly value: DecimalString;
  readonly analyst: string;
  readonly at: Instant;
}

export interface ItemUnderTest {
  readonly item: string;
  readonly basis: string;
  /** 1, 2 …: all four were discarded, or the reviewer returned it, that often. */
  readonly round: number;
  readonly determinations: readonly EnteredDetermination[];
  readonly discarded: readonly EnteredDetermination[];
  readonly verdict: DeterminationVerdict;
}

export interface AssayContext {
  readonly order: AssayOrder;
  readonly receivedAt: Instant;
  readonly items: readonly ItemUnderTest[];
  readonly reviewer: string | null;
  readonly returns: readonly { readonly by: string; readonly reason: string; readonly at: Instant }[];
}

export interface AssayApproved {
  readonly type: 'assay.approved';
  readonly code: BlindCode;
  readonly results: readonly AssayResult[];
  readonly analysts: readonly string[];
  readonly reviewer: string;
  readonly testedFrom: Instant;
  readonly testedTo: Instant;
}

export type AssayEvent =
  | { readonly type: 'determination.entered'; readonly item: string; readonly value: string }
  | { readonly type: 'review.accepted' }
  | { readonly type: 'review.returned'; readonly items: readonly string[]; readonly reason: string };

const nothingYet: DeterminationVerdict = { kind: 'need-more', have: 0, reason: 'first' };

/** The items with all words and limits, from the pack the order names. */
export const assayItemOf = (packOf: PackLookup, order: AssayOrder, item: string): AssayItem | undefined =>
  packOf(order.pack).assay.items.find((known) => known.item === item && order.items.some((ordered) => ordered.item === known.item));

/**
 * Tests one bottle under its blind code: determinations until the two-three-four rule accepts each item or leaves it to the
 * reviewer, then a review by somebody who determined none of them.
 */
export function assayDefinition(packOf: PackLookup): ProcessDefinition {
  const enter = (context: AssayContext, event: Stamped<Extract<AssayEvent, { type: 'determination.entered' }>>) => {
    const definition = assayItemOf(packOf, context.order, event.item);
    const parsed = definition && parseDetermination(definition, event.value);
    if (!definition || !parsed?.ok) return {};
    const entered: EnteredDetermination = { value: parsed.value, analyst: event.by.id, at: event.at };
    return {
      items: context.items.map((item) => {
        if (item.item !== event.item) return item;
        const determinations = [...item.determinations, entered];
        const { determination } = packOf(context.order.pack).assay;
        const verdict = judgeDeterminations(definition, determinations.map(({ value }) => value), determination);
        // All four discarded: check the instrument and begin a new round; what was discarded stays on the record.
        return verdict.kind === 'discard-all'
          ? { ...item, round: item.round + 1, determinations: [], discarded: [...item.discarded, ...determinations], verdict: nothingYet }
          : { ...item, determinations, verdict };
      }),
    };
  };

  const machine = setup({
    types: { context: {} as AssayContext, events: {} as Stamped<AssayEvent>, input: {} as { readonly order: AssayOrder; readonly startedAt: Instant } },
    actions: {
      ...effectActions,
      tellParent: enqueueActions(({ context, enqueue }) => {
        enqueue(send(context.order.parent, approved(packOf, context)));
      }),
    },
  }).createMachine({
    id: 'assay',
    context: ({ input }) => ({
      order: input.order,
      receivedAt: input.startedAt,
      items: input.order.items.map(({ item, basis }) => ({ item, basis, round: 1, determinations: [], discarded: [], verdict: nothingYet })),
      reviewer: null,
      returns: [],
    }),
    initial: 'testing',
    states: {
      testing: {
        on: { 'determination.entered': { actions: assign(({ context, event }) => enter(context, event)) } },
        always: { guard: ({ context }) => context.items.every(({ verdict }) => verdict.kind !== 'need-more'), target: 'in-review' },
      },
      'in-review': {
        on: {
          'review.accepted': {
            guard: ({ context }) => context.items.every(({ verdict }) => verdict.kind === 'accepted'),
            target: 'approved', actions: assign(({ event }) => ({ reviewer: event.by.id })),
          },
          'review.returned': {
            target: 'testing',
            actions: assign(({ context, event }) => ({
              returns: [...context.returns, { by: event.by.id, reason: event.reason, at: event.at }],
              items: context.items.map((item) =>
                event.items.includes(item.item)
                  ? { ...item, round: item.round + 1, determinations: [], discarded: [...item.discarded, ...item.determinations], verdict: nothingYet }
                  : item,
              ),
            })),
          },
        },
      },
      approved: { type: 'final', entry: 'tellParent' },
    },
  });
  return {
    id: 'assay',
    version: 1,
    machine,
    refuse: (snapshot, event) => refuse(packOf, snapshot.context as AssayContext, String(snapshot.value), event as Stamped<AssayEvent>),
  };
}

const analystsOf = (context: AssayContext): readonly string[] => [
  ...new Set(context.items.flatMap((item) => [...item.determinations, ...item.discarded]).map(({ analyst }) => analyst)),
];

function approved(packOf: PackLookup, context: AssayContext): AssayApproved {
  const all = context.items.flatMap(({ determinations }) => determinations).sort((a, b) => a.at.localeCompare(b.at));
  return {
    type: 'assay.approved',
    code: context.order.code,
    results: context.items.flatMap((item): AssayResult[] => {
      const definition = assayItemOf(packOf, context.order, item.item);
      if (!definition || item.verdict.kind !== 'accepted') return [];
      const { mean, rounded, used } = item.verdict;
      const determinations = item.determinations.filter((_, index) => used.includes(index)).map(({ value }) => value);
      return [{ item: item.item, basis: definition.basis, unit: definition.unit, method: definition.method, mean, rounded, determinations }];
    }),
    analysts: analystsOf(context),
    reviewer: context.reviewer ?? '',
    testedFrom: all[0]?.at ?? context.receivedAt,
    testedTo: all.at(-1)?.at ?? context.receivedAt,
  };
}

function refuse(packOf: PackLookup, context: AssayContext, state: string, event: Stamped<AssayEvent>): Refusal | undefined {
  switch (event.type) {
    case 'determination.entered': {
      const definition = assayItemOf(packOf, context.order, event.item);
      if (!definition) {
        return { code: 'ITEM_NOT_ORDERED', field: 'item', message: `"${event.item}" is not to be determined on ${context.order.code}.`, remedy: `Choose one of: ${context.order.items.map(({ item }) => item).join(', ')}.` };
      }
      const parsed = parseDetermination(definition, event.value);
      if (!parsed.ok) return parsed.refusal;
      const item = context.items.find((candidate) => candidate.item === event.item);
      if (state !== 'testing' || item?.verdict.kind !== 'need-more') {
        return { code: 'DETERMINATION_NOT_NEEDED', field: 'item', message: `${event.item} needs no further determination now.`, remedy: 'Ask the reviewer to return the item if it must be repeated.' };
      }
      return undefined;
    }
    case 'review.accepted':
      return ownResults(context, event.by) ?? undecided(context);
    case 'review.returned': {
      const unknown = event.items.find((item) => !context.items.some((known) => known.item === item));
      if (unknown !== undefined || event.items.length === 0) {
        return { code: 'ITEM_NOT_ORDERED', field: 'items', message: unknown ? `"${unknown}" is not part of ${context.order.code}.` : 'No item is named.', remedy: 'Name the items to repeat.' };
      }
      return ownResults(context, event.by);
    }
  }
}

/** Where two triples qualify the standard is silent (GB/T 483-2007 6.1): nothing is guessed, the item is determined anew. */
function undecided(context: AssayContext): Refusal | undefined {
  const open = context.items.find(({ verdict }) => verdict.kind === 'reviewer-chooses');
  return open
    ? {
        code: 'TRIPLE_AMBIGUOUS',
        field: 'items',
        message: `Two triples of ${open.item} qualify and give different means; neither is the result.`,
        remedy: `Return ${open.item} to be determined again.`,
      }
    : undefined;
}

function ownResults(context: AssayContext, by: Actor): Refusal | undefined {
  return analystsOf(context).includes(by.id)
    ? { code: 'REVIEWER_SAME_PERSON', message: `${by.name ?? by.id} determined a value of ${context.order.code} and cannot review it.`, remedy: 'Have another reviewer look at it.' }
    : undefined;
}
