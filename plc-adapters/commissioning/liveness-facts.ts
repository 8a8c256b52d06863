import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import type { StatedReading } from './tag-facts.ts';

/** How the PLC program's heartbeat moved between two reads. */
export interface HeartbeatFacts {
  readonly first: number;
  readonly second: number;
  readonly elapsedMs: number;
  /** ms for one count; null when it did not move. */
  readonly periodMs: number | null;
}

/** Compares two readings of the heartbeat; null when one is not a number. A counter that began anew counts as moved once. */
export function judgeHeartbeat(
  first: StatedReading | undefined,
  second: StatedReading | undefined,
  elapsedMs: number,
): HeartbeatFacts | null {
  if (typeof first?.value !== 'number' || typeof second?.value !== 'number') return null;
  const counts = second.value === first.value ? 0 : Math.max(1, second.value - first.value);
  return {
    first: first.value,
    second: second.value,
    elapsedMs: Math.round(elapsedMs),
    periodMs: counts === 0 ? null : Math.round(elapsedMs / counts),
  };
}

/** A heartbeat that stands, or is slower than the driver waits for, makes every value of the unit stale. */
export function heartbeatFindings(
  heartbeat: HeartbeatFacts | null,
  notifications: number,
  timing: { readonly plcHeartbeatMs: number; readonly plcHeartbeatLostAfter: number },
): readonly Finding[] {
  const about = 'Sts.PlcHeartbeat';
  if (!heartbeat) return [];
  const { periodMs, elapsedMs } = heartbeat;
  if (periodMs === null) {
    return [fault('HEARTBEAT_STANDS', about, `Did not move in ${elapsedMs} ms: the PLC program stands, or does not count it.`)];
  }
  const patience = timing.plcHeartbeatMs * timing.plcHeartbeatLostAfter;
  if (periodMs > patience) {
    return [fault('HEARTBEAT_SLOW', about, `Counts every ${periodMs} ms; after ${patience} ms the driver takes the unit for dead.`)];
  }
  if (notifications > 0) return [];
  return [warning('NOTHING_NOTIFIED', 'subscription', `The heartbeat moved, but the subscription told no change in ${elapsedMs} ms.`)];
}

/** Compares the PLC's wall time with ours, ISO 8601. No finding when the PLC does not show its time. */
export function clockFindings(plcTime: StatedReading | undefined, now: string): readonly Finding[] {
  if (typeof plcTime?.value !== 'string') return [];
  const aheadMs = Date.parse(plcTime.value) - Date.parse(now);
  if (!(Math.abs(aheadMs) > clockToleranceMs)) return [];
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const told = `The PLC’s clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ours; its records carry its time.`;
  return [warning('CLOCK_DIFFERS', 'Sts.PlcTime', told)];
}

/** Well above the age of a value by scan and network; beyond it the order of events of two units is in doubt. */
const clockToleranceMs = 5000;
