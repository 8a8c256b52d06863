import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { CertificateContext, CertificateEvent } from './record.ts';

export const nameOf = (actor: Actor | null) => actor?.name ?? actor?.id ?? '';

/** Why a certificate does not take what a person or customs asks now, in words that say what to do. */
export function refuseCertificate(context: CertificateContext, event: Stamped<CertificateEvent>): Refusal | undefined {
  const { preparedBy, reviewedBy, withdrawal } = context;
  switch (event.type) {
    case 'certificate.reviewed':
    case 'certificate.returned':
      return stale(context, event.draftDigest) ?? differs(event.by, [preparedBy], 'review');
    case 'certificate.approved':
      return stale(context, event.draftDigest) ?? differs(event.by, [preparedBy, reviewedBy], 'approve');
    case 'certificate.acknowledged':
      return unissued(context, event.digest);
    case 'withdrawal.proposed':
      return withdrawal ? proposedAlready : undefined;
    case 'withdrawal.confirmed':
      if (!withdrawal) return notProposed;
      return event.by.id === withdrawal.proposedBy.id ? sameProposer(event.by) : undefined;
    case 'withdrawal.declined':
      return withdrawal ? undefined : notProposed;
    default:
      return undefined;
  }
}

const proposedAlready: Refusal = {
  code: 'WITHDRAWAL_PROPOSED_ALREADY',
  message: 'The withdrawal of this certificate is proposed already.',
  remedy: 'A signatory confirms or declines it.',
};
const notProposed: Refusal = {
  code: 'WITHDRAWAL_NOT_PROPOSED',
  message: 'Nobody has proposed to withdraw this certificate.',
  remedy: 'Propose the withdrawal with its reason first.',
};
const sameProposer = (by: Actor): Refusal => ({
  code: 'WITHDRAWAL_SAME_PERSON',
  message: `${nameOf(by)} proposed the withdrawal and cannot confirm it.`,
  remedy: 'Another person who may sign confirms it.',
});

function unissued({ files }: CertificateContext, digest: string): Refusal | undefined {
  if (!files || Object.values(files).includes(digest)) return undefined;
  return {
    code: 'DIGEST_MISMATCH',
    field: 'digest',
    message: 'The digest is not that of an issued rendering of this certificate.',
    remedy: 'Fetch the certificate again and acknowledge the digest of what you received.',
  };
}

const stale = (context: CertificateContext, digest: string): Refusal | undefined =>
  digest === context.draftDigest
    ? undefined
    : {
        code: 'DRAFT_STALE',
        field: 'draftDigest',
        message: 'The certificate shown is not the one on record.',
        remedy: 'Load the certificate again and look at it before you decide.',
      };

const differs = (by: Actor, others: readonly (Actor | null)[], verb: string): Refusal | undefined =>
  others.some((other) => other?.id === by.id)
    ? {
        code: 'CERTIFICATE_SAME_PERSON',
        message: `${nameOf(by)} had a part in this certificate already and cannot ${verb} it.`,
        remedy: 'Prepared, reviewed and approved by three different persons.',
      }
    : undefined;
