import type { Schemas } from '../../api/client.ts';

export type Turn = Schemas['PlannedTurn'];

/** A bar of the plan, as shares of the period shown. */
export interface Bar {
  readonly turn: Turn;
  /** 0 at the left end of the period. */
  readonly start: number;
  readonly width: number;
  /** It began before the period, or nobody knows when it ends. */
  readonly openLeft: boolean;
  readonly openRight: boolean;
}

export interface Lane {
  readonly unit: string;
  /** Bars that run beside each other stand in tracks below each other. */
  readonly tracks: readonly (readonly Bar[])[];
  /** What waits behind something whose end nobody knows. */
  readonly unknown: readonly Turn[];
}

/** The plan of each unit as bars within a period; what overlaps stands in a track of its own. Times ISO 8601. */
export function lanesOf(items: readonly Turn[], now: string, until: string): readonly Lane[] {
  const begin = Date.parse(now);
  const length = Math.max(1, Date.parse(until) - begin);
  const units = [...new Set(items.map(({ unit }) => unit))];
  return units.map((unit) => {
    const here = items.filter((item) => item.unit === unit);
    const tracks: Bar[][] = [];
    for (const turn of here) {
      const bar = barOf(turn, begin, length);
      if (!bar) continue;
      const track = tracks.find((bars) =>
        bars.every(({ start, width }) => start + width <= bar.start + 1e-9),
      );
      if (track) track.push(bar);
      else tracks.push([bar]);
    }
    return { unit, tracks, unknown: here.filter(({ from, kind }) => from === null && kind !== 'cleaning') };
  });
}

function barOf(turn: Turn, begin: number, length: number): Bar | null {
  if (turn.from === null) return null;
  const from = (Date.parse(turn.from) - begin) / length;
  const to = turn.to === null ? 1 : (Date.parse(turn.to) - begin) / length;
  if (from > 1 || to < 0) return null;
  const start = Math.max(0, from);
  return {
    turn,
    start,
    width: Math.min(1, to) - start,
    openLeft: from < 0,
    openRight: turn.to === null || to > 1,
  };
}

/** Whole hours within the period, as shares of it, at most a dozen of them. */
export function hoursOf(
  now: string,
  until: string,
): readonly { readonly at: string; readonly share: number }[] {
  const begin = Date.parse(now);
  const length = Date.parse(until) - begin;
  const hour = 3_600_000;
  const step = Math.max(1, Math.ceil(length / hour / 12)) * hour;
  const marks: { at: string; share: number }[] = [];
  for (let at = Math.ceil(begin / hour) * hour; at < begin + length; at += step) {
    marks.push({ at: new Date(at).toISOString(), share: (at - begin) / length });
  }
  return marks;
}
