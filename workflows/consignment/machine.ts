import { assign, enqueueActions, setup } from 'xstate';
import { certificateDraft } from '../certificate/draft.ts';
import type { Instant, ProcessId } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition, Stamped } from '../kernel/process.ts';
import { beginPreparation, takePreparation } from './preparation-stage.ts';
import { counts, isLost, nothing, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import { decoders, refuseConsignment } from './refusals.ts';
import { beginUnits, sampleNext, takeSample } from './sampling-stage.ts';
import { beginTesting, takeAssay } from './testing-stage.ts';
import type { Trade } from './trade.ts';
import { tradeOf } from './trades.ts';
import type { PackShelf } from './trades.ts';
import type { Cargo, ConsignmentContext, ConsignmentEvent, ConsignmentOrder } from './types.ts';

interface ConsignmentInput {
  readonly order: ConsignmentOrder;
  readonly cargo: Cargo;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
  readonly startedBy: Actor;
}

const newConsignment = ({
  processId,
  order,
  cargo,
  startedAt,
  startedBy,
}: ConsignmentInput): ConsignmentContext => ({
  processId,
  order,
  cargo,
  declaredAt: startedAt,
  declaredBy: startedBy,
  lotCode: null,
  units: [],
  containers: [],
  decodeAuthorisedBy: [],
  results: null,
  observations: [],
  conformity: null,
  certificatesBegun: 0,
  certificateId: null,
  certificateNo: null,
  notIssued: null,
  decisions: [],
});

/** What the consignment makes of a message from one of its processes. */
function react(context: ConsignmentContext, event: Stamped<ConsignmentEvent>, trade: Trade): Reaction {
  switch (event.type) {
    case 'codes.drawn':
      if (event.stage === 'sampling') return beginUnits(context, event.codes, event.at, trade);
      return event.stage === 'preparation'
        ? beginPreparation(context, event.ref, event.codes, trade)
        : beginTesting(context, event.ref, event.codes, trade);
    case 'sampling.finished':
      return takeSample(context, event, event.at, trade);
    case 'preparation.finished':
    case 'handling.finished':
      return takePreparation(context, event, trade);
    case 'assay.approved':
      return { changed: takeAssay(context, event), wishes: [] };
    default:
      return nothing;
  }
}

/**
 * One goods item of a declaration, from the inspection order to customs' decision. It plans nothing and measures nothing: it
 * starts the processes that do, gathers what they found, has doubts decided, and holds the lineage together.
 */
export function consignmentDefinition(packs: PackShelf): ProcessDefinition {
  const machine = setup({
    types: {
      context: {} as ConsignmentContext,
      events: {} as Stamped<ConsignmentEvent>,
      input: {} as ConsignmentInput,
    },
    actions: {
      ...effectActions,
      react: enqueueActions(({ context, event, enqueue }) => {
        const { changed, wishes } = react(context, event, tradeOf(context, packs));
        enqueue.assign(changed);
        for (const wish of wishes) enqueue(wish);
      }),
      sampleNext: enqueueActions(({ context, enqueue }) => {
        const { changed, wishes } = sampleNext(context, tradeOf(context, packs));
        enqueue.assign(changed);
        for (const wish of wishes) enqueue(wish);
      }),
      assess: assign(({ context }) => {
        const assessed = tradeOf(context, packs).assess(context.units);
        if (!assessed.ok) throw new Error(`${assessed.refusal.code}: ${assessed.refusal.message}`);
        return assessed.value;
      }),
      beginCertificate: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'certificate.prepare') return;
        const begun = context.certificatesBegun + 1;
        const certificateId =
          `certificate/${context.order.declarationNo}.${context.order.goodsItem}.${begun}` as ProcessId;
        const { numberPattern, timeZone } = context.order.site;
        const draft = certificateDraft(context, tradeOf(context, packs), event.lineageDigest);
        const input = {
          consignment: context.processId,
          draft,
          draftDigest: event.draftDigest,
          preparedBy: event.by,
          numberPattern,
          timeZone,
        };
        enqueue.assign({ certificatesBegun: begun, certificateId, notIssued: null });
        enqueue({
          type: 'process.start',
          params: { definition: 'certificate', process: certificateId, input },
        });
      }),
    },
    guards: {
      allTested: ({ context }) =>
        context.units.length > 0 && context.units.every((unit) => unit.stage === 'tested' && counts(unit)),
      sampleLost: ({ context }) => context.units.some(isLost),
      enoughAuthorised: ({ context }) =>
        new Set(context.decodeAuthorisedBy.map(({ id }) => id)).size >= decoders,
      useDecided: ({ context }) => context.decisions.some(({ gate }) => gate === 'use'),
    },
  }).createMachine({
    id: 'consignment',
    context: ({ input }) => newConsignment(input),
    initial: 'planned',
    on: {
      'customs.decided': {
        actions: assign(({ context, event }) => {
          const { id, goodsItem, gate, outcome, officer, quantity, remark, at } = event;
          return {
            decisions: [
              ...context.decisions,
              { id, goodsItem, gate, outcome, officer, quantity, remark, at },
            ],
          };
        }),
      },
    },
    states: {
      /** The plan is made; the units' codes are drawn. */
      planned: {
        entry: {
          type: 'custody.draw-codes',
          params: ({ context }) => ({
            stage: 'sampling',
            ref: 0,
            count: tradeOf(context, packs).units.length + 1,
          }),
        },
        on: { 'codes.drawn': { target: 'working', actions: ['react', 'sampleNext'] } },
      },
      /** Units are sampled one after the other, while those before are prepared and tested. */
      working: {
        always: [
          { guard: 'sampleLost', target: 'resampling-needed' },
          { guard: 'allTested', target: 'decoding' },
        ],
        on: {
          'sampling.finished': { actions: ['react', 'sampleNext'] },
          'codes.drawn': { actions: 'react' },
          'preparation.finished': { actions: 'react' },
          'handling.finished': { actions: 'react' },
          'assay.approved': { actions: 'react' },
          'validity.decided': {
            actions: assign(({ context, event }) => {
              const { decision, reason, by, at, unitNo } = event;
              return withUnit(context, unitNo, { officer: { decision, reason, by: by.name ?? by.id, at } });
            }),
          },
        },
      },
      /** All results are approved under their codes; two persons together reveal whose they are. */
      decoding: {
        always: { guard: 'enoughAuthorised', target: 'assessed', actions: 'assess' },
        on: {
          'decode.authorised': {
            actions: assign(({ context, event }) => ({
              decodeAuthorisedBy: [...context.decodeAuthorisedBy, event.by],
            })),
          },
        },
      },
      assessed: { on: { 'certificate.prepare': { target: 'certifying', actions: 'beginCertificate' } } },
      certifying: {
        on: {
          'certificate.issued': {
            target: 'certified',
            actions: assign(({ event }) => ({ certificateNo: event.number })),
          },
          'certificate.not-issued': {
            target: 'assessed',
            actions: assign(({ event }) => ({ notIssued: event.reason, certificateId: null })),
          },
        },
      },
      /** The certificate is out; customs decides at both gates. */
      certified: { always: { guard: 'useDecided', target: 'closed' } },
      closed: { type: 'final' },
      /** A sample was lost or rejected: no certificate comes of this process. What still runs is recorded, nothing is started for it. */
      'resampling-needed': {
        on: {
          'sampling.finished': { actions: 'react' },
          'preparation.finished': { actions: 'react' },
          'handling.finished': { actions: 'react' },
          'assay.approved': { actions: 'react' },
        },
      },
    },
  });
  return {
    id: 'consignment',
    version: 1,
    machine,
    refuse: (snapshot, event) =>
      refuseConsignment(
        packs,
        snapshot.context as ConsignmentContext,
        snapshot.value as string,
        event as Stamped<ConsignmentEvent>,
      ),
  };
}
