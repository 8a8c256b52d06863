import { z } from 'zod';
import { bilingual, instantText, openPageQuery, reason } from './scalars.ts';

const attendedBy = z.object({ id: z.string(), at: instantText });
const priority = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  .meta({ description: '1 at once, 2 within minutes, 3 within the hour, 4 to know' });

export const alarm = z
  .object({
    id: z.string(),
    priority,
    state: z.enum(['unacknowledged', 'acknowledged', 'returned-unacknowledged', 'shelved', 'normal']).meta({
      description: 'By ANSI/ISA-18.2; `returned-unacknowledged`: its cause is gone, but nobody has seen it',
    }),
    code: z.string(),
    message: bilingual,
    response: bilingual.meta({ description: 'What to do' }),
    consequence: bilingual.meta({ description: 'What follows if nobody does' }),
    unit: z.string().nullable(),
    process: z.string().nullable(),
    firstOut: z.boolean().meta({ description: 'Came before all others that stand at its unit' }),
    occurrences: z.int(),
    raisedAt: instantText,
    clearedAt: instantText.nullable(),
    acknowledged: attendedBy.nullable(),
    shelved: attendedBy.extend({ until: instantText, reason: z.string() }).nullable(),
  })
  .meta({ id: 'Alarm' });

export const alarmsQuery = z.object({
  closedOn: z.iso
    .date()
    .optional()
    .meta({ description: 'Alarms that became normal on this day (UTC) instead of those that are open' }),
  ...openPageQuery,
});

/** Twice the longest a catalogue may allow would still be a day; the catalogue decides. */
const longestShelf = 24 * 60;
export const shelving = z.strictObject({ minutes: z.int().min(1).max(longestShelf), reason });
export const unshelving = z.strictObject({ reason });

export const alarmIdParam = z.object({
  id: z.string().regex(/^[A-Z_]+-\d+$/, 'Expected the id of an alarm, for example UNIT_FAULT-4711'),
});

/** A month is enough for a review of the alarms; longer belongs into a report. */
const longestReview = 31 * 24;
export const statisticsQuery = z.object({
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(longestReview)
    .default(24)
    .meta({ description: 'How many hours back from now' }),
});

export const alarmStatistics = z
  .object({
    from: instantText,
    to: instantText,
    raised: z.int(),
    perHour: z.number(),
    peak: z.object({ from: instantText, raised: z.int() }).nullable(),
    floods: z.array(z.object({ from: instantText, to: instantText, raised: z.int() })),
    open: z.object({ unacknowledged: z.int(), acknowledged: z.int(), shelved: z.int(), stale: z.int() }),
    mostFrequent: z.array(z.object({ code: z.string(), unit: z.string().nullable(), raised: z.int() })),
  })
  .meta({ id: 'AlarmStatistics' });

export const alarmPerformance = alarmStatistics
  .extend({
    limits: z.object({
      shelving_min: z.int().meta({ description: 'Longest time an alarm may be put aside, min' }),
      stale_h: z.int().meta({ description: 'After how long an alarm that still calls counts as stale, h' }),
    }),
  })
  .meta({ id: 'AlarmPerformance' });
