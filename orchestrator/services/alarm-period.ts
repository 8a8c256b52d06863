import { DateTime } from 'luxon';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { ViewStore } from '../storage/ports.ts';
import { closedOn } from '../views/alarm-view.ts';
import type { StoredAlarm } from '../views/alarm-view.ts';
import { collections } from '../views/projection.ts';

/** Alarms that were not normal at some time since `from`: those that are open, and those that became normal since. */
export async function alarmsSince(
  views: ViewStore,
  from: Instant,
  now: Instant,
): Promise<readonly StoredAlarm[]> {
  const first = DateTime.fromISO(from, { zone: 'utc' }).startOf('day');
  const days = Math.ceil(DateTime.fromISO(now, { zone: 'utc' }).diff(first, 'days').days);
  const find = (index: string) => views.find<StoredAlarm>(collections.alarms, { index });
  const closed = await Promise.all(
    Array.from({ length: days }, (_, day) => find(closedOn(first.plus({ days: day }).toISODate() ?? ''))),
  );
  return [...(await find('open')), ...closed.flat()];
}
