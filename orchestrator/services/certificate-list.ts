import type { ViewStore } from '../storage/ports.ts';
import { certificateRow, listedCertificates } from '../views/certificate-rows.ts';
import type { CertificateQueue, CertificateRow } from '../views/certificate-rows.ts';
import type { CertificateView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { documentsOf, pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';

/** What is wanted of the list of certificates; all of it has to be so. */
export interface CertificatesWanted extends PageWanted {
  /** What they wait for, or how they stand. */
  readonly queue?: CertificateQueue | undefined;
  readonly status?: CertificateView['status'] | undefined;
  readonly declarationNo?: string | undefined;
  /** There is one of a number. */
  readonly number?: string | undefined;
}

type Sought = Omit<CertificatesWanted, keyof PageWanted | 'number'>;

const fits = (row: CertificateRow, { queue, status, declarationNo }: Sought): boolean =>
  (queue === undefined || row.queues.includes(queue)) &&
  (status === undefined || row.status === status) &&
  (declarationNo === undefined || row.declarationNo === declarationNo);

const indexOfStatus: Readonly<Record<CertificateView['status'], string>> = {
  prepared: listedCertificates.waiting,
  reviewed: listedCertificates.waiting,
  approving: listedCertificates.waiting,
  issued: listedCertificates.issued,
  replaced: listedCertificates.ended,
  withdrawn: listedCertificates.ended,
  void: listedCertificates.ended,
};

/** The index with the fewest rows among which is all that fits. */
function indexOf({ declarationNo, queue, status }: Sought): string {
  if (declarationNo !== undefined) return listedCertificates.ofDeclaration(declarationNo);
  if (queue === 'issued' || queue === 'ended') return listedCertificates[queue];
  if (queue !== undefined) return listedCertificates.waiting;
  return status === undefined ? listedCertificates.all : indexOfStatus[status];
}

/** A page of certificates: those that are not issued, then the newest first, then void ones. */
export async function certificatePage(
  views: Pick<ViewStore, 'find' | 'get'>,
  { number, ...wanted }: CertificatesWanted,
): Promise<Page<CertificateView>> {
  if (number !== undefined) {
    const numbered = await views.find<CertificateView>(collections.certificates, { index: number });
    return { items: numbered.filter((each) => fits(certificateRow(each, ''), wanted)), next: null };
  }
  const rows = await pageOfRows<CertificateRow>(views, {
    ...wanted,
    collection: collections.certificateRows,
    index: indexOf(wanted),
    keyOf: ({ key }) => key,
    fits: (row) => fits(row, wanted),
  });
  return documentsOf(views, collections.certificates, rows);
}
