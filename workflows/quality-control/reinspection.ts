import { DateTime } from 'luxon';
import type { Instant } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';

/** How a result can be disputed: the reinspection section of a laboratory pack. */
export interface ReinspectionRules {
  /** Days after the result within which the applicant can ask for it. */
  readonly requestWithinDays: number;
  /** Days after the request within which it is concluded. */
  readonly concludeWithinDays: number;
  readonly source: RuleSource;
}

/** The last day, ISO date, of a period of so many days after an instant, by the calendar of the site (IANA name). */
export function lastDayOf(from: Instant, days: number, timeZone: string): string {
  const last = DateTime.fromISO(from, { zone: timeZone }).plus({ days }).toISODate();
  if (last === null) throw new Error(`there is no day ${days} days after ${from} in ${timeZone}`);
  return last;
}

/** Whether a period of so many days after an instant is over at another. */
export const isOver = (from: Instant, days: number, timeZone: string, at: Instant): boolean =>
  (DateTime.fromISO(at, { zone: timeZone }).toISODate() ?? '') > lastDayOf(from, days, timeZone);

/** Milliseconds from an instant until a period that began at another is over. */
export function untilOver(from: Instant, days: number, timeZone: string, at: Instant): number {
  const end = DateTime.fromISO(from, { zone: timeZone })
    .plus({ days: days + 1 })
    .startOf('day');
  return Math.max(0, end.toMillis() - Date.parse(at));
}
