import { z } from 'zod';
import { stages } from '../../services/journey-stage.ts';
import { stageWords } from '../../services/journey-words.ts';
import type { JourneyStage } from '../../services/journey-words.ts';
import { bilingual, decimal, instantText } from './scalars.ts';

const details = z
  .record(z.string(), z.union([z.string(), z.number(), bilingual]))
  .meta({ description: 'By name; masses in kg; what has a name of its own in both languages' });
const happened = {
  step: z.string().meta({ example: 'first-cut' }),
  words: bilingual,
  stage: z
    .enum(Object.keys(stageWords) as JourneyStage[])
    .meta({ description: 'Part of the way it belongs to' }),
  stageWords: bilingual,
  at: instantText,
};

export const consignmentJourney = z
  .object({
    consignment: z.string(),
    nodes: z.array(
      z.object({
        code: z.string(),
        kind: z.string(),
        mass: decimal.meta({ description: 'kg' }),
        seal: z.string().nullable(),
        place: z.string(),
        holder: z
          .string()
          .nullable()
          .meta({ description: 'User who received it last; null where it lies in store' }),
        at: instantText,
        containers: z.array(
          z.object({
            position: z.int(),
            mass: decimal.meta({ description: 'kg' }),
            seal: z.string(),
            at: instantText,
          }),
        ),
      }),
    ),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        step: z.enum(['sampling', 'preparation', 'portion']),
        process: z.string().nullable(),
      }),
    ),
    events: z.array(
      z.object({
        ...happened,
        by: z.object({ kind: z.string(), id: z.string(), name: z.string().exactOptional() }),
        process: z.string(),
        position: z.int().meta({ description: 'Of the entry in the journal' }),
        details,
      }),
    ),
  })
  .meta({ id: 'ConsignmentJourney' });

export const sampleJourney = z
  .object({
    code: z.string(),
    stage: z.enum(stages),
    events: z.array(z.object({ ...happened, by: z.string().nullable(), details })),
  })
  .meta({ id: 'SampleJourney' });
