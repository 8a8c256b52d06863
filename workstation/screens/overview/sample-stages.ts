import type { Schemas } from '../../api/client.ts';

/** Where samples are on their way, in the order of the way. */
const sampleStages = [
  'waiting',
  'setting-up',
  'sampling',
  'sampled',
  'preparing',
  'prepared',
  'testing',
  'tested',
] as const;
export type SampleStage = (typeof sampleStages)[number];

export interface SamplesInStage {
  readonly stage: SampleStage;
  readonly count: number;
  /** Since when the oldest is there; null when nobody knows. */
  readonly oldest: string | null;
  /** How many are later in it than they should be. */
  readonly late: number;
}

interface Sample {
  readonly stage: SampleStage;
  readonly since: string | null;
  readonly late: boolean;
}

const isStage = (stage: string): stage is SampleStage => (sampleStages as readonly string[]).includes(stage);

type CargoUnit = Pick<Schemas['Consignment']['units'][number], 'stage' | 'reached' | 'late' | 'replacedBy'>;

/** Samples of consignments: each unit stands in the stage it reached last. Rejected and replaced ones are on no way any more. */
export const samplesOfUnits = (units: readonly CargoUnit[]): readonly Sample[] =>
  units.flatMap(({ stage, reached, late, replacedBy }) => {
    const place = stage === 'planned' ? 'waiting' : stage;
    if (replacedBy !== null || !isStage(place)) return [];
    return [{ stage: place, since: reached.at(-1)?.at ?? null, late: late !== null }];
  });

type Run = Pick<Schemas['Run'], 'definition' | 'status' | 'startedAt'>;

const ended: readonly string[] = ['finished', 'aborted'];

/** Samples as somebody sees them who knows runs only: before their unit, or in it. */
export const samplesOfRuns = (runs: readonly Run[]): readonly Sample[] =>
  runs
    .filter(({ status }) => !ended.includes(status))
    .map(({ definition, status, startedAt }) => ({
      stage:
        runStages[definition === 'coal-preparation' ? 'preparation' : 'sampling'][
          status === 'waiting' ? 'before' : 'within'
        ],
      since: startedAt,
      late: false,
    }));

const runStages = {
  sampling: { before: 'waiting', within: 'sampling' },
  preparation: { before: 'sampled', within: 'preparing' },
} as const;

/** The stages of which somebody who works blind sees the samples; of the others he knows nothing, which is not none. */
export const stagesSeenBy = (roles: readonly string[]): readonly SampleStage[] =>
  sampleStages.filter(
    (stage) =>
      (roles.includes('sampler') && Object.values<string>(runStages.sampling).includes(stage)) ||
      (roles.includes('preparer') && Object.values<string>(runStages.preparation).includes(stage)),
  );

/** Each of the stages with how many are in it and how old the oldest is. */
export const byStage = (
  samples: readonly Sample[],
  stages: readonly SampleStage[] = sampleStages,
): readonly SamplesInStage[] =>
  stages.map((stage) => {
    const here = samples.filter((sample) => sample.stage === stage);
    const times = here.flatMap(({ since }) => since ?? []).toSorted();
    return {
      stage,
      count: here.length,
      oldest: times[0] ?? null,
      late: here.filter(({ late }) => late).length,
    };
  });
