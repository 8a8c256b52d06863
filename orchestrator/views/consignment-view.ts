import { gates } from '../../workflows/conformity/release-types.ts';
import { plannedIncrements } from '../../workflows/consignment/cargo.ts';
import { standingDecisions, writeOff } from '../../workflows/consignment/customs-decisions.ts';
import { openHolds } from '../../workflows/consignment/holds.ts';
import { unitsUnderWay } from '../../workflows/consignment/ending.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import { activeUnits, findingsOf, isMissing } from '../../workflows/consignment/unit.ts';
import type { ConsignmentUnit } from '../../workflows/consignment/unit.ts';
import type { ConsignmentUnitView, ConsignmentView, ContainerView } from './model.ts';
import type { ViewPut } from '../storage/ports.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projection } from './projection.ts';

/** Consignments with what is outstanding, and the containers of their lineage. */
export const projectConsignment: Projection = (entry) => {
  if (entry.definition !== 'consignment' || !entry.snapshot) return [];
  const context = entry.snapshot.context as ConsignmentContext;
  const view = consignmentView(context, String(entry.snapshot.value), entry.seq);
  return [
    { collection: collections.consignments, key: view.id, index: view.declarationNo, doc: view },
    consignmentRow(view),
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

/** As much of a consignment as a list is searched by. */
export interface ConsignmentRow extends Pick<ConsignmentView, 'id' | 'kind' | 'status'> {
  /** In its order the newest is the first. */
  readonly key: string;
  /** Number of the declaration, ship and commodity, in small letters. */
  readonly text: string;
  /** Codes. */
  readonly outstanding: readonly string[];
}

/** Latest instant that ECMAScript knows, ms: what is declared later has the smaller key. */
const endOfTime = 8.64e15;

export function consignmentRow({ id, kind, status, declarationNo, vessel, commodity, declaredAt, outstanding }: ConsignmentView): ViewPut {
  const key = `${orderedKey(endOfTime - Date.parse(declaredAt))} ${id}`;
  const text = `${declarationNo} ${vessel} ${commodity.zh} ${commodity.en}`.toLowerCase();
  const doc: ConsignmentRow = { key, id, kind, status, text, outstanding: outstanding.map(({ code }) => code) };
  return { collection: collections.consignmentRows, key, doc };
}

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
  return [...held(context), ...doubtful(context, status), ...next(context, status)];
}

const held = (context: ConsignmentContext): Outstanding =>
  openHolds(context).map(({ finding, remark, stopsDischarge }) => ({
    code: stopsDischarge ? 'STOP_DISCHARGE' : 'SETTLE_FINDING',
    zh: `${stopsDischarge ? '立即停止卸货；' : ''}检疫发现${finding}（${remark}），全部暂停，须由主管人员处置`,
    en: `${stopsDischarge ? 'Stop the discharge at once. ' : ''}Found in quarantine: ${finding} (${remark}); all is held until an officer settles it.`,
  }));

/** Once its certificate is prepared, nothing of a sample is decided any more. */
function doubtful(context: ConsignmentContext, status: string): Outstanding {
  if (!['working', 'decoding'].includes(status)) return [];
  const units = activeUnits(context.units);
  return [
    ...units.filter(waitsForOfficer).map((unit) => ({
      code: 'DECIDE_VALIDITY',
      zh: `${unit.label.zh}样品存疑，须由主管人员决定：${findingsOf(unit)
        .map(({ zh }) => zh)
        .join('；')}`,
      en: `The sample of ${unit.label.en} is suspect; an officer decides: ${findingsOf(unit)
        .map(({ en }) => en)
        .join(' ')}`,
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
