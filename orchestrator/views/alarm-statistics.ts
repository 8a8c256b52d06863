import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { StoredAlarm } from './alarm-view.ts';
import { stateOf } from './alarm-view.ts';

const minute = 60_000;
const hour = 60 * minute;
/** How many of the most frequent alarms are told. */
const mostTold = 10;

export interface AlarmStatistics {
  readonly from: Instant;
  readonly to: Instant;
  /** How often alarms called in that time. */
  readonly raised: number;
  readonly perHour: number;
  /** The span with the most calls; null when there was none. */
  readonly peak: { readonly from: Instant; readonly raised: number } | null;
  readonly floods: readonly { readonly from: Instant; readonly to: Instant; readonly raised: number }[];
  /** Not normal at the end of that time. */
  readonly open: { readonly unacknowledged: number; readonly acknowledged: number; readonly shelved: number; readonly stale: number };
  readonly mostFrequent: readonly { readonly code: string; readonly unit: string | null; readonly raised: number }[];
}

/** Rates and floods of the last hours (ANSI/ISA-18.2 performance metrics), from the alarms that were open or closed in them. */
export function alarmStatistics(alarms: readonly StoredAlarm[], now: Instant, hours: number, rates: AlarmCatalogue['rates']): AlarmStatistics {
  const end = Date.parse(now);
  const start = end - hours * hour;
  const within = (at: Instant) => Date.parse(at) > start && Date.parse(at) <= end;
  const calls = alarms.flatMap((alarm) => alarm.raisings.filter(within).map((at) => ({ at: Date.parse(at), alarm })));
  const spans = spansOf(calls.map(({ at }) => at), start, end, rates.windowMinutes * minute);
  const busiest = spans.reduce<Span | null>((most, span) => (span.raised > (most?.raised ?? 0) ? span : most), null);
  const states = alarms.map((alarm) => ({ alarm, state: stateOf(alarm) }));
  const inState = (wanted: readonly string[]) => states.filter(({ state }) => wanted.includes(state)).length;
  return {
    from: instantOf(start),
    to: now,
    raised: calls.length,
    perHour: calls.length / hours,
    peak: busiest && { from: instantOf(busiest.from), raised: busiest.raised },
    floods: floodsOf(spans, rates),
    open: {
      unacknowledged: inState(['unacknowledged', 'returned-unacknowledged']),
      acknowledged: inState(['acknowledged']),
      shelved: inState(['shelved']),
      stale: alarms.filter(({ clearedAt, raisedAt }) => clearedAt === null && end - Date.parse(raisedAt) > rates.staleHours * hour).length,
    },
    mostFrequent: mostFrequent(calls.map(({ alarm }) => alarm)),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly raised: number;
}

/** The time in spans of one length, the first perhaps shorter, each with its number of calls. */
function spansOf(calls: readonly number[], start: number, end: number, length: number): readonly Span[] {
  const spans: Span[] = [];
  for (let to = end; to > start; to -= length) {
    const from = Math.max(start, to - length);
    spans.unshift({ from, to, raised: calls.filter((at) => at > from && at <= to).length });
  }
  return spans;
}

function floodsOf(spans: readonly Span[], { flood, floodEnds }: AlarmCatalogue['rates']): AlarmStatistics['floods'] {
  const floods: Span[] = [];
  let running: Span | null = null;
  for (const span of spans) {
    if (running && span.raised >= floodEnds) running = { from: running.from, to: span.to, raised: running.raised + span.raised };
    else {
      if (running) floods.push(running);
      running = span.raised >= flood ? span : null;
    }
  }
  if (running) floods.push(running);
  return floods.map(({ from, to, raised }) => ({ from: instantOf(from), to: instantOf(to), raised }));
}

function mostFrequent(called: readonly StoredAlarm[]): AlarmStatistics['mostFrequent'] {
  const counts = new Map<string, { code: string; unit: string | null; raised: number }>();
  for (const { code, unit } of called) {
    const key = `${code}/${unit ?? ''}`;
    counts.set(key, { code, unit, raised: (counts.get(key)?.raised ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.raised - a.raised).slice(0, mostTold);
}

const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;
