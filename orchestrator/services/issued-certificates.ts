import type { ViewStore } from '../storage/ports.ts';
import { referenceIndex } from '../views/issued-certificate.ts';
import type { CertificateReference, IssuedCertificate } from '../views/issued-certificate.ts';
import { collections } from '../views/projection.ts';

/** Issued certificates that cite this, the oldest first; found without reading others. */
export async function certificatesCiting(
  views: Pick<ViewStore, 'find' | 'get'>,
  by: CertificateReference,
  cited: string,
): Promise<readonly IssuedCertificate[]> {
  const found = await views.find<{ readonly number: string }>(collections.certificateReferences, {
    index: referenceIndex(by, cited),
  });
  const read = found.map(({ number }) => views.get<IssuedCertificate>(collections.issuedCertificates, number));
  const all = (await Promise.all(read)).filter((issued) => issued !== null);
  return all.sort((one, other) => (one.issuedAt < other.issuedAt ? -1 : 1));
}
