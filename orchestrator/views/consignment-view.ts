import { toldTogether } from '../../workflows/kernel/finding.ts';
import { gates } from '../../workflows/conformity/release-types.ts';
import { plannedIncrements } from '../../workflows/consignment/cargo.ts';
import { standingDecisions, writeOff } from '../../workflows/consignment/customs-decisions.ts';
import { overtakenDocuments } from '../../workflows/consignment/documents.ts';
import { openHolds } from '../../workflows/consignment/holds.ts';
import { unitsUnderWay } from '../../workflows/consignment/ending.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import { activeUnits, findingsOf, isMissing } from '../../workflows/consignment/unit.ts';
import type { ConsignmentUnit, UnitStage } from '../../workflows/consignment/unit.ts';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { departuresOf } from './departure-view.ts';
import type { ConsignmentUnitView, ConsignmentView, ContainerView } from './model.ts';
import type { ViewPut } from '../storage/ports.ts';
import { collections, newestFirst } from './projection.ts';
import type { ListRow, Projection } from './projection.ts';

/** Consignments with what is outstanding, and the containers of their lineage. */
export const projectConsignment: Projection = (entry) => {
  if (entry.definition !== 'consignment' || !entry.snapshot) return [];
  const context = entry.snapshot.context as ConsignmentContext;
  const view = consignmentView(context, String(entry.snapshot.value), entry.seq);
  return [
    { collection: collections.consignments, key: view.id, index: view.declarationNo, doc: view },
    consignmentRow(view),
    ...departuresOf(view),
    ...context.containers.map((container) => {
      const doc: ContainerView = {
        ...container,
        consignment: context.processId,
        place: placeOf(container.kind, context),
      };
      return { collection: collections.containers, key: container.code, index: context.processId, doc };
    }),
  ];
};

/** As much of a consignment as a list is searched by; in the order of keys the newest is the first. */
export interface ConsignmentRow extends ListRow<ProcessId>, Pick<ConsignmentView, 'kind' | 'status'> {
  /** Number of the declaration, ship and commodity, in small letters. */
  readonly text: string;
  /** Codes. */
  readonly outstanding: readonly string[];
  /** Where the samples of its units are; empty once the consignment is over. */
  readonly samples: readonly SampleOnItsWay[];
}

/** A sample in the stage it reached last. */
export interface SampleOnItsWay {
  readonly stage: UnitStage;
  readonly since: Instant | null;
  readonly isLate: boolean;
}

const over: readonly string[] = ['closed', 'archived', 'ending', 'ended'];
/** Neither closed nor ended. */
export const isUnderWay = (status: string): boolean => !over.includes(status);

/** Under this index are rows of which somebody has still to do something, or will have. */
export const openConsignments = 'open';

export function consignmentRow(view: ConsignmentView): ViewPut {
  const { id, kind, status, declarationNo, vessel, commodity, declaredAt, outstanding, units } = view;
  const key = `${newestFirst(declaredAt)} ${id}`;
  const text = `${declarationNo} ${vessel} ${commodity.zh} ${commodity.en}`.toLowerCase();
  const samples = isUnderWay(status) ? units.flatMap(sampleOf) : [];
  const doc: ConsignmentRow = {
    key,
    id,
    kind,
    status,
    text,
    outstanding: outstanding.map(({ code }) => code),
    samples,
  };
  const isOpen = isUnderWay(status) || outstanding.length > 0;
  return { collection: collections.consignmentRows, key, doc, ...(isOpen && { index: openConsignments }) };
}

/** What was replaced is on no way any more. */
const sampleOf = ({ stage, reached, late, replacedBy }: ConsignmentUnitView): readonly SampleOnItsWay[] =>
  replacedBy === null ? [{ stage, since: reached.at(-1)?.at ?? null, isLate: late !== null }] : [];

function placeOf(kind: string, { order, cargo }: ConsignmentContext): string {
  if (kind === 'lot') return order.transport.vessel;
  return kind === 'gross-sample' || cargo.kind !== 'coal' ? cargo.sampler : cargo.preparationLine;
}

function consignmentView(context: ConsignmentContext, status: string, version: number): ConsignmentView {
  const { order, cargo, units, results, conformity, certificateId, certificate } = context;
  return {
    id: context.processId,
    declarationNo: order.declarationNo,
    status,
    vessel: order.transport.vessel,
    commodity: order.commodity.name,
    declaredMass: order.declaredMass,
    declaredAt: context.declaredAt,
    kind: cargo.kind,
    plan: cargo.plan,
    units: units.map((unit) => unitView(unit, plannedIncrements(cargo, unit))),
    outstanding: outstanding(context, status),
    holds: context.holds,
    measurements: context.measurements,
    siteChecks: context.siteChecks,
    split: context.split,
    reinspection: context.reinspection,
    ended: context.ended,
    results,
    conformity,
    certificateId,
    certificateNo: certificate?.number ?? null,
    certifiedAt: context.certifiedAt,
    withdrawn: context.withdrawn,
    documents: context.documents,
    decisions: keptDecisions(context),
    writeOff: gates.map((gate) => writeOff({ ...context, declaredMass: order.declaredMass }, gate)),
    decodeAuthorisedBy: context.decodeAuthorisedBy.map(({ name, id }) => name ?? id),
    version,
  };
}

