import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { ViewStore } from '../storage/ports.ts';
import { referenceIndex } from '../views/certificate-view.ts';
import type { CertificateReference } from '../views/certificate-view.ts';
import type { CertificateView } from '../views/model.ts';
import { collections } from '../views/projection.ts';

const issueTime = ({ issuedAt }: CertificateView): string => issuedAt ?? '';

/** Certificates with a number that cite this, the oldest first; found without reading others. */
export async function certificatesCiting(
  views: Pick<ViewStore, 'find' | 'get'>,
  by: CertificateReference,
  cited: string,
): Promise<readonly CertificateView[]> {
  const found = await views.find<{ readonly certificate: ProcessId }>(collections.certificateReferences, {
    index: referenceIndex(by, cited),
  });
  const read = found.map(({ certificate }) =>
    views.get<CertificateView>(collections.certificates, certificate),
  );
  const all = (await Promise.all(read)).filter((view) => view !== null);
  return all.sort((one, other) => (issueTime(one) < issueTime(other) ? -1 : 1));
}
