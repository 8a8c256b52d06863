import { noticeOutstanding } from '../../workflows/certificate/record.ts';
import type { CertificateContext } from '../../workflows/certificate/record.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { certificateRows } from './certificate-rows.ts';
import { withdrawnDeparture } from './departure-view.ts';
import type { CertificateView } from './model.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

const nameOf = (actor: Actor | null) => (actor ? (actor.name ?? actor.id) : null);

const statuses: Readonly<Record<string, CertificateView['status']>> = {
  prepared: 'prepared',
  reviewed: 'reviewed',
  numbering: 'approving',
  issuing: 'approving',
  issued: 'issued',
  replaced: 'replaced',
  withdrawn: 'withdrawn',
  returned: 'void',
  void: 'void',
};

function withdrawalOf({ withdrawal }: CertificateContext): CertificateView['withdrawal'] {
  if (!withdrawal) return null;
  const { proposedBy, confirmedBy, ...rest } = withdrawal;
  return { ...rest, proposedBy: nameOf(proposedBy) ?? '', confirmedBy: nameOf(confirmedBy) };
}

/** Certificates with the digest that reviewer and signatory bind to; found by number once they have one. */
export const projectCertificate: Projection = (entry) => {
  if (entry.definition !== 'certificate' || !entry.snapshot) return [];
  const context = entry.snapshot.context as CertificateContext;
  const doc: CertificateView = {
    id: entry.process,
    consignment: context.consignment,
    status: statuses[String(entry.snapshot.value)] ?? 'void',
    number: context.number,
    version: 1,
    draftDigest: context.draftDigest,
    draft: context.draft,
    preparedBy: nameOf(context.preparedBy) ?? '',
    reviewedBy: nameOf(context.reviewedBy),
    approvedBy: nameOf(context.approvedBy),
    issuedAt: context.issuedAt,
    files: context.files,
    acknowledgements: context.acknowledgements,
    withdrawal: withdrawalOf(context),
    noticeOutstanding: noticeOutstanding(context),
    replacedBy: context.replacedBy,
  };
  return [
    { collection: collections.certificates, key: entry.process, doc, ...(context.number && { index: context.number }) },
    ...certificateRows(doc),
    ...withdrawnDeparture(doc),
  ];
};
