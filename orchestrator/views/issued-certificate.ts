import type { CertificateDraft } from '../../workflows/certificate/content.ts';
import { standingOf } from '../../workflows/certificate/record.ts';
import type { CertificateContext, CertificateFiles, Standing } from '../../workflows/certificate/record.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { ViewPut } from '../storage/ports.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

interface Rendering {
  readonly sha256: string;
}

/** A certificate as customs is told of it: small, because every pull reads it. */
export interface IssuedCertificate {
  readonly number: string;
  readonly version: number;
  readonly status: Standing;
  readonly kind: CertificateDraft['kind'];
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly pdf: Rendering;
  readonly json: Rendering;
  /** Null where eCert has no type of document for its kind. */
  readonly xml: Rendering | null;
  readonly jws: Rendering;
  readonly issuedAt: Instant;
  /** Number of the certificate whose place it took, and of the one that took its own. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly withdrawn: { readonly reason: string; readonly at: Instant } | null;
}

type Told = Pick<IssuedCertificate, 'number' | 'issuedAt' | 'status' | 'replacedBy' | 'withdrawn'>;

/** What customs is told, from what was certified, its renderings and how it stands. */
export const issuedCertificate = (
  { kind, declarationNo, goodsItem, replaces }: CertificateDraft,
  { pdf, json, xml, jws }: CertificateFiles,
  told: Told,
): IssuedCertificate => ({
  ...told,
  version: 1,
  kind,
  declarationNo,
  goodsItem,
  pdf: { sha256: pdf },
  json: { sha256: json },
  xml: xml === null ? null : { sha256: xml },
  jws: { sha256: jws },
  replaces: replaces?.number ?? null,
});

/** Issued certificates by number, and by what each cites: it cites what it was made with, whatever is corrected later. */
export const projectIssued: Projection = ({ definition, snapshot }) => {
  if (definition !== 'certificate' || !snapshot) return [];
  const context = snapshot.context as CertificateContext;
  const { number, files, issuedAt, draft, withdrawal, replacedBy } = context;
  if (!number || !files || !issuedAt) return [];
  const withdrawn = withdrawal?.confirmedAt ? { reason: withdrawal.reason, at: withdrawal.confirmedAt } : null;
  const told = { number, issuedAt, status: standingOf(context), replacedBy: replacedBy?.number ?? null, withdrawn };
  return [
    { collection: collections.issuedCertificates, key: number, doc: issuedCertificate(draft, files, told) },
    ...referencesOf(number, draft),
  ];
};

/** What a certificate can be looked up by. */
export const certificateReferences = ['declarationNo', 'billOfLading', 'inspectionOrderNo'] as const;
export type CertificateReference = (typeof certificateReferences)[number];

export const referenceIndex = (by: CertificateReference, cited: string): string => `${by}=${cited}`;

function referencesOf(number: string, draft: CertificateDraft): readonly ViewPut[] {
  const cited = { ...draft, billOfLading: draft.transport.billOfLading };
  return certificateReferences.flatMap((by) => {
    const value = cited[by];
    if (value === null) return [];
    const reference = { collection: collections.certificateReferences, index: referenceIndex(by, value) };
    return [{ ...reference, key: `${number}/${by}`, doc: { number } }];
  });
}
