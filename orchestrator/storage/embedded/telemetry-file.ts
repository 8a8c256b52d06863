import Database from 'libsql';
import { instant } from '../../../workflows/kernel/brand.ts';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import { joined, stretchesOf } from '../../telemetry/stepped.ts';
import type { Sample, Stretch } from '../../telemetry/stepped.ts';
import { telemetryHold } from '../ports.ts';
import type { TelemetryBucket, TelemetryPoint, TelemetryRead, TelemetrySpan } from '../ports.ts';
import { packSamples, unpackSamples } from './telemetry-samples.ts';

/** How long what is kept, ms. */
export interface TelemetryLimits {
  readonly raw: number;
  readonly minutes: number;
}

const minute = 60_000;
/** Longest span that is shown second by second: of a longer one a screen has fewer points than minutes. */
const longestRaw = 2 * 60 * minute;
/** Samples of a tag that wait to be put away. More come only when the disk takes none: then the oldest go. */
const mostWaiting = 1200;

const minuteOf = (time: number): number => time - (time % minute);

interface Series {
  readonly id: number;
  /** Newest sample that was put away: it may still stand. */
  held: Sample | null;
  waiting: Sample[];
}

interface MinuteRow extends Omit<Stretch, 'uncertain'> {
  readonly uncertain: number;
}

/**
 * The past of process values in an SQLite file of its own: samples of a minute of one tag in one row, and each minute summed up. Samples
 * are collected in memory and put away minute by minute, so that a tag costs two small writes a minute, however often it changes.
 */
