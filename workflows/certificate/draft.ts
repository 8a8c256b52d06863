import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import type { ConsignmentContext, ConsignmentUnit } from '../consignment/types.ts';
import type { Instant } from '../kernel/brand.ts';
import type { CertificateDraft, CertifiedUnit, Deviation } from './content.ts';

/** What the customer declared and we did not establish (ISO/IEC 17025:2017 7.8.2.2), by field of the certificate. */
const suppliedByCustomer = ['customer', 'consignor', 'consignee', 'commodity', 'declaredMass', 'transport'] as const;

const earliest = (instants: readonly (Instant | null | undefined)[]): Instant | undefined => instants.filter((at) => at !== null && at !== undefined).sort()[0];
const latest = (instants: readonly (Instant | null | undefined)[]): Instant | undefined => instants.filter((at) => at !== null && at !== undefined).sort().at(-1);

function known(at: Instant | undefined, what: string): Instant {
  if (at === undefined) throw new Error(`the consignment has no ${what} yet`);
  return at;
}

const certifiedUnit = (context: ConsignmentContext, unit: ConsignmentUnit): CertifiedUnit => ({
  no: unit.no,
  mass: context.plan.unitMass,
  incrementsPlanned: context.plan.incrementsPerUnit,
  incrementsTaken: unit.sampled?.taken ?? 0,
  sampleMass: context.containers.find(({ code }) => code === unit.samplingCode)?.mass ?? unit.sampled?.keptMass ?? ('0' as CertifiedUnit['sampleMass']),
  achievedPrecision: unit.conformance?.achievedPrecision ?? null,
  validity: unit.validity ?? 'INVALID',
});

/** What an officer accepted, with his reason: it stands on the certificate. */
const deviationsOf = (unit: ConsignmentUnit): readonly Deviation[] =>
  [...(unit.conformance?.findings ?? []), ...unit.preparationFindings].map((finding) => ({
    code: finding.code,
    zh: `采样单元${unit.no}：${finding.zh}`,
    en: `Unit ${unit.no}: ${finding.en}`,
    ...(unit.officer ? { acceptedBy: unit.officer.by, reason: unit.officer.reason } : {}),
  }));

/**
 * Puts together what will be certified, from an assessed consignment. Pure: the same consignment gives the same draft.
 * Throws when the consignment is not assessed; a field that is merely empty is left to the completeness gate.
 */
export function certificateDraft(context: ConsignmentContext, pack: CoalRulePack, lineageDigest: string): CertificateDraft {
  const { order, plan, units, results, conformity } = context;
  if (!results || !conformity) throw new Error('the consignment is not assessed yet');
  const { arrival, ...transport } = order.transport;
  const assays = units.flatMap((unit) => unit.assays);
  const cuts = units.map(({ sampled }) => sampled);
  return {
    kind: order.site.certificateKind,
    laboratory: order.site.laboratory,
    customer: order.customer,
    consignor: order.consignor,
    consignee: order.consignee,
    declarationNo: order.declarationNo,
    goodsItem: order.goodsItem,
    inspectionOrderNo: order.inspectionOrderNo,
    commodity: { name: order.commodity.name, hsCode: order.commodity.hsCode },
    declaredMass: { value: order.declaredMass, unit: 't' },
    transport,
    item: {
      description: { zh: `散装${order.commodity.name.zh}，卸货过程中自动采样`, en: `${order.commodity.name.en} in bulk, sampled automatically during discharge` },
      condition: { zh: '容器密封完好', en: 'Containers sealed and intact' },
    },
    dates: {
      arrival,
      samplingFrom: known(earliest(cuts.map((cut) => cut?.firstCutAt)), 'first increment'),
      samplingTo: known(latest(cuts.map((cut) => cut?.lastCutAt)), 'last increment'),
      received: known(earliest(units.map(({ prepared }) => prepared?.endedAt)), 'received sample'),
      testingFrom: known(earliest(assays.map(({ approved }) => approved?.testedFrom)), 'determination'),
      testingTo: known(latest(assays.map(({ approved }) => approved?.testedTo)), 'determination'),
    },
    sampling: {
      standard: pack.sampling.standard,
      method: plan.basis === 'time' ? { zh: '皮带中部机械采样，时间基', en: 'Mechanical cross-belt sampling, time basis' } : { zh: '皮带中部机械采样，质量基', en: 'Mechanical cross-belt sampling, mass basis' },
      basis: plan.basis,
      interval: plan.interval,
      intervalUnit: plan.intervalUnit,
      requiredPrecision: plan.precision,
      units: units.map((unit) => certifiedUnit(context, unit)),
      preparationStandard: pack.preparation.standard,
    },
    results,
    conformity,
    deviations: units.flatMap(deviationsOf),
    suppliedByCustomer,
    packs: [{ ...plan.pack, ...(pack.overrides && { overrides: pack.overrides }) }],
    lineageDigest,
    assayCodes: assays.map(({ code }) => code),
  };
}
