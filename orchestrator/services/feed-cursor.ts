import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { ViewStore } from '../storage/ports.ts';
import { collections } from '../views/projection.ts';

/** Cursor of the newest row of the change feed; 0 when it has none. */
export const lastRow = (views: Pick<ViewStore, 'count'>): Promise<number> => views.count(collections.changes);

/** Why nothing can be delivered after a cursor; null if it can. */
export async function refuseCursor(views: Pick<ViewStore, 'count'>, after: number): Promise<Refusal | null> {
  const last = await lastRow(views);
  return after <= last
    ? null
    : {
        code: 'CURSOR_UNKNOWN',
        field: 'after',
        message: `The feed has no row ${after} yet; its last is ${last}.`,
        remedy: 'Give a cursor of the feed, 0 for its beginning.',
      };
}
