import { assign, enqueueActions, setup } from 'xstate';
import { lotValues } from '../assay/lot-values.ts';
import type { AssayOrder } from '../assay/machine.ts';
import { certificateDraft } from '../certificate/draft.ts';
import type { CoalPreparationOrder } from '../coal-preparation/machine.ts';
import { judgeSampling } from '../coal-sampling/conformance.ts';
import type { CoalSamplingOrder } from '../coal-sampling/machine.ts';
import type { PackLookup } from '../coal-sampling/rule-pack.ts';
import type { CoalSamplingPlan } from '../coal-sampling/types.ts';
import { judgeConformity } from '../conformity/judge.ts';
import type { BlindCode, Instant, ProcessId } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition, Stamped } from '../kernel/process.ts';
import { analysisBottle, bottle, grossSample, lotContainer, moistureBottle, totalMoisture } from './custody.ts';
import { judgePreparation } from './findings.ts';
import { refuseConsignment } from './refusals.ts';
import type { ConsignmentContext, ConsignmentEvent, ConsignmentOrder, ConsignmentUnit } from './types.ts';

interface ConsignmentInput {
  readonly order: ConsignmentOrder;
  readonly plan: CoalSamplingPlan;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
  readonly startedBy: Actor;
}

const change = (units: readonly ConsignmentUnit[], no: number, changed: Partial<ConsignmentUnit>): readonly ConsignmentUnit[] =>
  units.map((unit) => (unit.no === no ? { ...unit, ...changed } : unit));

const unitOf = (context: ConsignmentContext, no: number): ConsignmentUnit => {
  const unit = context.units.find((candidate) => candidate.no === no);
  if (!unit) throw new Error(`there is no sampling unit ${no}`);
  return unit;
};

/** A sample counts when it is valid, or when an officer accepted its doubts with a reason. */
const counts = (unit: ConsignmentUnit) => unit.validity === 'VALID' || (unit.validity === 'SUSPECT' && unit.officer?.decision === 'ACCEPT');
const isLost = (unit: ConsignmentUnit) => unit.stage === 'rejected' || unit.validity === 'INVALID' || unit.officer?.decision === 'REJECT';
const decoders = 2;

function samplingOrder({ processId, order, plan, lotCode }: ConsignmentContext, unit: ConsignmentUnit): CoalSamplingOrder {
  return {
    parent: processId,
    unitNo: unit.no,
    sampler: order.sampler,
    lotId: lotCode ?? unit.samplingCode,
    sampleId: unit.samplingCode,
    basis: plan.basis,
    interval: plan.interval,
    incrementsPlanned: plan.incrementsPerUnit,
    cutterSpeed: order.cutterSpeed,
    unitMass: plan.unitMass,
    massTolerance: order.site.massTolerance,
  };
}

/**
 * One goods item of a declaration, from the inspection order to customs' decision. It plans nothing and measures nothing: it
 * starts the processes that do, gathers what they found, has doubts decided, and holds the lineage together.
 */
