import { DateTime } from 'luxon';
import type { ShiftPlan } from '../../config/site/shifts-schema.ts';
import type { Shift } from '../../reports/shift-report/model.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';

const wholeDay: ShiftPlan = [{ name: { zh: '全天', en: 'Whole day' }, starts: '00:00' }];

/**
 * The newest shifts that have begun at a time, the running one first. Days are those of the zone's calendar: where clocks are put on or
 * back, a shift is an hour shorter or longer.
 */
export function newestShifts(
  plan: ShiftPlan = wholeDay,
  zone: string,
  at: Instant,
  count: number,
): readonly Shift[] {
  const today = DateTime.fromISO(at, { zone }).startOf('day');
  const days = Math.ceil(count / plan.length) + 1;
  const starts = Array.from({ length: days + 2 }, (_, back) => today.minus({ days: back - 1 }))
    .flatMap((day) => plan.map(({ name, starts: time }) => ({ name, from: startOn(day, time) })))
    .sort((a, b) => a.from.localeCompare(b.from));
  return starts
    .flatMap(({ name, from }, index): Shift[] => {
      const next = starts[index + 1];
      return next && from <= at ? [{ name, from, to: next.from }] : [];
    })
    .slice(-count)
    .reverse();
}

function startOn(day: DateTime, time: string): Instant {
  const [hour, minute] = time.split(':').map(Number);
  return instant(
    day
      .set({ hour: hour ?? 0, minute: minute ?? 0 })
      .toJSDate()
      .toISOString(),
  );
}
