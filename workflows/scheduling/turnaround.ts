import { DateTime } from 'luxon';
import type { Instant } from '../kernel/brand.ts';

/** What turnaround is computed from: when a unit came to each stage, in order. */
export interface StagesReached {
  readonly reached: readonly { readonly stage: string; readonly at: Instant }[];
}

/** How long units stayed in one stage before they went on; minutes. */
export interface StageTurnaround {
  readonly stage: string;
  readonly units: number;
  readonly median_min: number;
  /** Nine of ten units took no longer. */
  readonly p90_min: number;
  readonly longest_min: number;
}

/** By nearest rank, of values in rising order; at least one. */
const quantile = (rising: readonly number[], share: number): number =>
  rising[Math.max(0, Math.ceil(share * rising.length) - 1)] ?? 0;

/** Turnaround by stage, in the order in which stages were first reached. The stage a unit is in now is not over, so it is left out. */
export function turnaround(units: readonly StagesReached[]): readonly StageTurnaround[] {
  const times = new Map<string, number[]>();
  for (const { reached } of units) {
    for (const [index, { stage, at }] of reached.entries()) {
      const next = reached[index + 1];
      if (!next) continue;
      const minutes = DateTime.fromISO(next.at).diff(DateTime.fromISO(at), 'minutes').minutes;
      times.set(stage, [...(times.get(stage) ?? []), minutes]);
    }
  }
  return [...times].map(([stage, each]) => {
    const rising = each.toSorted((a, b) => a - b);
    return {
      stage,
      units: rising.length,
      median_min: quantile(rising, 0.5),
      p90_min: quantile(rising, 0.9),
      longest_min: quantile(rising, 1),
    };
  });
}
