import type { RingMark } from '../ring/ring-reader.ts';

/** What a monitor gives back to the plant it watches: a sign that we are there, and how far we have read its ring. */
export interface Upkeep extends RingMark {
  /** Before anybody commands, and every `timing.orchestratorHeartbeatMs`. Rejects when it did not arrive. */
  beat(): Promise<void>;
}
