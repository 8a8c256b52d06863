import { containerWords } from '../../reports/container-words.ts';
import type { LineageStage, LineageSummary } from '../../reports/lineage-model.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { CertificateView, ConsignmentView, ContainerView, RunView } from '../views/model.ts';
import type { Crew } from './crew.ts';

/** What is done with the gross sample of each commodity. */
const preparations: Readonly<Record<ConsignmentView['kind'], Bilingual>> = {
  coal: { zh: '制样', en: 'Preparation' },
  grain: { zh: '分样', en: 'Division' },
  petroleum: { zh: '分取', en: 'Sub-sampling' },
};

/** As they follow from each other; the tree keeps this order among those of one parent. */
const kindOrder = Object.keys(containerWords);
const byKindAndTime = (a: ContainerView, b: ContainerView): number =>
  kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || a.at.localeCompare(b.at);

const stage = ({ zh, en }: Bilingual, from: string, to: string | null): LineageStage => ({
  name: { zh, en },
  from,
  to,
});
const moment = (zh: string, en: string, at: string | null | undefined): readonly LineageStage[] =>
  at ? [stage({ zh, en }, at, null)] : [];

/** Gathers lineage and timing of one consignment through the interface, as people with the roles for it. */
export async function summarise(
  crew: Crew,
  consignment: ConsignmentView,
  certificate: CertificateView,
  at: string,
): Promise<LineageSummary> {
  const path = `/api/v1/consignments/${encodeURIComponent(consignment.id)}/lineage`;
  const { items: containers } = await crew.as('custodian1').get<{ items: readonly ContainerView[] }>(path);
  const runs = await crew.as('sampler').all<RunView>('/api/v1/runs');
  const { dates } = certificate.draft;
  return {
    declarationNo: consignment.declarationNo,
    vessel: consignment.vessel,
    certificateNo: certificate.number,
    laboratory: certificate.draft.laboratory.name,
    at,
    stages: [
      ...moment('报检', 'Declared', consignment.declaredAt),
      ...consignment.units.flatMap(({ label, samplingCode }) => {
        const run = runs.find(({ sampleCode }) => sampleCode === samplingCode);
        const name = { zh: `采样 ${partOf(label)}`, en: `Sampling, ${label.en}` };
        return run?.startedAt ? [stage(name, run.startedAt, run.endedAt)] : [];
      }),
      ...consignment.units.flatMap((unit) => prepared(unit, consignment.kind, containers)),
      ...(dates.testingFrom && dates.testingTo
        ? [stage({ zh: '化验', en: 'Testing' }, dates.testingFrom, dates.testingTo)]
        : []),
      ...moment('证书签发', 'Certificate issued', certificate.issuedAt),
      ...moment('海关处置决定', 'Customs decided', consignment.decisions.at(-1)?.at),
    ],
    containers: containers.toSorted(byKindAndTime).map(({ code, parent, kind, mass, at: filledAt }) => ({
      code,
      parent,
      kind: containerWords[kind] ?? { zh: kind, en: kind },
      mass: kind === 'lot' ? `${consignment.declaredMass} t` : `${mass} kg`,
      at: filledAt,
    })),
  };
}

/** A unit of coal is called after its sampling, which the stage says already. */
const partOf = ({ zh }: Bilingual): string => zh.replace(/^采样/, '');

/** From the sealing of a unit's gross sample to the filling of its last bottle. */
function prepared(
  { label, samplingCode }: ConsignmentView['units'][number],
  kind: ConsignmentView['kind'],
  containers: readonly ContainerView[],
): readonly LineageStage[] {
  const gross = containers.find(({ code }) => code === samplingCode);
  const bottles = containers.filter(({ parent }) => parent === samplingCode);
  const last = bottles
    .map((bottle) => bottle.at)
    .toSorted()
    .at(-1);
  const { zh, en } = preparations[kind];
  return gross && last
    ? [stage({ zh: `${zh} ${partOf(label)}`, en: `${en}, ${label.en}` }, gross.at, last)]
    : [];
}
