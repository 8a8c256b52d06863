import { assign, enqueueActions, setup } from 'xstate';
import type { Instant } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { approved } from './approved.ts';
import { assayProcedureOf, type ProcedureLookup } from './procedure.ts';
import { refuseAssay } from './refusals.ts';
import type { AssayContext, AssayEvent, AssayOrder, EnteredDetermination, ItemUnderTest } from './task.ts';
import type { TestVerdict } from './test-verdict.ts';

export type { AssayApproved, AssayContext, AssayOrder } from './task.ts';

const nothingYet: TestVerdict = { kind: 'need-more', have: 0, reason: 'first' };

/** Everything entered so far counts no more; it stays on the record. */
const anew = (item: ItemUnderTest, entered: readonly EnteredDetermination[]): ItemUnderTest => ({
  ...item,
  round: item.round + 1,
  determinations: [],
  discarded: [...item.discarded, ...entered],
  verdict: nothingYet,
});

/** Whether a review may accept an item: judged and accepted, observed, or named by the reviewer where nothing can judge it. */
const acceptable = ({ item, verdict }: ItemUnderTest, withoutPrecision: readonly string[] = []): boolean =>
  verdict.kind === 'accepted' ||
  verdict.kind === 'observed' ||
  (verdict.kind === 'precision-not-known' && withoutPrecision.includes(item));

/**
 * Tests one bottle under its blind code: entries until the rule of each item has a verdict or leaves it to the reviewer, then a
 * review by somebody who entered none of them.
 */
export function assayDefinition(proceduresOf: ProcedureLookup): ProcessDefinition {
  const enter = (context: AssayContext, event: Stamped<Extract<AssayEvent, { type: 'determination.entered' }>>) => {
    const procedure = assayProcedureOf(proceduresOf, context.order, event.item);
    const read = procedure?.read(event.value);
    if (!procedure || !read?.ok) return {};
    const entered: EnteredDetermination = { value: read.value, analyst: event.by.id, at: event.at };
    // The day is that of UTC: editions change at most once in years, and a bottle keeps the one it came in under.
    const on = context.receivedAt.slice(0, 10);
    return {
      items: context.items.map((item) => {
        if (item.item !== event.item) return item;
        const determinations = [...item.determinations, entered];
        const verdict = procedure.judge(determinations.map(({ value }) => value), on);
        // All discarded: check the instrument and begin a new round.
        return verdict.kind === 'discard-all' ? anew(item, determinations) : { ...item, determinations, verdict };
      }),
    };
  };

  const machine = setup({
    types: {
      context: {} as AssayContext,
      events: {} as Stamped<AssayEvent>,
      input: {} as { readonly order: AssayOrder; readonly startedAt: Instant },
    },
    actions: {
      ...effectActions,
      tellParent: enqueueActions(({ context, enqueue }) => {
        const { parent, alsoTell } = context.order;
        const told = approved(proceduresOf, context);
        enqueue(send(parent, told));
        if (alsoTell !== undefined) enqueue(send(alsoTell, told));
      }),
    },
  }).createMachine({
    id: 'assay',
    context: ({ input }) => ({
      order: input.order,
      receivedAt: input.startedAt,
      items: input.order.items.map(({ item, basis = null }) => {
        return { item, basis, round: 1, determinations: [], discarded: [], verdict: nothingYet };
      }),
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
            guard: ({ context, event }) => context.items.every((item) => acceptable(item, event.withoutPrecision)),
            target: 'approved', actions: assign(({ event }) => ({ reviewer: event.by.id })),
          },
          'review.returned': {
            target: 'testing',
            actions: assign(({ context, event }) => ({
              returns: [...context.returns, { by: event.by.id, reason: event.reason, at: event.at }],
              items: context.items.map((item) => (event.items.includes(item.item) ? anew(item, item.determinations) : item)),
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
    refuse: (snapshot, event) =>
      refuseAssay(proceduresOf, snapshot.context as AssayContext, String(snapshot.value), event as Stamped<AssayEvent>),
  };
}