export function consignmentDefinition(packOf: PackLookup): ProcessDefinition {
  const assess = (context: ConsignmentContext): Partial<ConsignmentContext> => {
    const pack = packOf(context.plan.pack);
    const units = context.units.map(({ assays }) => ({
      mass: context.plan.unitMass,
      results: assays.flatMap(({ approved }) => approved?.results ?? []),
    }));
    const values = lotValues(units, pack.assay);
    if (!values.ok) throw new Error(`${values.refusal.code}: ${values.refusal.message}`);
    const { commodity, haulDistance } = context.order;
    const conformity = judgeConformity(values.value, pack.conformity, { coalClass: commodity.class, haulDistance, sampleValid: context.units.every(counts) });
    return { results: values.value, conformity };
  };

  const machine = setup({
    types: { context: {} as ConsignmentContext, events: {} as Stamped<ConsignmentEvent>, input: {} as ConsignmentInput },
    actions: {
      ...effectActions,
      /** Units of one lot follow each other over the same belt: the next begins when the one before is sampled. */
      sampleNext: enqueueActions(({ context, enqueue }) => {
        const next = context.units.find(({ stage }) => stage === 'planned');
        if (!next || context.units.some(({ stage }) => stage === 'sampling')) return;
        enqueue.assign({ units: change(context.units, next.no, { stage: 'sampling' }) });
        const process = `coal-sampling/${next.samplingCode}` as ProcessId;
        enqueue({ type: 'process.start', params: { definition: 'coal-sampling', process, input: { order: samplingOrder(context, next) } } });
      }),
      takeSample: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'sampling.finished') return;
        const { taken, missed, incrementMass, keptMass, suspicions, unitNo: no } = event;
        const delivered = { taken, missed, totalIncrementMass: incrementMass, totalKeptMass: keptMass, suspicions };
        const conformance = judgeSampling(context.plan, delivered, packOf(context.plan.pack).sampling);
        const aborted = event.outcome === 'aborted';
        const unit = unitOf(context, no);
        enqueue.assign({
          units: change(context.units, no, { stage: aborted ? 'rejected' : 'sampled', sampled: event, conformance, validity: aborted ? 'INVALID' : conformance.validity }),
          containers: context.lotCode && !aborted ? [...context.containers, grossSample(unit.samplingCode, context.lotCode, event, event.at)] : context.containers,
        });
        if (!aborted && conformance.validity !== 'INVALID') enqueue({ type: 'custody.draw-codes', params: { stage: 'preparation', ref: no, count: 1 } });
      }),
      takeCodes: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'codes.drawn') return;
        const { stage, ref: no, codes } = event;
        if (stage === 'sampling') {
          const [lotCode, ...unitCodes] = codes as readonly [BlindCode, ...BlindCode[]];
          enqueue.assign({
            lotCode,
            containers: [lotContainer(lotCode, context.order.declaredMass, event.at)],
            units: unitCodes.map((samplingCode, index) => plannedUnit(index + 1, samplingCode)),
          });
        } else if (stage === 'preparation') {
          const [code] = codes;
          if (!code) throw new Error('no preparation code was drawn');
          const unit = unitOf(context, no);
          const order: CoalPreparationOrder = {
            parent: context.processId,
            unitNo: no,
            line: context.order.preparationLine,
            sampleId: code,
            containers: unit.sampled?.containers.map(({ position }) => position) ?? [],
          };
          enqueue.assign({ units: change(context.units, no, { stage: 'preparing', preparationCode: code }) });
          const process = `coal-preparation/${code}` as ProcessId;
          enqueue({ type: 'process.start', params: { definition: 'coal-preparation', process, input: { order } } });
        } else {
          const unit = unitOf(context, no);
          const bottles = (unit.prepared?.bottles ?? []).map((packed, index) => ({ packed, code: codes[index] as BlindCode }));
          const items = packOf(context.plan.pack).assay.items;
          const tests = bottles.flatMap(({ packed, code }) => {
            const wanted = items.filter(({ item }) => (packed.type === moistureBottle ? item === totalMoisture : packed.type === analysisBottle && item !== totalMoisture));
            return wanted.length > 0 ? [{ code, items: wanted.map(({ item, basis }) => ({ item, basis })) }] : [];
          });
          enqueue.assign({
            containers: [...context.containers, ...bottles.map(({ packed, code }) => bottle(code, unit.samplingCode, packed))],
            units: change(context.units, no, { stage: 'testing', assays: tests.map(({ code }) => ({ code, approved: null })) }),
          });
          for (const test of tests) {
            const order: AssayOrder = { parent: context.processId, code: test.code, items: test.items, pack: context.plan.pack };
            enqueue({ type: 'process.start', params: { definition: 'assay', process: `assay/${test.code}` as ProcessId, input: { order } } });
          }
        }
      }),
      takePreparation: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'preparation.finished') return;
        if (event.outcome === 'aborted') {
          enqueue.assign({ units: change(context.units, event.unitNo, { stage: 'rejected', prepared: event, validity: 'INVALID' }) });
          return;
        }
        const { massBalance, findings } = judgePreparation(event, packOf(context.plan.pack).preparation);
        const unit = unitOf(context, event.unitNo);
        const validity = findings.length > 0 && unit.validity === 'VALID' ? 'SUSPECT' : unit.validity;
        enqueue.assign({ units: change(context.units, event.unitNo, { stage: 'prepared', prepared: event, massBalance, preparationFindings: findings, validity }) });
        enqueue({ type: 'custody.draw-codes', params: { stage: 'assay', ref: event.unitNo, count: event.bottles.length } });
      }),
      takeAssay: assign(({ context, event }) => {
        if (event.type !== 'assay.approved') return {};
        return {
          units: context.units.map((unit) => {
            if (!unit.assays.some(({ code }) => code === event.code)) return unit;
            const assays = unit.assays.map((assay) => (assay.code === event.code ? { ...assay, approved: event } : assay));
            return { ...unit, assays, stage: assays.every(({ approved }) => approved) ? ('tested' as const) : unit.stage };
          }),
        };
      }),
      beginCertificate: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'certificate.prepare') return;
        const begun = context.certificatesBegun + 1;
        const certificateId = `certificate/${context.order.declarationNo}.${context.order.goodsItem}.${begun}` as ProcessId;
        const { numberPattern, timeZone } = context.order.site;
        const draft = certificateDraft(context, packOf(context.plan.pack), event.lineageDigest);
        const input = { consignment: context.processId, draft, draftDigest: event.draftDigest, preparedBy: event.by, numberPattern, timeZone };
        enqueue.assign({ certificatesBegun: begun, certificateId, notIssued: null });
        enqueue({ type: 'process.start', params: { definition: 'certificate', process: certificateId, input } });
      }),
    },
    guards: {
      allTested: ({ context }) => context.units.length > 0 && context.units.every((unit) => unit.stage === 'tested' && counts(unit)),
      sampleLost: ({ context }) => context.units.some(isLost),
      twoAuthorised: ({ context }) => context.decodeAuthorisedBy.length >= decoders,
      useDecided: ({ context }) => context.decisions.some(({ gate }) => gate === 'use'),
    },
  }).createMachine({
    id: 'consignment',
    context: ({ input: { processId, order, plan, startedAt, startedBy } }) => ({
      processId,
      order,
      plan,
      declaredAt: startedAt,
      declaredBy: startedBy,
      lotCode: null,
      units: [],
      containers: [],
      decodeAuthorisedBy: [],
      results: null,
      conformity: null,
      certificatesBegun: 0,
      certificateId: null,
      certificateNo: null,
      notIssued: null,
      decisions: [],
    }),
    initial: 'planned',
    on: {
      'customs.decided': {
        actions: assign(({ context, event }) => {
          const { id, goodsItem, gate, outcome, officer, quantity, remark, at } = event;
          return { decisions: [...context.decisions, { id, goodsItem, gate, outcome, officer, quantity, remark, at }] };
        }),
      },
    },
    states: {
      /** The plan is made; the units' codes are drawn. */
      planned: {
        entry: { type: 'custody.draw-codes', params: ({ context }) => ({ stage: 'sampling', ref: 0, count: context.plan.units + 1 }) },
        on: { 'codes.drawn': { target: 'working', actions: ['takeCodes', 'sampleNext'] } },
      },
      /** Units are sampled one after the other, while those before are prepared and tested. */
      working: {
        always: [
          { guard: 'sampleLost', target: 'resampling-needed' },
          { guard: 'allTested', target: 'decoding' },
        ],
        on: {
          'sampling.finished': { actions: ['takeSample', 'sampleNext'] },
          'codes.drawn': { actions: 'takeCodes' },
          'preparation.finished': { actions: 'takePreparation' },
          'assay.approved': { actions: 'takeAssay' },
          'validity.decided': {
            actions: assign(({ context, event }) => {
              const { decision, reason, by, at, unitNo } = event;
              return { units: change(context.units, unitNo, { officer: { decision, reason, by: by.name ?? by.id, at } }) };
            }),
          },
        },
      },
      /** All results are approved under their codes; two persons together reveal whose they are. */
      decoding: {
        always: { guard: 'twoAuthorised', target: 'assessed', actions: assign(({ context }) => assess(context)) },
        on: { 'decode.authorised': { actions: assign(({ context, event }) => ({ decodeAuthorisedBy: [...context.decodeAuthorisedBy, event.by] })) } },
      },
      assessed: { on: { 'certificate.prepare': { target: 'certifying', actions: 'beginCertificate' } } },
      certifying: {
        on: {
          'certificate.issued': { target: 'certified', actions: assign(({ event }) => ({ certificateNo: event.number })) },
          'certificate.not-issued': { target: 'assessed', actions: assign(({ event }) => ({ notIssued: event.reason, certificateId: null })) },
        },
      },
      /** The certificate is out; customs decides at both gates. */
      certified: { always: { guard: 'useDecided', target: 'closed' } },
      closed: { type: 'final' },
      /** A sample was lost or rejected: no certificate comes of this process. What still runs is recorded, nothing follows from it. */
      'resampling-needed': {
        on: {
          'sampling.finished': { actions: 'takeSample' },
          'preparation.finished': { actions: 'takePreparation' },
          'assay.approved': { actions: 'takeAssay' },
        },
      },
    },
  });
  return {
    id: 'consignment',
    version: 1,
    machine,
    refuse: (snapshot, event) => refuseConsignment(packOf, snapshot.context as ConsignmentContext, snapshot.value as string, event as Stamped<ConsignmentEvent>),
  };
}

const plannedUnit = (no: number, samplingCode: BlindCode): ConsignmentUnit => ({
  no,
  stage: 'planned',
  samplingCode,
  preparationCode: null,
  sampled: null,
  conformance: null,
  prepared: null,
  massBalance: null,
  preparationFindings: [],
  assays: [],
  validity: null,
  officer: null,
});
