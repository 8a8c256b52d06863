import { plannedIncrements } from '../../workflows/consignment/cargo.ts';
import type { ConsignmentContext, ConsignmentUnit } from '../../workflows/consignment/types.ts';
import type { ConsignmentView, ContainerView } from './model.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** Consignments with what is outstanding, and the containers of their lineage. */
export const projectConsignment: Projection = (entry) => {
  if (entry.definition !== 'consignment' || !entry.snapshot) return [];
  const context = entry.snapshot.context as ConsignmentContext;
  const view = consignmentView(context, String(entry.snapshot.value), entry.seq);
  return [
    { collection: collections.consignments, key: view.id, index: view.declarationNo, doc: view },
    ...context.containers.map((container) => {
      const doc: ContainerView = { ...container, consignment: context.processId, place: placeOf(container.kind, context) };
      return { collection: collections.containers, key: container.code, index: context.processId, doc };
    }),
  ];
};

function placeOf(kind: string, { order, cargo }: ConsignmentContext): string {
  if (kind === 'lot') return order.transport.vessel;
  return kind === 'gross-sample' || cargo.kind !== 'coal' ? cargo.sampler : cargo.preparationLine;
}

function consignmentView(context: ConsignmentContext, status: string, version: number): ConsignmentView {
  const { order, cargo, units, results, conformity, certificateId, certificateNo, decisions } = context;
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
    units: units.map((unit) => ({
      no: unit.no,
      label: unit.label,
      incrementsPlanned: plannedIncrements(cargo, unit.no),
      stage: unit.stage,
      samplingCode: unit.samplingCode,
      conformance: unit.conformance,
      validity: unit.validity,
    })),
    outstanding: outstanding(context, status),
    results,
    conformity,
    certificateId,
    certificateNo,
    decisions,
    decodeAuthorisedBy: context.decodeAuthorisedBy.map(({ name, id }) => name ?? id),
    version,
  };
}

const waitsForOfficer = (unit: ConsignmentUnit) => unit.validity === 'SUSPECT' && !unit.officer;

/** What a person must do next; the plant's own work is not listed. */
function outstanding(context: ConsignmentContext, status: string): ConsignmentView['outstanding'] {
  const due = context.units.filter(waitsForOfficer).map(({ label, conformance, preparationFindings }) => {
    const findings = [...(conformance?.findings ?? []), ...preparationFindings];
    return {
      code: 'DECIDE_VALIDITY',
      zh: `${label.zh}样品存疑，须由主管人员决定：${findings.map(({ zh }) => zh).join('；')}`,
      en: `The sample of ${label.en} is suspect; an officer decides: ${findings.map(({ en }) => en).join(' ')}`,
    };
  });
  switch (status) {
    case 'decoding':
      return [...due, { code: 'AUTHORISE_DECODING', zh: '须两人授权解码', en: 'Two persons authorise the decoding.' }];
    case 'assessed':
      return context.notIssued
        ? [{ code: 'PREPARE_CERTIFICATE', zh: `证书未签发（${context.notIssued}），须重新拟制`, en: `The certificate was not issued (${context.notIssued}); prepare it again.` }]
        : [{ code: 'PREPARE_CERTIFICATE', zh: '须拟制证书', en: 'Prepare the certificate.' }];
    case 'certifying':
      return [{ code: 'REVIEW_AND_APPROVE', zh: '证书待审核、批准', en: 'The certificate awaits review and approval.' }];
    case 'certified':
      return [{ code: 'CUSTOMS_DECIDES', zh: '待海关处置决定', en: 'Customs decides.' }];
    case 'resampling-needed':
      return [{ code: 'SAMPLE_AGAIN', zh: '样品无效，须重新采样', en: 'A sample is lost or rejected: sample again under a new inspection.' }];
    default:
      return due;
  }
}
