import { z } from 'zod';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';

/** The day a caller wants rules for, ISO date; none is none. Refuses `DATE_NOT_VALID`. */
export function checkDay(on: string | undefined): Outcome<string | undefined> {
  if (on === undefined || z.iso.date().safeParse(on).success) return ok(on);
  return refuse({
    code: 'DATE_NOT_VALID',
    field: 'on',
    message: `"${on}" is not a date.`,
    remedy: 'Give a day that exists, written YYYY-MM-DD, for example 2026-05-04.',
  });
}
