import { plannedIncrements } from '../consignment/cargo.ts';
import type { Trade } from '../consignment/trade.ts';
import type { ConsignmentContext } from '../consignment/record.ts';
import { activeUnits, findingsOf } from '../consignment/unit.ts';
import type { ConsignmentUnit } from '../consignment/unit.ts';
import type { Instant } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { CertificateDraft, Deviation } from './content.ts';
import { departuresOf, originOf } from './departures.ts';
import { replacedDocument } from './document.ts';
import type { DocumentRequest } from './document-request.ts';
import { noticeOf, quantityOf, quarantineOf } from './parts.ts';
import type { Asked } from './parts.ts';
import { hasSection } from './templates.ts';
import type { Section } from './templates.ts';

/** What the customer declared and we did not establish (ISO/IEC 17025:2017 7.8.2.2), by field of the certificate. */
const suppliedByCustomer = [
  'customer',
  'consignor',
  'consignee',
  'commodity',
  'declaredMass',
  'transport',
] as const;

function replacedBy({ predecessor }: ConsignmentContext): CertificateDraft['replaces'] {
  if (!predecessor) return null;
  const { number, digest, reason } = predecessor;
  return { number, digest, reason };
}

const inOrder = (instants: readonly (Instant | null | undefined)[]): readonly Instant[] =>
  instants.filter((at) => at !== null && at !== undefined).sort();
const earliest = (instants: readonly (Instant | null | undefined)[]): Instant | null =>
  inOrder(instants)[0] ?? null;
const latest = (instants: readonly (Instant | null | undefined)[]): Instant | null =>
  inOrder(instants).at(-1) ?? null;

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
 * Puts together what will be certified of results, from an assessed consignment. Pure: the same consignment gives the same draft.
 * Throws when the consignment is not assessed; a field that is merely empty is left to the completeness gate.
 */
export function certificateDraft(
  context: ConsignmentContext,
  trade: Trade,
  lineageDigest: string,
): CertificateDraft {
  if (!context.results || !context.conformity) throw new Error('the consignment is not assessed yet');
  const kind = { ...context.order.site.certificateKind, template: 'quality' } as const;
  const asked = { kind, remark: null, measurement: null, notice: null, treatment: null };
  return draftOf(context, trade, asked, replacedBy(context), lineageDigest);
}

/** The same of any other document: it has the parts that its template has, as far as they are known yet. */
export function documentDraft(
  context: ConsignmentContext,
  trade: Trade,
  asked: DocumentRequest,
  lineageDigest: string | null,
): CertificateDraft {
  const before = replacedDocument(context, asked);
  const replaces =
    before && asked.replaces ? { number: before.number, digest: before.digest, reason: asked.replaces.reason } : null;
  return draftOf(context, trade, asked, replaces, lineageDigest);
}

function draftOf(
  context: ConsignmentContext,
  trade: Trade,
  asked: Asked,
  replaces: CertificateDraft['replaces'],
  lineageDigest: string | null,
): CertificateDraft {
  const { order, results, conformity } = context;
  const { code, title, template } = asked.kind;
  const units = activeUnits(context.units);
  const { arrival, ...transport } = order.transport;
  const assays = units.flatMap((unit) => unit.assays);
  const cuts = units.map(({ sampled }) => sampled);
  const { item, sampling, packs } = trade.certified();
  const has = (section: Section) => hasSection(template, section);
  const when = <T>(section: Section, part: T): T | null => (has(section) ? part : null);
  return {
    kind: { code, title },
    template,
    laboratory: order.site.laboratory,
    customer: order.customer,
    consignor: order.consignor,
    consignee: order.consignee,
    declarationNo: order.declarationNo,
    goodsItem: order.goodsItem,
    inspectionOrderNo: order.inspectionOrderNo,
    replaces,
    commodity: { name: order.commodity.name, hsCode: order.commodity.hsCode },
    declaredMass: { value: order.declaredMass, unit: 't' },
    transport,
    item,
    dates: {
      arrival,
      samplingFrom: when('sampling', earliest(cuts.map((cut) => cut?.firstCutAt))),
      samplingTo: when('sampling', latest(cuts.map((cut) => cut?.lastCutAt))),
      received: when('results', earliest(units.map(({ prepared }) => prepared?.endedAt))),
      testingFrom: when('results', earliest(assays.map(({ approved }) => approved?.testedFrom))),
      testingTo: when('results', latest(assays.map(({ approved }) => approved?.testedTo))),
    },
    sampling: when('sampling', sampling),
    quantity: when('quantity', quantityOf(context, asked)),
    quarantine: when('quarantine', quarantineOf(context, trade, asked)),
    notice: when('notice', noticeOf(context, trade, asked)),
    results: when('results', results) ?? [],
    observations: when('results', context.observations) ?? [],
    conformity: when('conformity', conformity),
    deviations: has('deviations')
      ? [
          ...units.flatMap((unit) => deviationsOf(unit, plannedIncrements(context.cargo, unit))),
          ...departuresOf(context),
        ]
      : [],
    remark: asked.remark,
    suppliedByCustomer,
    packs,
    lineageDigest: has('sampling') || has('results') ? lineageDigest : null,
    // Under which codes it was tested is told with the results only: who holds a voucher works in the port.
    assayCodes: has('results') ? assays.map(({ code: each }) => each) : [],
  };
}
