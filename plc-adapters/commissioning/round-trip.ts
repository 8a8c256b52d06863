import { AttributeIds } from 'node-opcua-client';
import type { ClientSession, NodeId } from 'node-opcua-client';
import { within } from '../opcua/time-limit.ts';

/** How long one read takes, from asking to answer, ms. */
export interface RoundTrip {
  readonly reads: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}

/** Enough for a 99th percentile that is not simply the longest. */
const reads = 200;
/** On a slow link fewer reads are told of, rather than keep people waiting. */
const limitMs = 10_000;
const answerWithinMs = 5000;

/** Reads one value again and again, one read at a time. At least one read is made. */
export async function measureRoundTrip(session: ClientSession, nodeId: NodeId, monotonicMs: () => number): Promise<RoundTrip> {
  const times: number[] = [];
  const begun = monotonicMs();
  do {
    const asked = monotonicMs();
    await within(session.read({ nodeId, attributeId: AttributeIds.Value }), answerWithinMs, 'Reading a tag');
    times.push(monotonicMs() - asked);
  } while (times.length < reads && monotonicMs() - begun < limitMs);
  return toRoundTrip(times);
}

/** Sums times up; percentiles by nearest rank, so that each is a time that occurred. `times` must not be empty. */
export function toRoundTrip(times: readonly number[]): RoundTrip {
  const sorted = [...times].sort((a, b) => a - b);
  const rank = (share: number) => tenths(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
  return { reads: sorted.length, p50Ms: rank(0.5), p99Ms: rank(0.99), longestMs: rank(1) };
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;
