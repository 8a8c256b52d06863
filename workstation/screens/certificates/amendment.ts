import type { Schemas } from '../../api/client.ts';
import type { paths } from '../../api/paths.ts';

type CertificateDraft = Schemas['CertificateDraft'];
type Party = Schemas['Party'];

type Corrections =
  paths['/api/v1/consignments/{id}/certificate-amendments']['post']['requestBody']['content']['application/json']['corrections'];

/** Fields that can be corrected, each as it is typed. */
export const parties = ['customer', 'consignor', 'consignee'] as const;
export const voyageFields = ['vessel', 'voyage', 'billOfLading', 'portOfLoading', 'portOfDischarge'] as const;

type Amended = Readonly<Record<string, string>>;

/** What stands in the certificate, by field. */
export function asTyped(draft: CertificateDraft): Amended {
  const party = (of: (typeof parties)[number]) => [
    [`${of}.name`, draft[of].name] as const,
    [`${of}.address`, draft[of].address ?? ''] as const,
  ];
  return Object.fromEntries([
    ...parties.flatMap(party),
    ...voyageFields.map((field) => [field, draft.transport[field]] as const),
    ['inspectionOrderNo', draft.inspectionOrderNo ?? ''] as const,
  ]);
}

/** Only what differs from the certificate; null when nothing does. */
export function correctionsOf(draft: CertificateDraft, typed: Amended): Corrections | null {
  const was = asTyped(draft);
  const now = (field: string): string => (typed[field] ?? '').trim();
  const differs = (field: string): boolean => now(field) !== was[field];
  const partyOf = (of: (typeof parties)[number]): Party => {
    const address = now(`${of}.address`);
    return { name: now(`${of}.name`), ...(address !== '' && { address }) };
  };
  const changedParties = parties.filter((of) => differs(`${of}.name`) || differs(`${of}.address`));
  const changedVoyage = voyageFields.filter(differs);
  const order = now('inspectionOrderNo');
  const corrections: Corrections = {
    ...Object.fromEntries(changedParties.map((of) => [of, partyOf(of)])),
    ...(changedVoyage.length > 0 && {
      transport: Object.fromEntries(changedVoyage.map((field) => [field, now(field)])),
    }),
    ...(differs('inspectionOrderNo') && { inspectionOrderNo: order === '' ? null : order }),
  };
  return Object.keys(corrections).length === 0 ? null : corrections;
}
