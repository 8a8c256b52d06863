import { z } from 'zod';
import { sampleStages } from '../../services/sample-pipeline.ts';
import { instantText } from './scalars.ts';

export const samplePipeline = z
  .object({
    stages: z
      .array(
        z.object({
          stage: z.enum(sampleStages),
          count: z.int().min(0),
          oldest: instantText.nullable().meta({ description: 'Since when the oldest is there; null when nobody knows' }),
          late: z.int().min(0).meta({ description: 'Later in it than they should be' }),
        }),
      )
      .meta({ description: 'In the order of the way; only those that your role sees' }),
  })
  .meta({ id: 'SamplePipeline' });
