import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { ViewPut } from '../storage/ports.ts';
import type { CertificateView } from './model.ts';
import { collections, newestFirst } from './projection.ts';
import type { ListRow } from './projection.ts';

/** What a certificate waits for; `issued` and `ended` wait for nobody, and one that is issued may also wait for customs or a signatory. */
export const certificateQueues = ['review', 'sign', 'settle', 'unacknowledged', 'issued', 'ended'] as const;
export type CertificateQueue = (typeof certificateQueues)[number];

/** As much of a certificate as a list is searched by; those that are not issued come first, then the newest, void ones last. */
export interface CertificateRow extends ListRow<ProcessId>, Pick<CertificateView, 'status'> {
  readonly queues: readonly CertificateQueue[];
  readonly declarationNo: string;
}

/** Indexes of the rows. */
export const listedCertificates = {
  all: 'all',
  /** Waits for somebody. */
  waiting: 'waiting',
  issued: 'issued',
  /** Replaced, withdrawn, or void. */
  ended: 'ended',
  ofDeclaration: (declarationNo: string): string => `declaration/${declarationNo}`,
} as const;

type Listed = Pick<
  CertificateView,
  'id' | 'status' | 'issuedAt' | 'acknowledgements' | 'withdrawal' | 'noticeOutstanding' | 'draft'
>;

/** Whether customs has said that it has the certificate as it stands now. */
const isAcknowledged = ({ status, acknowledgements }: Listed): boolean =>
  acknowledgements.some(({ of, status: said }) => of === status && said.startsWith('RECEIVED'));

function queuesOf(certificate: Listed): readonly CertificateQueue[] {
  const { status, withdrawal, noticeOutstanding } = certificate;
  switch (status) {
    case 'prepared':
      return ['review'];
    case 'reviewed':
    case 'approving':
      return ['sign'];
    case 'issued':
      return [
        'issued',
        ...(withdrawal !== null && withdrawal.confirmedAt === null ? (['settle'] as const) : []),
        ...(isAcknowledged(certificate) ? [] : (['unacknowledged'] as const)),
      ];
    case 'withdrawn':
      return noticeOutstanding ? ['ended', 'unacknowledged'] : ['ended'];
    case 'replaced':
    case 'void':
      return ['ended'];
  }
}

/** Orders of keys: what is not issued has no date, and keeps its place until it is. */
const unissued = '0';
const dated = (issuedAt: NonNullable<Listed['issuedAt']>) => `1 ${newestFirst(issuedAt)}`;
const neverIssued = '2';

export function certificateRow(certificate: Listed, order: string): CertificateRow {
  const { id, status, draft } = certificate;
  return { key: `${order} ${id}`, id, status, queues: queuesOf(certificate), declarationNo: draft.declarationNo };
}

/** One row under each index by which it is found. */
export function certificateRows(certificate: Listed): readonly ViewPut[] {
  const { issuedAt, status } = certificate;
  const order = issuedAt !== null ? dated(issuedAt) : status === 'void' ? neverIssued : unissued;
  const row = certificateRow(certificate, order);
  const { queues } = row;
  const waits = queues.some((queue) => queue !== 'issued' && queue !== 'ended');
  const standing = queues.includes('issued') ? 'issued' : queues.includes('ended') ? 'ended' : null;
  const indexes: Readonly<Record<string, string | null>> = {
    all: listedCertificates.all,
    waiting: waits ? listedCertificates.waiting : null,
    standing: standing && listedCertificates[standing],
    declaration: listedCertificates.ofDeclaration(row.declarationNo),
  };
  return Object.entries(indexes).flatMap(([slot, index]) => {
    const key = `${row.key} ${slot}`;
    const before = `${unissued} ${row.id} ${slot}`;
    return [
      // Its place before it was issued, or void: without an index it is found no more.
      ...(order === unissued ? [] : [{ collection: collections.certificateRows, key: before, doc: { ...row, key: before } }]),
      { collection: collections.certificateRows, key, doc: { ...row, key }, ...(index !== null && { index }) },
    ];
  });
}
