import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import type { Worked } from '../../workflows/kernel/working.ts';

/** The arithmetic names fields as the standards do; a caller knows them by names with units. */
export type CallerFields = Readonly<Record<string, string>>;

/** A refusal told with the caller's field names: the whole path where that is listed, else each name in it (`units[0].mass`). */
export function withCallerFields<T>(outcome: Outcome<T>, names: CallerFields): Outcome<T> {
  if (outcome.ok || outcome.refusal.field === undefined) return outcome;
  const { field } = outcome.refusal;
  return refuse({ ...outcome.refusal, field: names[field] ?? field.replace(/[A-Za-z]\w*/g, (name) => names[name] ?? name) });
}

/** Field names of an object that stands in a field of the caller. */
export const prefixed = (field: string, names: CallerFields): CallerFields =>
  Object.fromEntries(Object.entries(names).map(([core, name]) => [core, `${field}.${name}`]));

/** The value of a worked answer brought to the caller's names; the steps stay. */
export const renamed = <From, To>(outcome: Outcome<Worked<From>>, rename: (value: From) => To): Outcome<Worked<To>> =>
  outcome.ok ? ok({ value: rename(outcome.value.value), steps: outcome.value.steps }) : outcome;
