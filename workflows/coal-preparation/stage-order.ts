import type { Instant } from '../kernel/brand.ts';

/**
 * Whether the moisture bottle was sealed before anything was heated: heated coal has lost the water that is to be measured
 * (GB/T 19494.2-2023, GB/T 211-2017). True while nothing was heated. Both instants come from the plant's one clock.
 */
export function moistureBeforeHeating(run: {
  readonly moistureSealedAt: Instant | null;
  readonly dryerStartedAt: Instant | null;
}): boolean {
  if (run.dryerStartedAt === null) return true;
  if (run.moistureSealedAt === null) return false;
  return Date.parse(run.moistureSealedAt) < Date.parse(run.dryerStartedAt);
}
