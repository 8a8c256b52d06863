import type { Outcome } from '../../../workflows/kernel/refusal.ts';

/** A refusal of the pure core names the field as the core knows it; the caller knows it by a name with its unit. */
export function withCallerFields<T>(outcome: Outcome<T>, names: Readonly<Record<string, string>>): Outcome<T> {
  if (outcome.ok || outcome.refusal.field === undefined) return outcome;
  return { ok: false, refusal: { ...outcome.refusal, field: names[outcome.refusal.field] ?? outcome.refusal.field } };
}
