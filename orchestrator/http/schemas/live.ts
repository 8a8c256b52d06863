import { z } from 'zod';
import { topics } from '../live/topics.ts';
import { instantText } from './scalars.ts';
import { plainValue } from './plant.ts';

const position = z.int().meta({ description: 'Entries of the journal that are told of' });
const serverTime = instantText.meta({ description: 'Now, by the clock of the server' });

const topic = z
  .enum(topics)
  .meta({ id: 'LiveTopic', description: 'Which list of the interface to read again' });

const liveReading = z
  .object({
    value: plainValue.meta({ description: 'null when stale or bad: what is not current is not a value' }),
    lastKnown: plainValue
      .optional()
      .meta({ description: 'Absent where it is the value, or nothing was ever known' }),
    quality: z.enum(['good', 'uncertain', 'bad']),
    stale: z.boolean(),
    sourceTime: instantText.nullable(),
  })
  .meta({ id: 'LiveReading' });

/** What ends a stream. After any but the last a new one needs a new login. */
const endReasons = ['expired', 'logged-out', 'server-stopping'] as const;

/** The data of each event of the stream, by the name of the event. */
export const liveEvents = z
  .object({
    hello: z.object({
      position,
      serverTime,
      build: z.string().meta({ description: 'Version of the server' }),
      resumed: z
        .boolean()
        .meta({ description: 'False: what was missed is not known, read everything again' }),
    }),
    changed: z.object({ position, topics: z.array(topic) }),
    values: z.object({
      serverTime,
      units: z.record(
        z.string(),
        z.object({
          live: z.boolean(),
          reason: z.string().nullable().meta({ description: 'Why it is not live' }),
          readings: z.record(z.string(), liveReading),
        }),
      ),
    }),
    beat: z.object({ serverTime }),
    end: z.object({ reason: z.enum(endReasons) }),
  })
  .meta({
    id: 'LiveEvents',
    description: 'Not one object: the JSON in `data:` of each event, by the name in `event:`',
  });

export type LiveEvents = z.output<typeof liveEvents>;
export type EndReason = (typeof endReasons)[number];
