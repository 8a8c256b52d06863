import { later } from '../kernel/step.ts';
import type { Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import { turns } from './turn.ts';
import type { TurnReason, TurnRequest, TurnRules } from './turn.ts';

/** One unit of plant with who holds it and who waits for it. */
export interface QueueAtUnit {
  readonly unit: UnitId;
  /** How many it serves side by side. */
  readonly capacity: number;
  readonly holders: readonly Holding[];
  readonly waiting: readonly Waiting[];
}

export interface Holding {
  readonly process: ProcessId;
  readonly since: Instant;
  /** How long it will hold the unit in all, min; null when nothing says so. */
  readonly duration_min: number | null;
}

export interface Waiting extends TurnRequest {
  readonly process: ProcessId;
  readonly duration_min: number | null;
}

/** One bar of the plan ahead. */
export interface PlannedTurn {
  readonly unit: UnitId;
  readonly process: ProcessId;
  readonly kind: 'running' | 'planned';
  /** Null where it is behind something whose end nobody knows. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Why it has its place; null for what runs. */
  readonly reason: TurnReason | null;
  /** Will be done after it is due. */
  readonly late: boolean;
}

/**
 * What each unit will work at, as things stand: what runs until its time is over (now, if it is over already), then those who wait in
 * their turn, each on the place that is free first, with the unit's cleaning in between. Turns are taken as of when each begins, so
 * that somebody who will have waited too long by then is served. A forecast, not a promise.
 */
export function shiftPlan(
  queues: readonly QueueAtUnit[],
  now: Instant,
  rules: TurnRules,
  cleaning_min: (unit: UnitId) => number,
): readonly PlannedTurn[] {
  return queues.flatMap((queue) => planOf(queue, now, rules, cleaning_min(queue.unit)));
}

const minutes = (count: number): number => count * 60_000;
const isDefined = (instant: Instant | null): instant is Instant => instant !== null;
const latest = (a: Instant, b: Instant): Instant => (Date.parse(a) >= Date.parse(b) ? a : b);

function planOf(
  { unit, capacity, holders, waiting }: QueueAtUnit,
  now: Instant,
  rules: TurnRules,
  cleaning: number,
): PlannedTurn[] {
  const running = holders.map(({ process, since, duration_min }): PlannedTurn => {
    const end = duration_min === null ? null : latest(later(since, minutes(duration_min)), now);
    return { unit, process, kind: 'running', from: since, to: end, reason: null, late: false };
  });
  // When each place is free again; a place whose end nobody knows never is.
  const places: (Instant | null)[] = [
    ...running.map(({ to }) => to && later(to, minutes(cleaning))),
    ...Array.from({ length: Math.max(0, capacity - holders.length) }, () => now),
  ];
  const planned: PlannedTurn[] = [];
  let left = [...waiting];
  while (left.length > 0) {
    const [free] = places.filter(isDefined).toSorted((a, b) => Date.parse(a) - Date.parse(b));
    const [next] = turns(left, free ?? now, rules);
    if (!next) break;
    const { request, reason } = next;
    const from = free ?? null;
    const to =
      from === null || request.duration_min === null ? null : later(from, minutes(request.duration_min));
    const late = to !== null && request.dueAt !== null && Date.parse(to) > Date.parse(request.dueAt);
    planned.push({ unit, process: request.process, kind: 'planned', from, to, reason, late });
    if (free !== undefined) places[places.indexOf(free)] = to && later(to, minutes(cleaning));
    left = left.filter((each) => each !== request);
  }
  return [...running, ...planned];
}
