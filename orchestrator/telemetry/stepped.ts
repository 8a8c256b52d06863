import { telemetryHold } from '../storage/ports.ts';

/** A value from a moment on, ms since 1970; null when it was not known. */
export interface Sample {
  readonly at: number;
  readonly value: number | null;
  readonly uncertain: boolean;
}

/** What a value was like in a stretch of time. Kept as sums, so that stretches can be put together. */
export interface Stretch {
  /** ms since 1970. */
  readonly from: number;
  readonly min: number;
  readonly max: number;
  /** Value × ms, over the time in which it was known. */
  readonly sum: number;
  readonly ms: number;
  readonly last: number;
  readonly uncertain: boolean;
}

/** Two stretches as one that begins at `from`; `later` is the later one. */
export const joined = (from: number, earlier: Stretch | undefined, later: Stretch): Stretch => ({
  from,
  min: Math.min(earlier?.min ?? later.min, later.min),
  max: Math.max(earlier?.max ?? later.max, later.max),
  sum: (earlier?.sum ?? 0) + later.sum,
  ms: (earlier?.ms ?? 0) + later.ms,
  last: later.last,
  uncertain: (earlier?.uncertain ?? false) || later.uncertain,
});

/**
 * A value's past from `from` until before `to` in stretches of `width` ms, from its samples in order of time: each stands until the next,
 * and `telemetryHold` at most. Samples before `from` reach into it. A stretch in which nothing was known is not among them.
 */
export function stretchesOf(
  samples: readonly Sample[],
  from: number,
  to: number,
  width: number,
): readonly Stretch[] {
  const stretches = new Map<number, Stretch>();
  for (const [index, { at, value, uncertain }] of samples.entries()) {
    if (value === null) continue;
    const end = Math.min(samples[index + 1]?.at ?? Infinity, at + telemetryHold, to);
    for (let begin = Math.max(at, from); begin < end;) {
      const start = from + Math.floor((begin - from) / width) * width;
      const until = Math.min(end, start + width);
      const ms = until - begin;
      const part = { from: start, min: value, max: value, sum: value * ms, ms, last: value, uncertain };
      stretches.set(start, joined(start, stretches.get(start), part));
      begin = until;
    }
  }
  return [...stretches.values()];
}
