import { instant } from '../../workflows/kernel/brand.ts';
import { joined, stretchesOf } from '../telemetry/stepped.ts';
import type { Sample, Stretch } from '../telemetry/stepped.ts';
import type {
  TelemetryBucket,
  TelemetryLimits,
  TelemetryPoint,
  TelemetryRead,
  TelemetrySpan,
} from './ports.ts';

export const minute = 60_000;
/** Longest span that is shown second by second: of a longer one a screen has fewer points than minutes. */
const longestRaw = 2 * 60 * minute;
/** Samples of a tag that wait to be put away. More come only when the store takes none: then the oldest go. */
const mostWaiting = 1200;

export const minuteOf = (time: number): number => time - (time % minute);

/** What of a tag is to be put away. */
export interface FinishedSamples {
  readonly unit: string;
  readonly tag: string;
  readonly samples: readonly Sample[];
  /** What those minutes were like. */
  readonly minutes: readonly Stretch[];
}

interface Series {
  readonly unit: string;
  readonly tag: string;
  /** Newest sample that was put away: it may still stand. */
  held: Sample | null;
  waiting: Sample[];
}

/** Samples told and not put away yet, so that a tag costs a few small writes a minute, however often it changes. */
export class WaitingSamples {
  readonly #series = new Map<string, Series>();
  #newest = 0;
  /** Minutes before this one are put away. */
  #putAwayUntil = 0;

  /** The latest time told of, ms; 0 when there was none. */
  get newest(): number {
    return this.#newest;
  }

  /** Until when everything is put away, ms. */
  get putAwayUntil(): number {
    return this.#putAwayUntil;
  }

  /** Points of a tag that are not later than the one before are left out. */
  append(points: readonly TelemetryPoint[]): void {
    for (const { unit, tag, at: text, value, quality } of points) {
      const series = this.#seriesOf(unit, tag);
      const at = Date.parse(text);
      const before = series.waiting.at(-1) ?? series.held;
      if (before && at <= before.at) continue;
      series.waiting.push({ at, value, uncertain: quality === 'uncertain' });
      if (series.waiting.length > mostWaiting) series.waiting.shift();
      this.#newest = Math.max(this.#newest, at);
    }
  }

  /** Nothing is told for earlier than this any more. */
  pass(time: number): void {
    this.#newest = Math.max(this.#newest, time);
  }

  /** What is before `until` and waits. */
  finished(until: number): readonly FinishedSamples[] {
    return [...this.#series.values()].map((series) => ({
      unit: series.unit,
      tag: series.tag,
      samples: series.waiting.filter(({ at }) => at < until),
      minutes: stretchesOf(inMemory(series), this.#beginOf(series), until, minute),
    }));
  }

  /** What `finished` gave for this time is put away. */
  putAway(finished: readonly FinishedSamples[], until: number): void {
    for (const { unit, tag, samples } of finished) {
      const series = this.#seriesOf(unit, tag);
      series.held = samples.at(-1) ?? series.held;
      const gone = new Set(samples);
      series.waiting = series.waiting.filter((sample) => !gone.has(sample));
    }
    this.#putAwayUntil = until;
  }

  /** Samples of a tag that wait, in order of time. */
  waitingOf(unit: string, tag: string): readonly Sample[] {
    return this.#series.get(keyOf(unit, tag))?.waiting ?? [];
  }

  /** Minutes of a tag that are not put away, from one on. */
  minutesOf(unit: string, tag: string, from: number, to: number): readonly Stretch[] {
    const series = this.#series.get(keyOf(unit, tag));
    return series ? stretchesOf(inMemory(series), Math.max(from, this.#beginOf(series)), to, minute) : [];
  }

  #seriesOf(unit: string, tag: string): Series {
    const key = keyOf(unit, tag);
    const series = this.#series.get(key) ?? { unit, tag, held: null, waiting: [] };
    this.#series.set(key, series);
    return series;
  }

  /** From when on a series is not put away. */
  #beginOf({ waiting: [first] }: Series): number {
    return this.#putAwayUntil > 0 || !first ? this.#putAwayUntil : minuteOf(first.at);
  }
}

const keyOf = (unit: string, tag: string): string => `${unit}\n${tag}`;

/** All samples of a series that wait, from the one that still stands on. */
const inMemory = ({ held, waiting }: Series): readonly Sample[] => (held ? [held, ...waiting] : waiting);

/** How a span is told. */
export interface SpanPlan {
  readonly source: 'raw' | 'minutes';
  /** ms; of minutes the first one's begin. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** @param newest the latest time told of, ms. */
export function planOf(
  { from: fromText, to: toText, points }: TelemetrySpan,
  newest: number,
  limits: TelemetryLimits,
): SpanPlan {
  const [from, to] = [Date.parse(fromText), Date.parse(toText)];
  const isRaw = to - from <= longestRaw && from >= Math.max(newest, to) - limits.raw;
  const finest = isRaw ? 1000 : minute;
  const width = Math.max(finest, Math.ceil((to - from) / points / finest) * finest);
  return isRaw ? { source: 'raw', from, to, width } : { source: 'minutes', from: minuteOf(from), to, width };
}

/** Stretches as wide as the plan has them, and minutes behind or within them. */
export function withMinutes(
  stored: readonly Stretch[],
  minutes: readonly Stretch[],
  { from, width }: SpanPlan,
): readonly Stretch[] {
  const stretches = new Map(stored.map((stretch) => [stretch.from, stretch]));
  for (const stretch of minutes) {
    const begin = from + Math.floor((stretch.from - from) / width) * width;
    stretches.set(begin, joined(begin, stretches.get(begin), stretch));
  }
  return [...stretches.values()];
}

export const readOf = ({ width, source }: SpanPlan, stretches: readonly Stretch[]): TelemetryRead => ({
  width: width / 1000,
  source,
  buckets: stretches.map(bucketOf),
});

const bucketOf = ({ from, min, max, sum, ms, last, uncertain }: Stretch): TelemetryBucket => ({
  from: instant(new Date(from).toISOString()),
  min,
  max,
  mean: sum / ms,
  last,
  quality: uncertain ? 'uncertain' : 'good',
});
