import { later } from '../kernel/step.ts';
import type { Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import { cleanedAfter, isAlike } from './cleaning.ts';
import type { Soil, UnitCargo, UnitRules } from './cleaning.ts';
import { turns } from './turn.ts';
import type { TurnReason, TurnRequest } from './turn.ts';

/** One unit of plant with who holds it and who waits for it. */
export interface QueueAtUnit {
  readonly unit: UnitId;
  /** How many it serves side by side. */
  readonly capacity: number;
  readonly rules: UnitRules;
  readonly holders: readonly Holding[];
  readonly waiting: readonly Waiting[];
  readonly soil?: Soil | null;
}

export interface Holding {
  readonly process: ProcessId;
  readonly since: Instant;
  /** How long it will hold the unit in all, min; null when nothing says so. */
  readonly duration_min: number | null;
  readonly cargo?: UnitCargo;
}

export interface Waiting extends TurnRequest {
  readonly process: ProcessId;
  readonly duration_min: number | null;
  readonly cargo?: UnitCargo;
}

/** One bar of the plan ahead. */
export interface PlannedTurn {
  readonly unit: UnitId;
  /** Of a cleaning: who has to wait for it. */
  readonly process: ProcessId;
  readonly kind: 'running' | 'planned' | 'cleaning';
  /** Null where it is behind something whose end nobody knows. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Why it has its place; null for what runs and for a cleaning. */
  readonly reason: TurnReason | null;
  /** Will be done after it is due. */
  readonly late: boolean;
}

/**
 * What each unit will work at, as things stand: what runs until its time is over (now, if it is over already), then those who wait in
 * their turn, each on the place that is free first; who cannot follow what was there before, when all places are free and the unit has
 * been cleaned. Turns are taken as of when each begins, so that somebody who will have waited too long by then is served. A forecast,
 * not a promise.
 */
export const shiftPlan = (queues: readonly QueueAtUnit[], now: Instant): readonly PlannedTurn[] =>
  queues.flatMap((queue) => planOf(queue, now));

const minutes = (count: number): number => count * 60_000;
const isDefined = (instant: Instant | null): instant is Instant => instant !== null;
const latest = (a: Instant, b: Instant): Instant => (Date.parse(a) >= Date.parse(b) ? a : b);
/** When the last of them is over; null when nobody knows. */
const allOver = (places: readonly (Instant | null)[], now: Instant): Instant | null =>
  places.reduce((end, place) => end && place && latest(end, place), now as Instant | null);

function planOf(
  { unit, capacity, rules, holders, waiting, soil = null }: QueueAtUnit,
  now: Instant,
): PlannedTurn[] {
  const bars = holders.map(({ process, since, duration_min }): PlannedTurn => {
    const end = duration_min === null ? null : latest(later(since, minutes(duration_min)), now);
    return { unit, process, kind: 'running', from: since, to: end, reason: null, late: false };
  });
  // When each place is free again; a place whose end nobody knows never is.
  let places: (Instant | null)[] = [
    ...bars.map(({ to }) => to),
    ...Array.from({ length: Math.max(0, capacity - holders.length) }, () => now),
  ];
  const { cleaning } = rules;
  /** What is in the unit, or was in it last; undefined while it is clean. */
  let inside = holders[0] ? (holders[0].cargo ?? null) : soil ? soil.cargo : undefined;
  let left = [...waiting];
  while (left.length > 0) {
    const [soonest] = places.filter(isDefined).toSorted((a, b) => Date.parse(a) - Date.parse(b));
    const [next] = turns(left, soonest ?? now, rules);
    if (!next) break;
    const { request, reason } = next;
    const { process, duration_min, dueAt, cargo = null } = request;
    if (cleaning && inside !== undefined && !isAlike(cleaning, inside, cargo)) {
      // Only what stands in the unit now can have been cleaned in part already.
      const standing = soil && holders.length === 0 && bars.length === 0 ? soil : null;
      const empty = allOver(places, now);
      const begun = standing && !cleaning.record ? standing.since : (standing?.cleaning?.since ?? empty);
      const clean = begun && latest(cleanedAfter(cleaning, begun), now);
      bars.push({ unit, process, kind: 'cleaning', from: begun, to: clean, reason: null, late: false });
      places = places.map(() => clean);
    }
    inside = cargo;
    const [from = null] = places.filter(isDefined).toSorted((a, b) => Date.parse(a) - Date.parse(b));
    const to = from === null || duration_min === null ? null : later(from, minutes(duration_min));
    const late = to !== null && dueAt !== null && Date.parse(to) > Date.parse(dueAt);
    bars.push({ unit, process, kind: 'planned', from, to, reason, late });
    if (from !== null) places[places.indexOf(from)] = to;
    left = left.filter((each) => each !== request);
  }
  return bars;
}
