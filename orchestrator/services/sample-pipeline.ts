import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { ViewStore } from '../storage/ports.ts';
import { isUnderWay, openConsignments } from '../views/consignment-view.ts';
import type { ConsignmentRow, SampleOnItsWay } from '../views/consignment-view.ts';
import type { RunView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { openRuns } from '../views/run-view.ts';

/** Where samples are on their way, in the order of the way. */
export const sampleStages = [
  'waiting', 'setting-up', 'sampling', 'sampled', 'preparing', 'prepared', 'testing', 'tested',
] as const; // prettier-ignore
export type SampleStage = (typeof sampleStages)[number];

export interface SamplesInStage {
  readonly stage: SampleStage;
  readonly count: number;
  /** Since when the oldest is there; null when nobody knows. */
  readonly oldest: string | null;
  /** How many are later in it than they should be. */
  readonly late: number;
}

/** Samples under way by stage. Takes as long as there are consignments under way, or runs that are not over. */
export interface SamplePipeline {
  /** Of all consignments that are neither closed nor ended. */
  ofConsignments(): Promise<readonly SamplesInStage[]>;
  /** As those see them who work blind: before their unit, or in it; of the stages named, from the runs that they may see. */
  ofRuns(stages: readonly SampleStage[], sees: (id: ProcessId) => boolean): Promise<readonly SamplesInStage[]>;
}

/** The stages in which who works with runs of a kind sees their samples. */
export const stagesOfRuns = {
  sampling: { before: 'waiting', within: 'sampling' },
  preparation: { before: 'sampled', within: 'preparing' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SampleStage>>>>;

interface Sample extends Omit<SampleOnItsWay, 'stage'> {
  readonly stage: string;
}

export function createSamplePipeline(views: Pick<ViewStore, 'find'>): SamplePipeline {
  return {
    ofConsignments: async () => {
      const rows = await views.find<ConsignmentRow>(collections.consignmentRows, { index: openConsignments });
      const samples = rows.filter(({ status }) => isUnderWay(status)).flatMap((row) => row.samples);
      return byStage(samples, sampleStages);
    },
    ofRuns: async (stages, sees) => {
      const runs = await views.find<RunView>(collections.runs, { index: openRuns });
      return byStage(runs.filter(({ id }) => sees(id)).map(sampleOfRun), stages);
    },
  };
}

function sampleOfRun({ definition, status, startedAt: since }: RunView): Sample {
  const way = stagesOfRuns[definition === 'coal-preparation' ? 'preparation' : 'sampling'];
  return { stage: way[status === 'waiting' ? 'before' : 'within'], since, isLate: false };
}

/** Planned samples wait, and those that are rejected are on no way any more. */
const placeOf = (stage: string): string => (stage === 'planned' ? 'waiting' : stage);

function byStage(samples: readonly Sample[], stages: readonly SampleStage[]): readonly SamplesInStage[] {
  return stages.map((stage) => {
    const here = samples.filter((sample) => placeOf(sample.stage) === stage);
    const oldest = here.reduce<string | null>(
      (first, { since }) => (since !== null && (first === null || since < first) ? since : first),
      null,
    );
    return { stage, count: here.length, oldest, late: here.filter(({ isLate }) => isLate).length };
  });
}
