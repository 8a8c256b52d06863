import type { Instant, ProcessId } from '../kernel/brand.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { Actor } from '../kernel/process.ts';
import type { CertificateDraft } from './content.ts';
import type { NumberAllocated } from './register.ts';

export interface CertificateInput {
  readonly consignment: ProcessId;
  readonly processId: ProcessId;
  readonly draft: CertificateDraft;
  /** SHA-256 (hex) of the draft's canonical JSON: what everyone after binds to. */
  readonly draftDigest: string;
  readonly preparedBy: Actor;
  readonly numberPattern: string;
  /** IANA name; a certificate's year is the year at the office. */
  readonly timeZone: string;
  /** Present for one beside the certificate of results: what becomes of it is told the consignment as that of a document. */
  readonly role?: 'document';
  /** The certificate that this one takes the place of, which is told so; null for a first one. */
  readonly predecessor: ProcessId | null;
}

/** The renderings of one certificate, by SHA-256 (hex) of their bytes. */
export interface CertificateFiles {
  readonly pdf: string;
  /** Canonical JSON (RFC 8785): its digest is the identity of the certificate. */
  readonly json: string;
  /** UN/CEFACT eCert; null for a kind that eCert has no type of document for. */
  readonly xml: string | null;
  /** Compact JWS over the canonical JSON. */
  readonly jws: string;
}

/** How a certificate stood for those who pull it. */
export type Standing = 'issued' | 'replaced' | 'withdrawn';

export interface Acknowledged {
  readonly id: string;
  readonly client: string;
  readonly status: 'RECEIVED' | 'RECEIVED_WITH_WARNINGS' | 'UNREADABLE' | 'REJECTED';
  readonly message: string | null;
  readonly digest: string;
  /** How the certificate stood when it was acknowledged: who took notice of an issued one did not of its withdrawal. */
  readonly of: Standing;
  readonly at: Instant;
}

/** Proposed by one person, confirmed by another who may sign. */
export interface Withdrawal {
  readonly reason: string;
  readonly proposedBy: Actor;
  readonly proposedAt: Instant;
  readonly confirmedBy: Actor | null;
  readonly confirmedAt: Instant | null;
}

export interface CertificateContext extends CertificateInput {
  readonly reviewedBy: Actor | null;
  readonly approvedBy: Actor | null;
  readonly approverTitle: Bilingual | null;
  readonly journalHead: { readonly position: number; readonly hash: string } | null;
  readonly number: string | null;
  readonly issuedAt: Instant | null;
  /** Approved and numbered for minutes, and still not issued. */
  readonly isOverdue: boolean;
  readonly files: CertificateFiles | null;
  readonly reason: string | null;
  readonly acknowledgements: readonly Acknowledged[];
  readonly withdrawal: Withdrawal | null;
  /** The certificate that took its place. */
  readonly replacedBy: { readonly number: string; readonly at: Instant } | null;
}

export type CertificateEvent =
  | { readonly type: 'certificate.reviewed'; readonly draftDigest: string }
  | { readonly type: 'certificate.returned'; readonly draftDigest: string; readonly reason: string }
  | {
      readonly type: 'certificate.approved';
      readonly draftDigest: string;
      readonly title: Bilingual;
      /** The journal's newest entry when the signatory approved. */
      readonly journalHead: { readonly position: number; readonly hash: string };
    }
  | NumberAllocated
  | ({ readonly type: 'report.issued' } & CertificateFiles)
  | { readonly type: 'report.failed'; readonly code: string; readonly message: string }
  | ({ readonly type: 'certificate.acknowledged' } & Pick<Acknowledged, 'id' | 'status' | 'message' | 'digest'>)
  /** What it was made of is no longer so. */
  | { readonly type: 'certificate.outdated'; readonly reason: string }
  | { readonly type: 'withdrawal.proposed'; readonly reason: string }
  | { readonly type: 'withdrawal.declined'; readonly reason: string }
  | { readonly type: 'withdrawal.confirmed' }
  | CertificateReplaced;

/** Told by the certificate that takes this one's place. */
export interface CertificateReplaced {
  readonly type: 'certificate.replaced';
  readonly number: string;
}

/** How an issued certificate stands; one that was withdrawn stays so when another takes its place. */
export function standingOf({ withdrawal, replacedBy }: Pick<CertificateContext, 'withdrawal' | 'replacedBy'>): Standing {
  if (withdrawal?.confirmedAt) return 'withdrawn';
  return replacedBy ? 'replaced' : 'issued';
}

/** Whether customs has been told of a withdrawal and has not said that it knows. */
export const noticeOutstanding = ({ withdrawal, acknowledgements }: CertificateContext): boolean =>
  Boolean(withdrawal?.confirmedAt) &&
  !acknowledgements.some(({ of, status }) => of === 'withdrawn' && status.startsWith('RECEIVED'));
