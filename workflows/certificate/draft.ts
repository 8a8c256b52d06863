import { plannedIncrements } from '../consignment/cargo.ts';
import type { Trade } from '../consignment/trade.ts';
import type { ConsignmentContext } from '../consignment/record.ts';
import { activeUnits, findingsOf } from '../consignment/unit.ts';
import type { ConsignmentUnit } from '../consignment/unit.ts';
import type { Instant } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { CertificateDraft, Deviation } from './content.ts';
import { departuresOf, originOf } from './departures.ts';

/** What the customer declared and we did not establish (ISO/IEC 17025:2017 7.8.2.2), by field of the certificate. */
const suppliedByCustomer = [
  'customer',
  'consignor',
  'consignee',
  'commodity',
  'declaredMass',
  'transport',
] as const;

const earliest = (instants: readonly (Instant | null | undefined)[]): Instant | undefined =>
  instants.filter((at) => at !== null && at !== undefined).sort()[0];
const latest = (instants: readonly (Instant | null | undefined)[]): Instant | undefined =>
  instants
    .filter((at) => at !== null && at !== undefined)
    .sort()
    .at(-1);

function known(at: Instant | undefined, what: string): Instant {
  if (at === undefined) throw new Error(`the consignment has no ${what} yet`);
  return at;
}

/** What was doubted and, where an officer accepted it, his reason; and that fewer increments were taken than planned. */
function deviationsOf(unit: ConsignmentUnit, planned: number): readonly Deviation[] {
  const findings = findingsOf(unit);
  const taken = unit.sampled?.taken ?? 0;
  const fewer = taken < planned && findings.length === 0 ? [fewerIncrements(taken, planned)] : [];
  return [
    ...[...findings, ...fewer].map(({ code, zh, en }) => ({
      code,
      zh: `${unit.label.zh}：${zh}`,
      en: `${unit.label.en}: ${en}`,
      ...(unit.officer ? { acceptedBy: unit.officer.by, reason: unit.officer.reason } : {}),
    })),
    ...originOf(unit),
  ];
}

const fewerIncrements = (taken: number, planned: number): Finding => ({
  code: 'FEWER_INCREMENTS',
  zh: `计划采取${planned}个，实际采取${taken}个，仍满足要求`,
  en: `${taken} of ${planned} planned increments were taken; the requirements are met all the same.`,
});

/**
 * Puts together what will be certified, from an assessed consignment. Pure: the same consignment gives the same draft.
 * Throws when the consignment is not assessed; a field that is merely empty is left to the completeness gate.
 */
export function certificateDraft(
  context: ConsignmentContext,
  trade: Trade,
  lineageDigest: string,
): CertificateDraft {
  const { order, results, conformity } = context;
  const units = activeUnits(context.units);
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
    ...trade.certified(),
    dates: {
      arrival,
      samplingFrom: known(earliest(cuts.map((cut) => cut?.firstCutAt)), 'first increment'),
      samplingTo: known(latest(cuts.map((cut) => cut?.lastCutAt)), 'last increment'),
      received: known(earliest(units.map(({ prepared }) => prepared?.endedAt)), 'received sample'),
      testingFrom: known(earliest(assays.map(({ approved }) => approved?.testedFrom)), 'determination'),
      testingTo: known(latest(assays.map(({ approved }) => approved?.testedTo)), 'determination'),
    },
    results,
    observations: context.observations,
    conformity,
    deviations: [
      ...units.flatMap((unit) => deviationsOf(unit, plannedIncrements(context.cargo, unit))),
      ...departuresOf(context),
    ],
    suppliedByCustomer,
    lineageDigest,
    assayCodes: assays.map(({ code }) => code),
  };
}
