import type { DecimalString } from '../kernel/brand.ts';

/** What was known from the sampler's counters only, their records having been overwritten; `kept` kg, null when not counted. */
export interface CountedOnly {
  readonly taken: number;
  readonly missed: number;
  readonly kept: DecimalString | null;
}
