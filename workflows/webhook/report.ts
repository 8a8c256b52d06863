import type { Instant } from '../kernel/brand.ts';

/** Why a row was not taken. */
export interface DeliveryFailure {
  readonly cursor: number;
  /** When the row came to be. */
  readonly rowAt: Instant;
  readonly problem: string;
  /** HTTP status of the answer, if there was one. */
  readonly status: number | null;
  readonly retryAfter_s: number | null;
  /** 0 to 1, drawn from the id of the effect. */
  readonly jitter: number;
}

/** How far delivering has come: told when a row fails, and now and then when all goes well. */
export interface DeliveryReported {
  readonly type: 'delivery.reported';
  /** From where it began, and up to where every row was taken. */
  readonly after: number;
  readonly upTo: number;
  readonly failure: DeliveryFailure | null;
}

/** A receiver that does not take what it is sent. */
export interface Failing {
  readonly since: Instant;
  readonly at: Instant;
  /** In a row. */
  readonly failures: number;
  readonly cursor: number;
  readonly problem: string;
  readonly status: number | null;
  /** Null where it is not tried again by itself, or at once. */
  readonly nextAttemptAt: Instant | null;
  /** For longer than `failingLong`. */
  readonly long: boolean;
}
