import { isTreatment } from '../conformity/treatments.ts';
import type { ConsignmentContext } from '../consignment/record.ts';
import type { Trade } from '../consignment/trade.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { CertificateDraft, CertifiedFinding, Notice } from './content.ts';
import { measurementFor } from './document.ts';
import type { DocumentRequest } from './document-request.ts';

/** Parts of a document that the certificate of results has not. */

/** What is asked for, whatever number it will have. */
export type Asked = Omit<DocumentRequest, 'kind' | 'replaces'> & {
  readonly kind: Omit<DocumentRequest['kind'], 'numberPattern'>;
};

export function quantityOf(context: ConsignmentContext, asked: Asked): CertificateDraft['quantity'] {
  const measured = measurementFor(context, asked);
  if (!measured) return null;
  const { quantity, unit, method, measuredAt, document, by } = measured;
  return { value: quantity, unit, method, measuredAt, document, recordedBy: by };
}

type Named = { readonly code: string; readonly name: Bilingual };
const named = (names: readonly Named[] = [], code: string): Bilingual =>
  names.find((each) => each.code === code)?.name ?? { zh: code, en: code };

const wholeCargo: Bilingual = { zh: '整批货物', en: 'the whole cargo' };

/** What was found on site, in the order it was found, and the treatment that was told. */
export function quarantineOf(
  { holds, units }: ConsignmentContext,
  { quarantine }: Trade,
  { treatment }: Pick<DocumentRequest, 'treatment'>,
): NonNullable<CertificateDraft['quarantine']> {
  const findings = holds.map(({ finding, unitNo, remark, by, at, settled }): CertifiedFinding => {
    return {
      code: finding,
      name: named(quarantine?.findings, finding),
      where: units.find(({ no }) => no === unitNo)?.label ?? wholeCargo,
      remark,
      foundBy: by,
      foundAt: at,
      settled: settled && {
        outcome: settled.outcome,
        name: named(quarantine?.outcomes, settled.outcome),
        by: settled.by,
        at: settled.at,
      },
    };
  });
  return { findings, treatment };
}

/** A notice rests on the limits that are not met, the law of what was found, and what the advice rests on. */
export function noticeOf(context: ConsignmentContext, trade: Trade, { notice, kind }: Asked): Notice | null {
  if (!notice) return null;
  const { holds, conformity } = context;
  const limits =
    conformity?.items.flatMap(({ verdict, limit }) => (verdict === 'FAIL' ? [limit.source] : [])) ?? [];
  const advised = conformity?.advice.flatMap(({ source }) => source ?? []) ?? [];
  const law = holds
    .filter(({ settled }) => settled !== null && isTreatment(settled.outcome))
    .flatMap(({ finding }) => trade.quarantine?.findings.find(({ code }) => code === finding)?.source ?? []);
  const legalBasis = kind.template === 'treatment' ? [...law, ...advised] : [...limits, ...advised];
  return { ...notice, legalBasis: distinct(legalBasis) };
}

const placeOf = ({ standard, edition, clause }: RuleSource) => `${standard} ${edition} ${clause}`;
const distinct = (sources: readonly RuleSource[]): readonly RuleSource[] =>
  sources.filter(
    (source, index) => sources.findIndex((other) => placeOf(other) === placeOf(source)) === index,
  );
