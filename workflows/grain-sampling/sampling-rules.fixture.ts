import { decimalString } from '../kernel/brand.ts';
import type { Outcome } from '../kernel/refusal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { Worked } from '../kernel/working.ts';
import type { GrainSamplingRules } from './rules.ts';

/** The shipped sampling section of the grain pack, for tests. */
export const grainSampling = shippedSection('grain-cn-2026', 'sampling') as GrainSamplingRules;

export const d = decimalString;

/** The value and steps of an outcome that must not be refused. */
export function workedOf<T>(outcome: Outcome<Worked<T>>): Worked<T> {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}

/** Code and field of an outcome that must be refused. */
export function refusalOf(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('it was not refused');
  const { code, field } = outcome.refusal;
  return { code, field };
}
