import { sampleStages, stagesOfRuns } from '../../services/sample-pipeline.ts';
import type { SampleStage } from '../../services/sample-pipeline.ts';
import type { Caller } from '../../services/contract.ts';
import type { HttpDeps } from '../deps.ts';
import { knowsTheCargo } from '../operation-roles.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { samplePipeline } from '../schemas/sample-pipeline.ts';
import { isOneOf, maySee } from './stage-sight.ts';

/** The stages of which somebody who works blind sees the samples; of the others he knows nothing, which is not none. */
function stagesSeenBy(caller: Caller): readonly SampleStage[] {
  const seen: readonly SampleStage[] = [
    ...(isOneOf(caller, ['sampler']) ? Object.values(stagesOfRuns.sampling) : []),
    ...(isOneOf(caller, ['preparer']) ? Object.values(stagesOfRuns.preparation) : []),
  ];
  return sampleStages.filter((stage) => seen.includes(stage));
}

export const samplePipelineOperations = ({ pipeline }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getSamplePipeline',
    method: 'get',
    path: '/api/v1/sample-pipeline',
    tag: 'Plant',
    summary: 'How many samples are under way in each stage, since when, and how many are late',
    description: 'Samplers and preparers see those of their own stage.',
    input: {},
    reply: json(samplePipeline, 'All samples under way, counted.'),
    handle: async ({ caller }) => ({
      stages: [
        ...(isOneOf(caller, knowsTheCargo)
          ? await pipeline.ofConsignments()
          : await pipeline.ofRuns(stagesSeenBy(caller), (run) => maySee(caller, run))),
      ],
    }),
  }),
];
