import type { Intervention } from '../../../workflows/plant-unit/interventions.ts';

/** Laws of all runs in which people take part. */

/** Whether every intervention that a second person settled as done was settled by another than who proposed it. */
export const isConfirmedByAnother = ({
  interventions,
}: {
  readonly interventions: readonly Intervention<unknown>[];
}): boolean =>
  interventions.every(
    ({ status, by, second }) => status !== 'done' || second === null || second.by.id !== by.id,
  );

/** Whether a record only grew: all that stood there stands there still, in its place. */
export const isKept = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.every((each, index) => isSame(each, after[index]));

/** Most of what is kept is the very same: only what was made anew is compared. */
export const isSame = (before: unknown, after: unknown): boolean =>
  before === after || JSON.stringify(before) === JSON.stringify(after);
