import type { Schemas } from '../../api/client.ts';

type Point = Schemas['BlindControlPoint'];

export interface ChartPoint {
  /** Difference as a share of the action limit: 1 is on it. */
  readonly share: number;
  /** Warning limit as such a share; null where there is none. */
  readonly warning: number | null;
  readonly verdict: Point['verdict'];
}

/** Points of different levels on one scale; what nothing judges has no place on it. */
export function chartPoints(points: readonly Point[]): readonly ChartPoint[] {
  return points.flatMap(({ difference, actionLimit, warningLimit, verdict }) => {
    const action = Number(actionLimit);
    if (difference === null || actionLimit === null || !(action > 0)) return [];
    return [
      {
        share: Number(difference) / action,
        warning: warningLimit === null ? null : Number(warningLimit) / action,
        verdict,
      },
    ];
  });
}
