import Database from 'libsql';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import { stretchesOf } from '../../telemetry/stepped.ts';
import type { Sample, Stretch } from '../../telemetry/stepped.ts';
import { telemetryHold } from '../ports.ts';
import type { TelemetryLimits, TelemetryPoint, TelemetryRead, TelemetrySpan } from '../ports.ts';
import { minute, minuteOf, planOf, readOf, WaitingSamples, withMinutes } from '../waiting-samples.ts';
import type { FinishedSamples, SpanPlan } from '../waiting-samples.ts';
import { packSamples, unpackSamples } from './telemetry-samples.ts';

interface MinuteRow extends Omit<Stretch, 'from' | 'last' | 'uncertain'> {
  readonly bucket: number;
  readonly newest: number;
  readonly uncertain: number;
}

/**
 * The past of process values in an SQLite file of its own: samples of a minute of one tag in one row, and each minute summed up. Samples
 * are put away minute by minute: a tag costs two small writes a minute.
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

  const waiting = new WaitingSamples();
  const idOf = (unit: string, tag: string): number | undefined => (findSeries.get(unit, tag) as { id: number } | undefined)?.id;

  function append(points: readonly TelemetryPoint[]): void {
    waiting.append(points);
  }

  /** Samples minute by minute, and what those minutes were like. */
  function putAway({ unit, tag, samples, minutes }: FinishedSamples): void {
    addSeries.run(unit, tag);
    const id = idOf(unit, tag);
    const byMinute = new Map<number, Sample[]>();
    for (const sample of samples) byMinute.set(minuteOf(sample.at), [...(byMinute.get(minuteOf(sample.at)) ?? []), sample]);
    for (const each of byMinute.values()) if (each[0]) putRaw.run(id, each[0].at, packSamples(each));
    for (const { from, min, max, sum, ms, last, uncertain } of minutes) putMinute.run(id, from, min, max, sum, ms, last, Number(uncertain));
  }

  function putAwayAll(until: number): void {
    const finished = waiting.finished(until);
    db.exec('begin');
    try {
      for (const series of finished) putAway(series);
      db.exec('commit');
    } catch (error) {
      if (db.inTransaction) db.exec('rollback');
      throw error;
    }
    waiting.putAway(finished, until);
  }

  function tidy(now: Instant): void {
    const time = Date.parse(now);
    const until = minuteOf(time);
    waiting.pass(time);
    if (until > waiting.putAwayUntil) putAwayAll(until);
    db.exec('begin');
    for (const { id } of allSeries.all() as { id: number }[]) {
      dropRaw.run(id, time - limits.raw);
      dropMinutes.run(id, time - limits.minutes);
    }
    db.exec('commit');
  }

  function read(span: TelemetrySpan): TelemetryRead {
    const plan = planOf(span, waiting.newest, limits);
    return readOf(plan, plan.source === 'raw' ? rawStretches(span, plan) : minuteStretches(span, plan));
  }

  function rawStretches({ unit, tag }: TelemetrySpan, { from, to, width }: SpanPlan): readonly Stretch[] {
    // A row begins at its first sample and is of one minute; its last sample stands for a while.
    const rows = rawOf.all(idOf(unit, tag) ?? null, from - telemetryHold - minute, to) as { at: number; samples: Buffer }[];
    const stored = rows.flatMap(({ at, samples }) => unpackSamples(at, Buffer.from(samples)));
    return stretchesOf([...stored, ...waiting.waitingOf(unit, tag)], from, to, width);
  }

  function minuteStretches({ unit, tag }: TelemetrySpan, plan: SpanPlan): readonly Stretch[] {
    const { from, to, width } = plan;
    const id = idOf(unit, tag) ?? null;
    const stored = (minutesOf.all(from, width, id, to) as MinuteRow[]).map(({ bucket, newest, uncertain, ...row }): Stretch => {
      const { last } = lastOf.get(id, newest) as { last: number };
      return { ...row, from: from + bucket * width, last, uncertain: uncertain === 1 };
    });
    return withMinutes(stored, waiting.minutesOf(unit, tag, from, to), plan);
  }

  function close(): void {
    // The minute that is not over is put away as far as it goes; its other part follows after a start.
    if (waiting.newest > 0) putAwayAll(waiting.newest + 1);
    db.close();
  }

  return { append, read, tidy, close };
}
