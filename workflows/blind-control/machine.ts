import { assign, enqueueActions, setup } from 'xstate';
import type { AssayApproved } from '../assay/task.ts';
import { processId } from '../kernel/brand.ts';
import type { BlindCode, ProcessId } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { counted } from './counts.ts';
import type { GroupCount } from './counts.ts';
import { decide, groupOf } from './draw.ts';
import type { Decision } from './draw.ts';
import type { BlindSampleInput, BlindSampleOrder } from './control.ts';
import type {
  AssayBegun,
  ControlEnded,
  ControlLabelled,
  ControlReleased,
  OriginalApproved,
  TermsSet,
} from './messages.ts';
import { blindSampleProcess } from './terms.ts';
import type { ControlGroup, ControlledCommodity, ControlTerms } from './terms.ts';

/** A control that has not ended. */
interface OpenControl {
  readonly code: BlindCode;
  readonly commodity: ControlledCommodity;
  /** The bottle it is a duplicate of. */
  readonly of: BlindCode | null;
  readonly material: string | null;
  /** Filled and labelled, and not on the bench. */
  readonly ready: boolean;
}

export interface BlindControlContext {
  readonly processId: ProcessId;
  /** Null: nobody has set it up. */
  readonly terms: ControlTerms | null;
  /** How many draws were asked for; names the next one. */
  readonly draws: number;
  /** Bottles on whose draw is waited, with their results where they were approved meanwhile. */
  readonly drawing: readonly {
    readonly ref: number;
    readonly begun: AssayBegun;
    /** The process that gave it to the bench. */
    readonly lineage?: ProcessId;
    readonly approved: AssayApproved | null;
  }[];
  readonly open: readonly OpenControl[];
  /** Portions taken from the stock, by id of material. */
  readonly used: Readonly<Record<string, number>>;
  readonly counts: readonly GroupCount[];
}

type BlindControlEvent =
  | AssayBegun
  | AssayApproved
  | ControlLabelled
  | ControlEnded
  | TermsSet
  | {
      readonly type: 'codes.drawn';
      readonly stage: string;
      readonly ref: number;
      readonly codes: readonly BlindCode[];
    };

/** One code that decides and is never shown, one for a duplicate, one for a reference material. */
const codesOfDraw = 3;

/** The controls a decision puts in, under the codes that were drawn for them. */
function ordersOf(
  control: ProcessId,
  begun: AssayBegun,
  group: ControlGroup,
  { duplicate, reference }: Decision,
  terms: ControlTerms,
  [codeOfDuplicate, codeOfReference]: readonly BlindCode[],
  lineage: ProcessId | undefined,
): readonly BlindSampleOrder[] {
  const { items, pack, commodity, bottle, code: of, mass } = begun;
  const { massTolerancePercent, longestWait_min, rules, pack: rulesPack } = terms;
  const shared = {
    control, group: group.id, commodity, bottle, items, pack, massTolerancePercent, longestWait_min, rules, rulesPack,
  }; // prettier-ignore
  return [
    ...(duplicate && codeOfDuplicate
      ? [{ ...shared, code: codeOfDuplicate, content: { kind: 'duplicate', of, mass, ...(lineage !== undefined && { lineage }) } as const }]
      : []),
    ...(reference && codeOfReference
      ? [
          {
            ...shared,
            code: codeOfReference,
            content: { kind: 'reference', material: materialOf(reference) } as const,
          },
        ]
      : []),
  ];
}

const materialOf = ({ id, name, values }: ControlTerms['materials'][number]) => ({ id, name, values });

const openOf = ({ code, commodity, content }: BlindSampleOrder): OpenControl => ({
  code,
  commodity,
  of: content.kind === 'duplicate' ? content.of : null,
  material: content.kind === 'reference' ? content.material.id : null,
  ready: false,
});