export function openTelemetryFile(file: string, limits: TelemetryLimits) {
  const db = new Database(file);
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=NORMAL');
  db.exec(`
    create table if not exists series (id integer primary key, unit text not null, tag text not null, unique (unit, tag)) strict;
    create table if not exists raw (
      series integer not null, at integer not null, samples blob not null, primary key (series, at)
    ) without rowid, strict;
    create table if not exists minutes (
      series integer not null, start integer not null, min real not null, max real not null, sum real not null, ms integer not null,
      last real not null, uncertain integer not null, primary key (series, start)
    ) without rowid, strict;
  `);
  const addSeries = db.prepare('insert or ignore into series (unit, tag) values (?, ?)');
  const findSeries = db.prepare('select id from series where unit = ? and tag = ?');
  const putRaw = db.prepare('insert or replace into raw (series, at, samples) values (?, ?, ?)');
  // A minute in which the server was started anew is told in two parts.
  const putMinute = db.prepare(
    `insert into minutes (series, start, min, max, sum, ms, last, uncertain) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (series, start) do update set min = min(min, excluded.min), max = max(max, excluded.max), sum = sum + excluded.sum,
       ms = ms + excluded.ms, last = excluded.last, uncertain = max(uncertain, excluded.uncertain)`,
  );
  const rawOf = db.prepare('select at, samples from raw where series = ? and at >= ? and at < ? order by at');
  const minutesOf = db.prepare(
    // The driver binds every number as a real one, so the division has to be cut down.
    `select cast((start - ?1) / ?2 as integer) as bucket, min(min) as min, max(max) as max, sum(sum) as sum, sum(ms) as ms,
       max(uncertain) as uncertain,
       max(start) as newest from minutes where series = ?3 and start >= ?1 and start < ?4 group by bucket order by bucket`,
  );
  const lastOf = db.prepare('select last from minutes where series = ? and start = ?');
  const dropRaw = db.prepare('delete from raw where series = ? and at < ?');
  const dropMinutes = db.prepare('delete from minutes where series = ? and start < ?');
  const allSeries = db.prepare('select id from series');

  const known = new Map<string, Series>();
  const key = (unit: string, tag: string) => `${unit}\n${tag}`;
  let newest = 0;
  /** Minutes before this one are put away. */
  let putAwayUntil = 0;

  function seriesOf(unit: string, tag: string): Series {
    const found = known.get(key(unit, tag));
    if (found) return found;
    addSeries.run(unit, tag);
    const { id } = findSeries.get(unit, tag) as { id: number };
    const series = { id, held: null, waiting: [] };
    known.set(key(unit, tag), series);
    return series;
  }

  /** All samples of a series that wait, from the one that still stands on. */
  const inMemory = ({ held, waiting }: Series): readonly Sample[] => (held ? [held, ...waiting] : waiting);

  function append(points: readonly TelemetryPoint[]): void {
    for (const { unit, tag, at: text, value, quality } of points) {
      const series = seriesOf(unit, tag);
      const at = Date.parse(text);
      const before = series.waiting.at(-1) ?? series.held;
      if (before && at <= before.at) continue;
      series.waiting.push({ at, value, uncertain: quality === 'uncertain' });
      if (series.waiting.length > mostWaiting) series.waiting.shift();
      newest = Math.max(newest, at);
    }
  }

  /** Samples of a series before `until`, minute by minute, and what those minutes were like. */
  function putAway(series: Series, until: number): void {
    const byMinute = new Map<number, Sample[]>();
    for (const sample of series.waiting.filter(({ at }) => at < until)) {
      const of = minuteOf(sample.at);
      byMinute.set(of, [...(byMinute.get(of) ?? []), sample]);
    }
    for (const samples of byMinute.values())
      if (samples[0]) putRaw.run(series.id, samples[0].at, packSamples(samples));
    for (const { from, min, max, sum, ms, last, uncertain } of stretchesOf(
      inMemory(series),
      beginOf(series),
      until,
      minute,
    ))
      putMinute.run(series.id, from, min, max, sum, ms, last, Number(uncertain));
  }

  function putAwayAll(until: number): void {
    db.exec('begin');
    try {
      for (const series of known.values()) putAway(series, until);
      db.exec('commit');
    } catch (error) {
      if (db.inTransaction) db.exec('rollback');
      throw error;
    }
    for (const series of known.values()) {
      series.held = series.waiting.findLast(({ at }) => at < until) ?? series.held;
      series.waiting = series.waiting.filter(({ at }) => at >= until);
    }
    putAwayUntil = until;
  }

  /** From when on a series is not put away. */
  const beginOf = ({ waiting: [first] }: Series): number =>
    putAwayUntil > 0 || !first ? putAwayUntil : minuteOf(first.at);

  function tidy(now: Instant): void {
    const time = Date.parse(now);
    const until = minuteOf(time);
    newest = Math.max(newest, time);
    if (until > putAwayUntil) putAwayAll(until);
    db.exec('begin');
    for (const { id } of allSeries.all() as { id: number }[]) {
      dropRaw.run(id, time - limits.raw);
      dropMinutes.run(id, time - limits.minutes);
    }
    db.exec('commit');
  }

  function read({ unit, tag, from: fromText, to: toText, points }: TelemetrySpan): TelemetryRead {
    const [from, to] = [Date.parse(fromText), Date.parse(toText)];
    const isRaw = to - from <= longestRaw && from >= Math.max(newest, to) - limits.raw;
    const finest = isRaw ? 1000 : minute;
    const width = Math.max(finest, Math.ceil((to - from) / points / finest) * finest);
    const known = findSeries.get(unit, tag) as { id: number } | undefined;
    const series = known && seriesOf(unit, tag);
    const stretches = !series
      ? []
      : isRaw
        ? rawStretches(series, from, to, width)
        : minuteStretches(series, minuteOf(from), to, width);
    return { width: width / 1000, source: isRaw ? 'raw' : 'minutes', buckets: stretches.map(bucketOf) };
  }

  function rawStretches(series: Series, from: number, to: number, width: number): readonly Stretch[] {
    // A row begins at its first sample and is of one minute; its last sample stands for a while.
    const rows = rawOf.all(series.id, from - telemetryHold - minute, to) as { at: number; samples: Buffer }[];
    const stored = rows.flatMap(({ at, samples }) => unpackSamples(at, Buffer.from(samples)));
    return stretchesOf([...stored, ...series.waiting], from, to, width);
  }

  function minuteStretches(series: Series, from: number, to: number, width: number): readonly Stretch[] {
    const rows = minutesOf.all(from, width, series.id, to) as (Omit<MinuteRow, 'from' | 'last'> & {
      bucket: number;
      newest: number;
    })[];
    const stretches = new Map<number, Stretch>();
    for (const { bucket, min, max, sum, ms, uncertain, newest: start } of rows) {
      const { last } = lastOf.get(series.id, start) as { last: number };
      const begin = from + bucket * width;
      stretches.set(begin, { from: begin, min, max, sum, ms, last, uncertain: uncertain === 1 });
    }
    const unfinished = stretchesOf(inMemory(series), Math.max(from, beginOf(series)), to, minute);
    for (const stretch of unfinished) {
      const begin = from + Math.floor((stretch.from - from) / width) * width;
      stretches.set(begin, joined(begin, stretches.get(begin), stretch));
    }
    return [...stretches.values()];
  }

  function close(): void {
    // The minute that is not over is put away as far as it goes; its other part follows after a start.
    if (newest > 0) putAwayAll(newest + 1);
    db.close();
  }

  return { append, read, tidy, close };
}

const bucketOf = ({ from, min, max, sum, ms, last, uncertain }: Stretch): TelemetryBucket => ({
  from: instant(new Date(from).toISOString()),
  min,
  max,
  mean: sum / ms,
  last,
  quality: uncertain ? 'uncertain' : 'good',
});
