import type { LineageStage, LineageSummary } from '../../reports/lineage-model.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { CertificateView, ConsignmentView, ContainerView, RunView } from '../views/model.ts';
import type { Crew } from './crew.ts';

const kinds: Readonly<Record<string, Bilingual>> = {
  lot: { zh: '批', en: 'lot' },
  'gross-sample': { zh: '总样', en: 'gross sample' },
  'moisture-6mm': { zh: '全水分样', en: 'moisture sample, 6 mm' },
  'reserve-3mm': { zh: '存查样', en: 'reserve sample, 3 mm' },
  'analysis-0.2mm': { zh: '一般分析试验煤样', en: 'general-analysis sample, 0.2 mm' },
  'reserve-0.2mm': { zh: '分析存查样', en: 'reserve of the analysis sample, 0.2 mm' },
};

const byStart = (a: RunView, b: RunView) => (a.startedAt ?? '').localeCompare(b.startedAt ?? '');

/** Gathers lineage and timing of one consignment through the interface, as people with the roles for it. */
export async function summarise(crew: Crew, consignment: ConsignmentView, certificate: CertificateView, at: string): Promise<LineageSummary> {
  const path = `/api/v1/consignments/${encodeURIComponent(consignment.id)}/lineage`;
  const { items: containers } = await crew.as('custodian1').get<{ items: readonly ContainerView[] }>(path);
  const runsOf = async (who: string) => (await crew.as(who).get<{ items: readonly RunView[] }>('/api/v1/runs')).items.toSorted(byStart);
  const { dates } = certificate.draft;
  const stage = (zh: string, en: string, from: string, to: string | null): LineageStage => ({ name: { zh, en }, from, to });
  const ours = new Set(consignment.units.map(({ samplingCode }) => samplingCode));
  const samplings = (await runsOf('sampler')).filter(({ sampleCode }) => ours.has(sampleCode));
  const preparations = await runsOf('technician');
  const decided = consignment.decisions.at(-1)?.at;
  return {
    declarationNo: consignment.declarationNo,
    vessel: consignment.vessel,
    certificateNo: certificate.number,
    laboratory: certificate.draft.laboratory.name,
    at,
    stages: [
      stage('报检', 'Declared', consignment.declaredAt, null),
      ...samplings.flatMap((run, index) => (run.startedAt ? [stage(`采样单元${index + 1}`, `Sampling, unit ${index + 1}`, run.startedAt, run.endedAt)] : [])),
      ...preparations.flatMap((run, index) => (run.startedAt ? [stage(`制样${index + 1}`, `Preparation ${index + 1}`, run.startedAt, run.endedAt)] : [])),
      stage('化验', 'Testing', dates.testingFrom, dates.testingTo),
      ...(certificate.issuedAt ? [stage('证书签发', 'Certificate issued', certificate.issuedAt, null)] : []),
      ...(decided ? [stage('海关处置决定', 'Customs decided', decided, null)] : []),
    ],
    containers: containers.map(({ code, parent, kind, mass, at: filledAt }) => ({
      code,
      parent,
      kind: kinds[kind] ?? { zh: kind, en: kind },
      mass: kind === 'lot' ? `${consignment.declaredMass} t` : `${mass} kg`,
      at: filledAt,
    })),
  };
}