const machine = setup({
  types: {
    context: {} as BlindControlContext,
    events: {} as Stamped<BlindControlEvent>,
    input: {} as { readonly terms: ControlTerms | null; readonly processId: ProcessId },
  },
  actions: {
    ...effectActions,
    drawFor: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'assay.begun' || !context.terms) return;
      const { type, code, items, pack, commodity, bottle, mass, by } = event;
      const lineage = by.kind === 'process' ? { lineage: processId(by.id) } : {};
      const begun: AssayBegun = { type, code, items, pack, commodity, bottle, mass };
      if (!groupOf(begun, context.terms.groups)) return;
      const ref = context.draws + 1;
      enqueue.assign({ draws: ref, drawing: [...context.drawing, { ref, begun, ...lineage, approved: null }] });
      enqueue({ type: 'custody.draw-codes', params: { stage: 'assay', ref, count: codesOfDraw } });
    }),
    /** Controls that wait for a bottle like this one go to the bench with it. */
    release: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'assay.begun') return;
      const goes = ({ ready, commodity }: OpenControl) => ready && commodity === event.commodity;
      const released: ControlReleased = { type: 'control.release' };
      for (const { code } of context.open.filter(goes)) enqueue(send(blindSampleProcess(code), released));
      enqueue.assign({ open: context.open.map((one) => (goes(one) ? { ...one, ready: false } : one)) });
    }),
    putIn: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'codes.drawn') return;
      const drawing = context.drawing.find(({ ref }) => ref === event.ref);
      if (!drawing) return;
      enqueue.assign({ drawing: context.drawing.filter(({ ref }) => ref !== event.ref) });
      const { terms, used, counts, processId: control, open } = context;
      const { begun, approved } = drawing;
      const group = terms && groupOf(begun, terms.groups);
      const [secret, ...codes] = event.codes;
      if (!group || !secret) return;
      const decision = decide(begun, group, secret, terms, used, event.at);
      const orders = ordersOf(control, begun, group, decision, terms, codes, drawing.lineage);
      const taken = decision.reference?.id;
      enqueue.assign({
        counts: counted(counts, group.id, decision),
        open: [...open, ...orders.map(openOf)],
        ...(taken !== undefined && { used: { ...used, [taken]: (used[taken] ?? 0) + 1 } }),
      });
      for (const order of orders) {
        const original = order.content.kind === 'duplicate' ? approved : null;
        const input: Pick<BlindSampleInput, 'order' | 'original'> = { order, original };
        const process = blindSampleProcess(order.code);
        enqueue({ type: 'process.start', params: { definition: 'blind-sample', process, input } });
      }
    }),
    handOn: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'assay.approved') return;
      const { at: _at, by: _by, inputId: _inputId, ...approved } = event;
      const told: OriginalApproved = { type: 'original.approved', approved };
      for (const { code } of context.open.filter(({ of }) => of === approved.code))
        enqueue(send(blindSampleProcess(code), told));
      enqueue.assign({
        drawing: context.drawing.map((one) =>
          one.begun.code === approved.code ? { ...one, approved } : one,
        ),
      });
    }),
    noteReady: assign(({ context, event }) =>
      event.type === 'control.ready'
        ? { open: context.open.map((one) => (one.code === event.code ? { ...one, ready: true } : one)) }
        : {},
    ),
    noteEnded: assign(({ context, event }) => {
      if (event.type !== 'control.ended') return {};
      const control = context.open.find(({ code }) => code === event.code);
      const back = event.portionUsed ? null : (control?.material ?? null);
      return {
        open: context.open.filter(({ code }) => code !== event.code),
        ...(back !== null && { used: { ...context.used, [back]: (context.used[back] ?? 1) - 1 } }),
      };
    }),
    setTerms: assign(({ event }) => (event.type === 'control.terms' ? { terms: event.terms } : {})),
  },
  guards: {
    /** Who tells of a control is the control itself. */
    isOfItself: ({ event }) => 'code' in event && event.by.id === blindSampleProcess(event.code),
  },
}).createMachine({
  id: 'blind-control',
  context: ({ input: { terms, processId } }) => ({
    processId,
    terms,
    draws: 0,
    drawing: [],
    open: [],
    used: {},
    counts: [],
  }),
  initial: 'open',
  states: {
    open: {
      on: {
        'assay.begun': { actions: ['drawFor', 'release'] },
        'codes.drawn': { actions: 'putIn' },
        'assay.approved': { actions: 'handOn' },
        'control.ready': { guard: 'isOfItself', actions: 'noteReady' },
        'control.ended': { guard: 'isOfItself', actions: 'noteEnded' },
        'control.terms': { actions: 'setTerms' },
      },
    },
  },
});

/**
 * The blind control of one laboratory: it hears of every bottle that goes to the bench, has a draw decide what is put in beside it,
 * counts shares and stock, and sends what was labelled to the bench together with an ordinary bottle. It remembers only what is open.
 */
export const blindControlDefinition: ProcessDefinition = { id: 'blind-control', version: 1, machine };
