import { journeyWords, stageWords } from '../../services/journey-words.ts';
import type { JourneyStage, JourneyStep } from '../../services/journey-words.ts';
import type { HttpDeps } from '../deps.ts';
import { found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { consignmentJourney, sampleJourney } from '../schemas/journey.ts';
import { blindCodeParam, processIdParam } from '../schemas/scalars.ts';
import { stagesOf } from './stage-sight.ts';

const inWords = <Event extends { readonly step: JourneyStep; readonly stage: JourneyStage }>(
  event: Event,
) => ({
  ...event,
  words: journeyWords[event.step],
  stageWords: stageWords[event.stage],
});

export const journeyOperations = ({ journey }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getJourney',
    method: 'get',
    path: '/api/v1/consignments/{id}/journey',
    tag: 'Consignments',
    summary:
      'The whole way of the samples of a consignment: vessels, and every event with time, person and journal position',
    input: { params: processIdParam },
    reply: json(consignmentJourney, 'Graph and timeline.'),
    handle: async ({ input: { params } }) => {
      const whole = found(await journey.ofConsignment(params.id), 'consignment', params.id);
      return { ...whole, events: whole.events.map(inWords) };
    },
  }),
  operatorOperation({
    id: 'getSampleJourney',
    method: 'get',
    path: '/api/v1/samples/{code}/journey',
    tag: 'Handling',
    summary: 'What happened under one code of your stage',
    input: { params: blindCodeParam },
    reply: json(sampleJourney, 'Timeline of this code alone.'),
    handle: async ({ caller, input: { params } }) => {
      const own = found(await journey.ofSample(params.code, stagesOf(caller)), 'sample', params.code);
      return { ...own, events: own.events.map(inWords) };
    },
  }),
];
