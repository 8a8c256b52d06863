import type { Connection, mongo } from 'mongoose';
import { stretchesOf } from '../../telemetry/stepped.ts';
import type { Sample, Stretch } from '../../telemetry/stepped.ts';
import { telemetryHold } from '../ports.ts';
import type { Telemetry, TelemetryLimits, TelemetrySpan } from '../ports.ts';
import { minuteOf, planOf, readOf, WaitingSamples, withMinutes } from '../waiting-samples.ts';
import type { SpanPlan } from '../waiting-samples.ts';
import { expiringCollection } from './expiring-collection.ts';
import { databaseOf } from './model.ts';

interface SeriesOf {
  readonly series: { readonly unit: string; readonly tag: string };
}
interface RawDocument extends SeriesOf {
  readonly at: Date;
  /** Null when it was not known. */
  readonly value: number | null;
  readonly uncertain: boolean;
}
interface MinuteDocument extends SeriesOf, Omit<Stretch, 'from'> {
  readonly at: Date;
  /** Until when it was known: a minute in which another node took over is told in two parts. */
  readonly until: Date;
}

/** What the last minute brought may be lost; what is read back is what this node has just written. */
const quick = { writeConcern: { w: 1 }, readConcern: { level: 'local' } } as const;
const documentsAtOnce = 5_000;

/**
 * The past of process values in MongoDB: time series where the server has them (5.0 and newer), else collections whose documents expire,
 * put away minute by minute. What is older than it is kept is not told, also before the server gets round to removing it.
 */
export async function openMongoTelemetry(
  connection: Connection,
  limits: TelemetryLimits,
): Promise<Telemetry> {
  const db = databaseOf(connection);
  await expiringCollection(db, 'telemetry_raw', limits.raw);
  await expiringCollection(db, 'telemetry_minutes', limits.minutes);
  const raw = db.collection<RawDocument>('telemetry_raw', quick);
  const minutes = db.collection<MinuteDocument>('telemetry_minutes', quick);
  const waiting = new WaitingSamples();
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const result = turn.then(act);
    turn = result.catch(() => {});
    return result;
  };

  async function putAwayAll(until: number): Promise<void> {
    const finished = waiting.finished(until);
    const samples = finished.flatMap(({ unit, tag, samples: own }) =>
      own.map(({ at, value, uncertain }): RawDocument => ({
        at: new Date(at),
        series: { unit, tag },
        value,
        uncertain,
      })),
    );
    const stretches = finished.flatMap(({ unit, tag, minutes: own }) =>
      own.map(({ from, ...stretch }): MinuteDocument => ({
        at: new Date(from),
        series: { unit, tag },
        ...stretch,
        until: new Date(until),
      })),
    );
    await insertAll(raw, samples);
    await insertAll(minutes, stretches);
    waiting.putAway(finished, until);
  }

  const ofSeries = ({ unit, tag }: TelemetrySpan) => ({ 'series.unit': unit, 'series.tag': tag });
  const keptSince = (kept: number, from: number) => new Date(Math.max(from, waiting.newest - kept));

  async function rawStretches(
    span: TelemetrySpan,
    { from, to, width }: SpanPlan,
  ): Promise<readonly Stretch[]> {
    const told = waiting.waitingOf(span.unit, span.tag);
    const at = { $gte: keptSince(limits.raw, from - telemetryHold), $lt: new Date(to) };
    const rows = await raw.find({ ...ofSeries(span), at }, { sort: { at: 1 } }).toArray();
    const stored = rows.map((row): Sample => ({
      at: row.at.getTime(),
      value: row.value,
      uncertain: row.uncertain,
    }));
    // What is just being put away is in both.
    const newest = stored.at(-1)?.at ?? -Infinity;
    return stretchesOf([...stored, ...told.filter((sample) => sample.at > newest)], from, to, width);
  }

  async function minuteStretches(span: TelemetrySpan, plan: SpanPlan): Promise<readonly Stretch[]> {
    const { from, to, width } = plan;
    const told = waiting.minutesOf(span.unit, span.tag, from, to);
    const at = { $gte: keptSince(limits.minutes, from), $lt: new Date(to) };
    const rows = minutes.aggregate<Omit<Stretch, 'from'> & { readonly _id: number }>([
      { $match: { ...ofSeries(span), at } },
      { $sort: { at: 1, until: 1 } },
      {
        $group: {
          _id: { $floor: { $divide: [{ $subtract: ['$at', new Date(from)] }, width] } },
          min: { $min: '$min' },
          max: { $max: '$max' },
          sum: { $sum: '$sum' },
          ms: { $sum: '$ms' },
          last: { $last: '$last' },
          uncertain: { $max: '$uncertain' },
        },
      },
      { $sort: { _id: 1 } },
    ]);
    const stored: Stretch[] = [];
    for await (const { _id: bucket, ...stretch } of rows)
      stored.push({ from: from + bucket * width, ...stretch });
    return withMinutes(stored, told, plan);
  }

  return {
    append: async (points) => waiting.append(points),
    read: async (span) => {
      const plan = planOf(span, waiting.newest, limits);
      return readOf(
        plan,
        await (plan.source === 'raw' ? rawStretches(span, plan) : minuteStretches(span, plan)),
      );
    },
    tidy: (now) =>
      inTurn(async () => {
        const time = Date.parse(now);
        waiting.pass(time);
        if (minuteOf(time) > waiting.putAwayUntil) await putAwayAll(minuteOf(time));
      }),
    close: () =>
      inTurn(async () => {
        // The minute that is not over is put away as far as it goes; its other part follows after a start.
        if (waiting.newest > 0) await putAwayAll(waiting.newest + 1);
      }),
  };
}

async function insertAll<T extends mongo.OptionalId<mongo.Document>>(
  collection: mongo.Collection<T>,
  documents: readonly mongo.OptionalUnlessRequiredId<T>[],
): Promise<void> {
  for (let from = 0; from < documents.length; from += documentsAtOnce)
    await collection.insertMany(documents.slice(from, from + documentsAtOnce), { ordered: false });
}
