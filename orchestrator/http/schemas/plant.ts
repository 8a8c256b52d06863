import { z } from 'zod';
import { samplingKinds } from '../../../workflows/sampler-run/kinds.ts';
import { intervention } from './intervention.ts';
import { decimal, instantText, reason } from './scalars.ts';

export const run = z
  .object({
    id: z.string(),
    definition: z.enum([...samplingKinds, 'coal-preparation']),
    unit: z.string(),
    sampleCode: z.string(),
    status: z.string(),
    reason: z.string().nullable(),
    incrementsPlanned: z.int().nullable(),
    incrementsTaken: z.int().nullable(),
    incrementsMissed: z.int().nullable(),
    incrementsByHand: z.int().nullable(),
    sampleMass: decimal.nullable().meta({ description: 'kg' }),
    startedAt: instantText.nullable(),
    endedAt: instantText.nullable(),
    interventions: z.array(intervention),
  })
  .meta({ id: 'Run' });

export const runCommand = z.strictObject({ command: z.enum(['hold', 'resume', 'finish', 'abort']), reason });

const plainValue = z.union([z.number(), z.string(), z.boolean(), z.null()]);

const reading = z
  .object({
    value: plainValue.meta({ description: 'null when stale or bad: what is not current is not a value' }),
    lastKnown: plainValue.meta({ description: 'The last value seen, for showing greyed' }),
    quality: z.enum(['good', 'uncertain', 'bad']),
    stale: z.boolean(),
    sourceTime: instantText.nullable(),
    age: z.number().nullable().meta({ description: 's since sourceTime' }),
  })
  .meta({ id: 'Reading' });

export const unit = z
  .object({
    unit: z.string(),
    readAt: instantText,
    live: z.boolean(),
    reason: z.string().nullable(),
    readings: z.record(z.string(), reading),
  })
  .meta({ id: 'Unit' });
