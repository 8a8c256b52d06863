import { z } from 'zod';
import { alarmStatistics } from './alarm.ts';
import { stageTurnaround } from './inspection.ts';
import { validity } from './sampling.ts';
import { bilingual, decimal, instantText, periodQuery } from './scalars.ts';

export const statisticsPeriod = z.object(periodQuery);

const count = z.int().min(0);
const share = z
  .number()
  .nullable()
  .meta({ description: 'Fraction of what is counted beside it; null of nothing' });
const percent = decimal
  .nullable()
  .meta({ description: 'Absolute %; null where the commodity has no such measure' });
const certificateCounts = { issued: count, replaced: count, withdrawn: count };
const hidden = ' (null: not for your role)';

export const statistics = z
  .object({
    from: instantText,
    to: instantText,
    repeatability: z
      .array(
        z.object({
          item: z.string(),
          name: bilingual,
          pairs: count.meta({ description: 'First two determinations of a round that were judged' }),
          failed: count,
          failureRate: share,
          third: count.meta({ description: 'Third determinations' }),
          discarded: count.meta({ description: 'Rounds that were discarded whole' }),
          unjudged: count.meta({ description: 'Pairs for which no limit is known' }),
        }),
      )
      .nullable()
      .meta({ description: `By item${hidden}` }),
    sampling: z
      .array(
        z.object({
          kind: z.enum(['coal', 'grain', 'petroleum']),
          unit: z.string().nullable(),
          label: bilingual.meta({ description: 'Which part of its cargo it was' }),
          at: instantText,
          incrementsPlanned: count,
          incrementsTaken: count,
          incrementsMissed: count.nullable(),
          required: percent,
          reached: percent,
          met: z.boolean().nullable(),
          validity,
        }),
      )
      .nullable()
      .meta({
        description: `Units of lots that were sampled, with the precision reached and required${hidden}`,
      }),
    increments: z
      .array(
        z.object({
          unit: z.string(),
          runs: count.meta({ description: 'That ended' }),
          planned: count,
          taken: count,
          missed: count,
          void: count,
          byHand: count,
          missedRate: share,
        }),
      )
      .nullable()
      .meta({ description: `By sampler${hidden}` }),
    turnaround: z.array(stageTurnaround).nullable(),
    alarms: alarmStatistics
      .pick({ raised: true, perHour: true, peak: true, floods: true, mostFrequent: true })
      .nullable(),
    results: z
      .array(z.object({ verdict: z.string(), results: count }))
      .nullable()
      .meta({ description: `Results of issued certificates by verdict${hidden}` }),
    certificates: z
      .object({
        ...certificateCounts,
        byKind: z.array(z.object({ code: z.string(), title: bilingual, ...certificateCounts })),
      })
      .nullable(),
    blindControl: z
      .array(
        z.object({
          item: z.string(),
          kind: z.enum(['duplicate', 'reference']),
          scored: count,
          ok: count,
          warning: count,
          action: count,
          notJudged: count,
        }),
      )
      .nullable(),
  })
  .meta({ id: 'Statistics' });
