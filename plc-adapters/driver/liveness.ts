/** Three watchdogs judged together: PLC heartbeat, subscription silence, session. Pure; all times monotonic in ms. */
export interface LivenessMarks {
  /** Since when session, nodes and subscription are up; null while they are not. */
  readonly readySince: number | null;
  readonly everLive: boolean;
  /** When the PLC's heartbeat last changed since `readySince`; null before. A first value is not a beat. */
  readonly heartbeatAt: number | null;
  /** When the subscription last said anything. */
  readonly heardAt: number | null;
}

export interface LivenessLimits {
  /** Heartbeat period × missed periods; 1.5 s. */
  readonly heartbeatMs: number;
  /** 2 × keep-alive of the subscription; 2.5 s. */
  readonly silenceMs: number;
}

type NotLiveReason = 'never-connected' | 'link-lost' | 'heartbeat-lost' | 'subscription-silent';

/** Null when live; otherwise the most telling reason. */
export function judgeLiveness(
  now: number,
  marks: LivenessMarks,
  limits: LivenessLimits,
): NotLiveReason | null {
  const notYet = marks.everLive ? 'link-lost' : 'never-connected';
  if (marks.readySince === null) return notYet;
  if (now - (marks.heardAt ?? marks.readySince) > limits.silenceMs) return 'subscription-silent';
  if (now - (marks.heartbeatAt ?? marks.readySince) > limits.heartbeatMs) return 'heartbeat-lost';
  // Just connected: not live before the first beat, and not accused of silence either.
  return marks.heartbeatAt === null ? notYet : null;
}

/**
 * How much of the time since the last look this process itself was asleep: what arrived meanwhile is still unread,
 * so the watchdogs must not count it. `expectedMs` is the period of looking.
 */
export function ownStallMs(sinceLastLookMs: number, expectedMs: number): number {
  // Timers are late by up to a period under load; only more than that is a stall.
  return sinceLastLookMs > 2 * expectedMs ? sinceLastLookMs - expectedMs : 0;
}
