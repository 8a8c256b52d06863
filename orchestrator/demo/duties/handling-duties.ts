import { needsEvidence } from '../../../workflows/sample-handling/recipe.ts';
import type { RunView } from '../../views/model.ts';
import type { HandlingView } from '../../views/handling-view.ts';
import { containersOf } from './containers-at-plant.ts';
import { each, path } from './duty.ts';
import type { Duty, Hands } from './duty.ts';
import { tellStep } from './handling-steps.ts';
import { photoOf } from './photo.ts';

/** Who divides and fills, who watches it, and who brings the containers from the plant and takes the bottles over. */
const [technician, witness, custodian] = ['technician', 'technician2', 'custodian1'] as const;

/** What is handled by a recipe was collected by such a run. */
const samplingOf: Readonly<Record<string, RunView['definition']>> = {
  'grain-division': 'grain-sampling',
  'petroleum-sub-sampling': 'petroleum-sampling',
  'coal-manual-division': 'coal-sampling',
};

const handlings = async ({ as }: Hands, who: string): Promise<readonly HandlingView[]> =>
  (await as(who).get<{ items: readonly HandlingView[] }>('/api/v1/handlings')).items;

/** The technician does what is next of each sample, until somebody has to confirm it. */
export const handleSamples: Duty = async (hands) => {
  const { plantLog, as, replaceContainer } = hands;
  if (plantLog === null) return;
  await each(await handlings(hands, technician), async (handling) => {
    const sampleId = await broughtFor(handling, hands);
    const containers = await containersOf(plantLog, sampleId);
    let seen = handling;
    for (let step = nextStep(seen); step; step = nextStep(seen)) {
      const evidence = needsEvidence(step) ? [await photograph(seen, hands)] : [];
      const data = tellStep(step, seen, { containers, evidence, receivedBy: custodian });
      seen = await as(technician).post<HandlingView>(`/api/v1/handlings/${path(seen.id)}/steps`, {
        step: step.id,
        data,
      });
      // What was carried away leaves its place free.
      if (step.kind === 'receive') for (const { unit, place } of containers) replaceContainer(unit, place);
    }
  });
};

/** A second person confirms what was told; a hand-over, who receives. */
export const witnessHandling: Duty = async (hands) => {
  await each(await handlings(hands, witness), async ({ id, tasks }) => {
    for (const { what, record, notBy, onlyBy } of tasks) {
      if (what !== 'confirm' || record === null) continue;
      const second = onlyBy ?? (notBy === witness ? technician : witness);
      const word = { decision: 'CONFIRM', numbers: [record] };
      await hands.as(second).post(`/api/v1/handlings/${path(id)}/settlements`, word);
    }
  });
};

const nextStep = ({ steps, tasks }: HandlingView) =>
  steps.find(({ id }) => tasks.some(({ what, step }) => what === 'do' && step === id));

/** Containers come as they are sealed: a sample that is handled is that of the run that ended last before. */
async function broughtFor({ recipe, startedAt }: HandlingView, { as }: Hands): Promise<string> {
  const items = await as(custodian).all<RunView>('/api/v1/runs?open=false');
  const ended = items
    .filter(({ definition, endedAt }) => definition === samplingOf[recipe] && endedAt && endedAt <= startedAt)
    .toSorted((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''));
  const last = ended.at(-1);
  if (!last) throw new Error(`no sample was brought for ${recipe}`);
  return last.sampleCode;
}

async function photograph({ bottles, sampleCode }: HandlingView, { as }: Hands): Promise<string> {
  const photo = photoOf(bottles.length, sampleCode);
  return (await as(technician).postFile<{ sha256: string }>('/api/v1/evidence', photo, 'image/png')).sha256;
}