function keptDecisions(context: ConsignmentContext): ConsignmentView['decisions'] {
  const standing = standingDecisions(context);
  return context.decisions.map((decision) => {
    const { supersedes = null, correction = false } = decision;
    return { ...decision, supersedes, correction, stands: standing.includes(decision) };
  });
}

const unitView = (unit: ConsignmentUnit, incrementsPlanned: number): ConsignmentUnitView => {
  const {
    no,
    lotNo,
    label,
    quantity,
    origin,
    replacedBy,
    sampler,
    stage,
    reached,
    late,
    samplingCode,
    conformance,
    validity,
    officer,
  } = unit;
  const findings = findingsOf(unit);
  return {
    no,
    ...(lotNo !== undefined && { lotNo }),
    label,
    quantity,
    origin,
    replacedBy,
    sampler,
    incrementsPlanned,
    stage,
    reached,
    late,
    samplingCode,
    conformance,
    validity,
    findings,
    officer,
  };
};

const waitsForOfficer = (unit: ConsignmentUnit) => unit.validity === 'SUSPECT' && !unit.officer;

type Outstanding = ConsignmentView['outstanding'];

/** What a person must do next; the plant's own work is not listed. */
function outstanding(context: ConsignmentContext, status: string): Outstanding {
  return [...held(context), ...overtaken(context), ...doubtful(context, status), ...next(context, status)];
}

const held = (context: ConsignmentContext): Outstanding =>
  openHolds(context).map(({ no, remark, stopsDischarge }) => ({
    code: stopsDischarge ? 'STOP_DISCHARGE' : 'SETTLE_FINDING',
    zh: `${stopsDischarge ? '立即停止卸货；' : ''}检疫发现第${no}项（${remark}），全部暂停，须由主管人员处置`,
    en: `${stopsDischarge ? 'Stop the discharge at once. ' : ''}Finding ${no} of quarantine (${remark}): all is held until an officer settles it.`,
  }));

const overtaken = (context: ConsignmentContext): Outstanding =>
  overtakenDocuments(context).map(({ kind, number }) => ({
    code: 'WITHDRAW_DOCUMENT',
    zh: `已签发的${kind.title.zh}（${number}）所依据的结果已改变，须撤销或以新的证书替代`,
    en: `The results that ${kind.title.en} ${number} rests on have changed: withdraw it or put another in its place.`,
  }));

/** Once its certificate is prepared, nothing of a sample is decided any more. */
function doubtful(context: ConsignmentContext, status: string): Outstanding {
  if (!['working', 'decoding'].includes(status)) return [];
  const units = activeUnits(context.units);
  return [
    ...units.filter(waitsForOfficer).map((unit) => ({
      code: 'DECIDE_VALIDITY',
      zh: `${unit.label.zh}样品存疑，须由主管人员决定：${toldTogether(findingsOf(unit)).zh}`,
      en: `The sample of ${unit.label.en} is suspect; an officer decides: ${toldTogether(findingsOf(unit)).en}.`,
    })),
    ...units.filter(isMissing).map(({ label }) => ({
      code: 'SAMPLE_AGAIN',
      zh: `${label.zh}样品无效，须由主管人员安排重新采样`,
      en: `The sample of ${label.en} is lost or rejected; an officer orders another.`,
    })),
  ];
}

function next(context: ConsignmentContext, status: string): Outstanding {
  switch (status) {
    case 'decoding':
      return [
        { code: 'AUTHORISE_DECODING', zh: '须两人授权解码', en: 'Two persons authorise the decoding.' },
      ];
    case 'assessed':
      return context.notIssued
        ? [
            {
              code: 'PREPARE_CERTIFICATE',
              zh: `证书未签发（${context.notIssued}），须重新拟制`,
              en: `The certificate was not issued (${context.notIssued}); prepare it again.`,
            },
          ]
        : [{ code: 'PREPARE_CERTIFICATE', zh: '须拟制证书', en: 'Prepare the certificate.' }];
    case 'certifying':
      return [
        {
          code: 'REVIEW_AND_APPROVE',
          zh: '证书待审核、批准',
          en: 'The certificate awaits review and approval.',
        },
      ];
    case 'certified':
      return [{ code: 'CUSTOMS_DECIDES', zh: '待海关处置决定', en: 'Customs decides.' }];
    case 'ending':
      return unitsUnderWay(context).map(({ label }) => ({
        code: 'END_RUN',
        zh: `${label.zh}的采样或制样仍在进行，须终止`,
        en: `${label.en} is still being sampled or prepared: end it.`,
      }));
    default:
      return [];
  }
}
