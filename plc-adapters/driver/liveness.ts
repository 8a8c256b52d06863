/** Three watchdogs judged together: PLC heartbeat, subscription silence, session. Pure; all times monotonic in ms. */
export interface LivenessMarks {
  /** Since when session, nodes and subscription are up; null while they are not. */
  readonly readySince: number | null;
  readonly everLive: boolean;
  /** When the subscription last told that the PLC's heartbeat changed, since `readySince`; null before. A first value is not a beat. */
  readonly heartbeatAt: number | null;
  /** When it was last seen in a read that the heartbeat had changed; null while it was not. */
  readonly readBeatAt: number | null;
  /** When the subscription last said anything. */
  readonly heardAt: number | null;
}

export interface LivenessLimits {
  /** Heartbeat period, or the longer one it is told in, × missed periods; 1.5 s. */
  readonly heartbeatMs: number;
  /** 2 × keep-alive of the subscription; 2.5 s. */
  readonly silenceMs: number;
}

type NotLiveReason = 'never-connected' | 'link-lost' | 'heartbeat-lost' | 'subscription-silent';

/**
 * Null when live; otherwise the most telling reason. A unit is live by what the subscription tells, never by reads: a heartbeat that
 * goes on in reads alone is a subscription that has gone deaf.
 */
export function judgeLiveness(
  now: number,
  marks: LivenessMarks,
  limits: LivenessLimits,
): NotLiveReason | null {
  const notYet = marks.everLive ? 'link-lost' : 'never-connected';
  if (marks.readySince === null) return notYet;
  if (now - (marks.heardAt ?? marks.readySince) > limits.silenceMs) return 'subscription-silent';
  const toldAt = marks.heartbeatAt ?? marks.readySince;
  if (now - toldAt > limits.heartbeatMs)
    return marks.readBeatAt !== null && marks.readBeatAt > toldAt ? 'subscription-silent' : 'heartbeat-lost';
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
