import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderLineageSummary } from '../../reports/lineage-summary.ts';
import type { CertificateView, ConsignmentView } from '../views/model.ts';
import type { Crew } from './crew.ts';
import { summarise } from './summary.ts';

/** Writes `certificate.pdf`, `certificate.json` and `summary.pdf` of a closed consignment to a folder, and tells where they are. */
export async function writeResults(
  crew: Crew,
  consignment: ConsignmentView,
  folder: string,
): Promise<readonly string[]> {
  const officer = crew.as('officer');
  const path = `/api/v1/certificates/${encodeURIComponent(consignment.certificateId ?? '')}`;
  const certificate = await officer.get<CertificateView>(path);
  const { bytes: pdf } = await officer.bytes(`${path}/pdf`, 'application/pdf');
  const { bytes: json } = await officer.bytes(`${path}/json`, 'application/json');
  const summary = await renderLineageSummary(
    await summarise(crew, consignment, certificate, new Date().toISOString()),
  );
  const files = [
    ['certificate.pdf', pdf],
    ['certificate.json', json],
    ['summary.pdf', summary],
  ] as const;
  await mkdir(folder, { recursive: true });
  return Promise.all(
    files.map(async ([name, bytes]) => {
      await writeFile(join(folder, name), bytes);
      return join(folder, name);
    }),
  );
}
