import { z } from 'zod';
import { jobStates } from '../../jobs/ports.ts';
import { instantText, wholeNumber } from './scalars.ts';

/** So many done jobs of each kind are kept. */
const deepest = 10_000;
/** Jobs of one page: a row of about 300 bytes each. */
const largestPage = 200;

const state = z.enum(jobStates).meta({
  description:
    '`waiting`: for its turn or its next try; `failed`: tried five times, and tried again every minute',
});

export const jobQuery = z.object({
  state: state.default('failed'),
  offset: wholeNumber(0, deepest, 0).meta({ description: 'Jobs to leave out, the newest first' }),
  limit: wholeNumber(1, largestPage, 50),
});

export const jobParam = z.object({
  id: z.string().min(1).max(500).meta({
    description: 'Percent-encode its slash and its # in the address',
    example: 'certificate/7Q2M4K#12.0',
  }),
});

export const job = z
  .object({
    id: z.string().meta({ description: 'Id of the effect that wants it, or one that follows from it' }),
    kind: z.string().meta({ example: 'report.issue' }),
    process: z.string().meta({ description: 'Whose effect it is' }),
    state,
    failures: z.int().min(0).meta({ description: 'Tries that failed' }),
    addedAt: instantText,
    startedAt: instantText.nullable(),
    finishedAt: instantText.nullable().meta({ description: 'When the newest try ended' }),
    error: z.string().nullable().meta({ description: 'What the newest failure said, without secrets' }),
  })
  .meta({ id: 'Job' });

const count = z.int().min(0);
export const jobPage = z
  .object({
    items: z.array(job).meta({ description: 'The newest first' }),
    counts: z
      .object({ waiting: count, active: count, completed: count, failed: count })
      .meta({ description: 'Of all jobs that are known' }),
  })
  .meta({ id: 'JobPage' });
