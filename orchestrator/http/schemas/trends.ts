import { z } from 'zod';
import { instantInput, instantText, wholeNumber } from './scalars.ts';

/** Curves that can be told apart in one picture. */
const mostTags = 8;
/** More than a screen has columns. */
const mostPoints = 2000;

const tag = z.string().min(1).max(100);

export const trendQuery = z.object({
  tag: z
    .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(tag).min(1).max(mostTags))
    .meta({
      description: `1 to ${mostTags} tags of the unit; repeat the parameter`,
      type: 'array',
      items: { type: 'string' },
    }),
  from: instantInput.optional().describe('Default: an hour before "to"'),
  to: instantInput.optional().describe('Default: now'),
  points: wholeNumber(1, mostPoints, 300).describe('Most points of each curve'),
});

export const trends = z
  .object({
    unit: z.string(),
    from: instantText,
    to: instantText,
    width_s: z.number().meta({ description: 'Of a bucket, s' }),
    source: z.enum(['raw', 'minutes']).meta({ description: 'Second by second, or minute by minute' }),
    series: z.array(
      z.object({
        tag: z.string(),
        buckets: z
          .array(
            z.object({
              from: instantText,
              min: z.number(),
              max: z.number(),
              mean: z.number(),
              last: z.number(),
              quality: z.enum(['good', 'uncertain']),
            }),
          )
          .meta({
            description:
              'Those with values, in order; one that is not there is a gap: stale, bad, or nobody looked',
          }),
      }),
    ),
  })
  .meta({ id: 'Trends', description: 'Flags are 0 and 1' });
