import { assign, enqueueActions, setup } from 'xstate';
import { assayProcess } from '../assay/task.ts';
import type { AssayOrder } from '../assay/task.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { newBlindSample } from './control.ts';
import type { BlindSampleContext, BlindSampleInput } from './control.ts';
import type { BlindSampleEvent, ControlEnded, ControlLabelled, PortionTaken } from './messages.ts';
import type { ControlledItemLookup } from './precision.ts';
import { refuseBlindSample } from './refusals.ts';
import { scoreDuplicate, scoreReference } from './score.ts';

const minute = 60_000;

const ended = (context: BlindSampleContext, outcome: ControlEnded['outcome']) => {
  const { order, labelled } = context;
  const event: ControlEnded = {
    type: 'control.ended',
    code: order.code,
    outcome,
    portionUsed: labelled !== null,
  };
  return send(order.control, event);
};

/** What was taken from a bottle has its place in the lineage of that bottle, whatever became of the control. */
function portionTaken({ order, labelled }: BlindSampleContext) {
  const { content, code, bottle: kind } = order;
  if (content.kind !== 'duplicate' || content.lineage === undefined || !labelled) return null;
  const { portion_kg: mass, seal, at } = labelled;
  const event: PortionTaken = {
    type: 'portion.taken',
    portion: { code, parent: content.of, kind, mass, seal, at },
  };
  return send(content.lineage, event);
}

/**
 * One control that nobody at the bench can tell from an ordinary bottle: a custodian fills and labels it, it goes to the bench
 * together with the next ordinary bottle, is tested and reviewed like any other, and is scored once all it is compared with is
 * approved. Its results go nowhere else.
 */
export function blindSampleDefinition(itemOf: ControlledItemLookup): ProcessDefinition {
  const scoresOf = ({ order, own, original }: BlindSampleContext) => {
    const { content, items, pack, rules } = order;
    if (!own) return [];
    const means = { pack, rules, itemOf };
    if (content.kind === 'reference') {
      const ordered = items.map(({ item }) => item);
      return scoreReference(own, ordered, content.material.values, means);
    }
    return original ? scoreDuplicate(own, original, means) : [];
  };

  const machine = setup({
    types: {
      context: {} as BlindSampleContext,
      events: {} as Stamped<BlindSampleEvent>,
      input: {} as BlindSampleInput,
    },
    actions: {
      ...effectActions,
      label: enqueueActions(({ context: { order }, event, enqueue }) => {
        if (event.type !== 'control.labelled') return;
        const { by, at, portion_kg, seal, rest_kg, restSeal } = event;
        enqueue.assign({ labelled: { by, at, portion_kg, seal, rest_kg, restSeal } });
        const ready: ControlLabelled = { type: 'control.ready', code: order.code };
        enqueue(send(order.control, ready));
      }),
      begin: enqueueActions(({ context, event, enqueue }) => {
        const { code, items, pack } = context.order;
        const order: AssayOrder = { parent: context.processId, code, items, pack };
        enqueue.assign({ benchAt: event.at });
        enqueue({
          type: 'process.start',
          params: { definition: 'assay', process: assayProcess(code), input: { order } },
        });
      }),
      noteOriginal: assign(({ context, event }) =>
        event.type === 'original.approved' ? { original: context.original ?? event.approved } : {},
      ),
      noteOwn: assign(({ context, event }) => {
        if (event.type !== 'assay.approved') return {};
        const { at: _at, by: _by, inputId: _inputId, ...own } = event;
        return { own: context.own ?? own };
      }),
      score: enqueueActions(({ context, event, enqueue }) => {
        enqueue.assign({ scores: scoresOf(context), endedAt: event.at });
        enqueue(ended(context, 'scored'));
        const taken = portionTaken(context);
        if (taken) enqueue(taken);
      }),
      giveUp: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'control.given-up') return;
        const { by, at, reason } = event;
        enqueue.assign({ givenUp: { by, at, reason }, endedAt: at });
        enqueue(ended(context, 'given-up'));
        const taken = portionTaken(context);
        if (taken) enqueue(taken);
      }),
    },
    guards: {
      /** Facts are not refused by the engine, so the machine asks itself. */
      isAllowed: ({ context, event }) => refuseBlindSample(context, event) === undefined,
      isOurs: ({ context: { order }, event }) => event.type === 'assay.approved' && event.code === order.code,
      isOfOriginal: ({ context: { order }, event }) =>
        event.type === 'original.approved' &&
        order.content.kind === 'duplicate' &&
        event.approved.code === order.content.of,
      isComplete: ({ context: { order, own, original } }) =>
        own !== null && (order.content.kind === 'reference' || original !== null),
    },
    delays: { longestWait: ({ context }) => context.order.longestWait_min * minute },
  }).createMachine({
    id: 'blind-sample',
    context: ({ input }) => newBlindSample(input),
    initial: 'toLabel',
    on: {
      'original.approved': { guard: 'isOfOriginal', actions: 'noteOriginal' },
      'control.given-up': { guard: 'isAllowed', target: '.givenUp', actions: 'giveUp' },
    },
    states: {
      /** A custodian is to fill it and to put its label on. */
      toLabel: {
        on: { 'control.labelled': { guard: 'isAllowed', target: 'waiting', actions: 'label' } },
      },
      /** An ordinary bottle is awaited, so that it does not come to the bench by itself. */
      waiting: { on: { 'control.release': 'testing' }, after: { longestWait: 'testing' } },
      testing: {
        entry: 'begin',
        on: { 'assay.approved': { guard: 'isOurs', actions: 'noteOwn' } },
        always: { guard: 'isComplete', target: 'scored' },
      },
      scored: { type: 'final', entry: 'score' },
      givenUp: { type: 'final' },
    },
  });

  return {
    id: 'blind-sample',
    version: 1,
    machine,
    refuse: (snapshot, event) =>
      refuseBlindSample(snapshot.context as BlindSampleContext, event as Stamped<BlindSampleEvent>),
  };
}
