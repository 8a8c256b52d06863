import { assign, enqueueActions, setup } from 'xstate';
import { certificateDraft } from '../certificate/draft.ts';
import type { Instant, ProcessId } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition, Stamped } from '../kernel/process.ts';
import { untilOver } from '../quality-control/reinspection.ts';
import { amend } from './amendment.ts';
import { overtakeDocuments } from './documents.ts';
import { isUseDecided, noteDecision } from './customs-decisions.ts';
import { unitsUnderWay } from './ending.ts';
import type { ConsignmentEvent } from './events.ts';
import { isHeld } from './holds.ts';
import { react } from './react.ts';
import type { ConsignmentContext } from './record.ts';
import { decoders, refuseConsignment } from './refusals.ts';
import { stageTimers } from './stage-times.ts';
import { tradeOf } from './trades.ts';
import type { PackShelf } from './trades.ts';
import type { Cargo, ConsignmentOrder } from './types.ts';
import { activeUnits, counts } from './unit.ts';

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
  wanted: [],
  containers: [],
  holds: [],
  measurements: [],
  siteChecks: [],
  split: null,
  decodeAuthorisedBy: [],
  results: null,
  observations: [],
  conformity: null,
  certificatesBegun: 0,
  certificateId: null,
  certificate: null,
  predecessor: null,
  withdrawn: [],
  documents: [],
  notIssued: null,
  certifiedAt: null,
  decisions: [],
  decisionsBefore: 0,
  reinspection: null,
  ended: null,
});

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
        const { units } = { ...context, ...changed };
        for (const { id, delay, ...late } of stageTimers(
          context.units,
          units,
          context.order.site.stageTimes,
        )) {
          const { at, by, inputId } = event;
          if (delay === null) enqueue.cancel(id);
          else enqueue.raise({ type: 'stage.late', ...late, at, by, inputId }, { id, delay });
        }
      }),
      assess: assign(({ context }) => {
        const assessed = tradeOf(context, packs).assess(activeUnits(context.units));
        if (!assessed.ok) throw new Error(`${assessed.refusal.code}: ${assessed.refusal.message}`);
        return assessed.value;
      }),
      /** A doubt came after all was tested: what was decoded and assessed is not what will be. */
      takeBack: assign({ decodeAuthorisedBy: [], results: null, observations: [], conformity: null }),
      /** What was found or judged changed: drafts that were made of it are not to be signed. */
      outdateDocuments: enqueueActions(({ context, event, enqueue }) => {
        const { changed, wishes } = overtakeDocuments(context, event.at);
        enqueue.assign(changed);
        for (const wish of wishes) enqueue(wish);
      }),
      beginCertificate: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'certificate.prepare') return;
        const amended = amend(context, event.amends);
        const { order, predecessor } = amended;
        const begun = context.certificatesBegun + 1;
        const certificateId = `certificate/${order.declarationNo}.${order.goodsItem}.${begun}` as ProcessId;
        const { numberPattern, timeZone } = order.site;
        const input = {
          consignment: context.processId,
          draft: certificateDraft(amended, tradeOf(context, packs), event.lineageDigest),
          draftDigest: event.draftDigest,
          preparedBy: event.by,
          numberPattern,
          timeZone,
          predecessor: predecessor?.process ?? null,
        };
        enqueue.assign({ order, predecessor, certificatesBegun: begun, certificateId, notIssued: null });
        enqueue({
          type: 'process.start',
          params: { definition: 'certificate', process: certificateId, input },
        });
      }),
    },
    guards: {
      allTested: ({ context }) =>
        !isHeld(context) &&
        context.wanted.length === 0 &&
        activeUnits(context.units).length > 0 &&
        activeUnits(context.units).every((unit) => unit.stage === 'tested' && counts(unit)),
      enoughAuthorised: ({ context }) =>
        new Set(context.decodeAuthorisedBy.map(({ id }) => id)).size >= decoders,
      useDecided: ({ context }) => isUseDecided(context),
      useOpenAgain: ({ context }) => !isUseDecided(context),
      /** What is withdrawn is the certificate that stands, not one that another has replaced. */
      standsNoMore: ({ context, event }) =>
        event.type === 'certificate.withdrawn' && event.number === context.certificate?.number,
      isWithdrawn: ({ context }) => context.certificate === null && context.withdrawn.length > 0,
      stillStands: ({ context }) => context.certificate !== null,
      hasEnded: ({ context }) => context.ended !== null,
      isDoubted: ({ context }) => !activeUnits(context.units).every(counts),
      nothingUnderWay: ({ context }) => unitsUnderWay(context).length === 0,
    },
    delays: {
      untilResultStands: ({ context, event }) => {
        const { reinspection, timeZone } = context.order.site;
        return untilOver(context.certifiedAt ?? event.at, reinspection.requestWithinDays, timeZone, event.at);
      },
    },
  }).createMachine({
    id: 'consignment',
    context: ({ input }) => newConsignment(input),
    initial: 'planned',
    on: {
      'customs.decided': {
        actions: assign(({ context, event }) => noteDecision(context, event)),
      },
      'quantity.measured': { actions: 'react' },
      'site.checked': { actions: 'react' },
      // What its processes tell is recorded in every state.
      'setup.finished': { actions: 'react' },
      'sampling.finished': { actions: 'react' },
      'preparation.finished': { actions: 'react' },
      'handling.finished': { actions: 'react' },
      'assay.approved': { actions: 'react' },
      'custody.broken': { actions: 'react' },
      'laboratories.compared': { actions: 'react' },
      'portion.taken': { actions: 'react' },
      'certificate.withdrawn': { actions: 'react' },
      'document.issued': { actions: 'react' },
      'document.not-issued': { actions: 'react' },
      'document.withdrawn': { actions: 'react' },
      // What can be prepared depends on what is known, not on the state: see the refusals.
      'document.prepare': { actions: 'react' },
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
        on: { 'codes.drawn': { target: 'working', actions: 'react' } },
      },
      /** Units are sampled one after the other at each sampler, while those before are prepared and tested. */
      working: {
        always: [
          { guard: 'hasEnded', target: 'ending' },
          { guard: 'allTested', target: 'decoding' },
        ],
        on: {
          'codes.drawn': { actions: 'react' },
          'stage.late': { actions: 'react' },
          'quarantine.found': { actions: 'react' },
          'quarantine.settled': { actions: 'react' },
          'unit.divide': { actions: 'react' },
          'validity.decided': { actions: 'react' },
          'resampling.ordered': { actions: 'react' },
          'split.declared': { actions: 'react' },
          'inspection.ended': { actions: 'react' },
        },
      },
      /** All results are approved under their codes; two persons together reveal whose they are. */
      decoding: {
        always: [
          { guard: 'hasEnded', target: 'ending' },
          { guard: 'isDoubted', target: 'working', actions: ['takeBack', 'outdateDocuments'] },
          { guard: 'enoughAuthorised', target: 'assessed', actions: 'assess' },
        ],
        on: {
          'decode.authorised': {
            actions: assign(({ context, event }) => ({
              decodeAuthorisedBy: [...context.decodeAuthorisedBy, event.by],
            })),
          },
          'quarantine.found': { actions: 'react' },
          'quarantine.settled': { actions: 'react' },
          'inspection.ended': { actions: 'react' },
        },
      },
      assessed: {
        always: [
          { guard: 'hasEnded', target: 'ending' },
          { guard: 'isDoubted', target: 'working', actions: ['takeBack', 'outdateDocuments'] },
        ],
        on: {
          'certificate.prepare': { target: 'certifying', actions: 'beginCertificate' },
          'quarantine.found': { actions: ['react', 'assess', 'outdateDocuments'] },
          'no-limit.accepted': { actions: ['react', 'assess', 'outdateDocuments'] },
          'quarantine.settled': { actions: 'react' },
          'inspection.ended': { actions: 'react' },
          'reinspection.requested': { guard: 'isWithdrawn', target: 'working', actions: ['react', 'outdateDocuments'] },
        },
      },
      certifying: {
        on: {
          'certificate.issued': { target: 'certified', actions: 'react' },
          'certificate.not-issued': [
            // An amendment that came to nothing leaves the certificate that is out.
            {
              guard: 'stillStands',
              target: 'certified',
              actions: assign(({ context, event }) => ({
                notIssued: event.reason,
                certificateId: context.certificate?.process ?? null,
                predecessor: null,
              })),
            },
            {
              target: 'assessed',
              actions: assign(({ event }) => ({ notIssued: event.reason, certificateId: null })),
            },
          ],
        },
      },
      /** The certificate is out; customs decides at both gates. */
      certified: {
        always: { guard: 'useDecided', target: 'closed' },
        on: {
          'certificate.prepare': { target: 'certifying', actions: 'beginCertificate' },
          'certificate.withdrawn': { guard: 'standsNoMore', target: 'assessed', actions: 'react' },
          'reinspection.requested': { target: 'working', actions: ['react', 'outdateDocuments'] },
        },
      },
      /** Customs has decided. The applicant can dispute the result for a while, and customs can correct itself. */
      closed: {
        always: { guard: 'useOpenAgain', target: 'certified' },
        on: {
          'certificate.prepare': { target: 'certifying', actions: 'beginCertificate' },
          'certificate.withdrawn': { guard: 'standsNoMore', target: 'assessed', actions: 'react' },
          'reinspection.requested': { target: 'working', actions: ['react', 'outdateDocuments'] },
        },
        after: { untilResultStands: 'archived' },
      },
      archived: { type: 'final' },
      /** No certificate will come of it. What still runs is recorded, nothing is begun. */
      ending: {
        always: { guard: 'nothingUnderWay', target: 'ended' },
      },
      ended: { type: 'final' },
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
