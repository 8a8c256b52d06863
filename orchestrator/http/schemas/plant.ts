import { z } from 'zod';
import { samplingKinds } from '../../../workflows/sampler-run/kinds.ts';
import { turnReasons, urgencies } from '../../../workflows/scheduling/turn.ts';
import { waits } from '../../../workflows/scheduling/why-waiting.ts';
import { intervention } from './intervention.ts';
import { bilingual, decimal, instantText, pageQuery, reason, unitIdInput } from './scalars.ts';

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

export const plainValue = z.union([z.number(), z.string(), z.boolean(), z.null()]);

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

const intervals = { publishingMs: z.number(), keepAliveCount: z.number() };

export const subscription = z
  .object({
    requested: z.object({ ...intervals, samplingMs: z.number() }),
    revised: z.object({
      ...intervals,
      lifetimeCount: z
        .number()
        .meta({ description: 'Publishing intervals without us after which the server forgets it' }),
      samplingMs: z
        .object({ shortest: z.number(), longest: z.number() })
        .nullable()
        .meta({ description: 'Among the tags; null when none is monitored' }),
    }),
  })
  .meta({ id: 'Subscription' });

export const workingRun = z
  .object({
    definition: z.string().meta({ description: 'coal-preparation, for example' }),
    run: z.string().nullable().meta({ description: 'Id of the run; null where you may not see it' }),
  })
  .meta({ id: 'WorkingRun' });

export const urgency = z.enum(urgencies);
export const turnReason = z.enum(turnReasons).meta({
  description:
    'Why it has its place: it waited longer than anybody should, is urgent, is due, or just came in this order',
});

export const waitingRun = workingRun
  .extend({
    urgency,
    dueAt: instantText
      .nullable()
      .meta({ description: 'null where nothing is due, and where you may not see the run' }),
    since: instantText.meta({ description: 'Waits since' }),
    reason: turnReason,
    waitsFor: z
      .object({ kind: z.enum(waits), ...bilingual.shape })
      .meta({ description: 'Room at the unit, its cleaning after another cargo, or those whose turn comes before' }),
    position: z.int().meta({ description: 'Its turn, from 1' }),
  })
  .meta({ id: 'WaitingRun' });

export const unit = z
  .object({
    unit: z.string(),
    readAt: instantText,
    live: z.boolean(),
    reason: z.string().nullable(),
    shadow: z.boolean().meta({ description: 'Another system runs the unit; nothing is written to it.' }),
    subscription: subscription
      .nullable()
      .meta({
        description: 'Its terms as asked for and as the server revised them; null while there is none',
      }),
    holders: z.array(workingRun).meta({ description: 'Runs it serves' }),
    waiting: z.array(waitingRun).meta({ description: 'Runs that wait for it, in the order of their turns' }),
    readings: z.record(z.string(), reading),
  })
  .meta({ id: 'Unit' });

export const runsQuery = z.object({
  unit: unitIdInput.optional(),
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({ description: 'Whether it is not over yet; absent: both' }),
  ...pageQuery(100, 500),
});
