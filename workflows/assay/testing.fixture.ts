import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString } from '../kernel/brand.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { Worked } from '../kernel/working.ts';

export const { assay: rules } = coalRulePack;
export const d = decimalString;

/** The value of an outcome that must be one. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${outcome.refusal.field ?? ''} ${outcome.refusal.message}`);
  return outcome.value;
}

/** Code and field of an outcome that must be a refusal. */
export function refusedAs<T>(outcome: Outcome<T>): readonly [string, string | undefined] {
  if (outcome.ok) throw new Error('was not refused');
  return [outcome.refusal.code, outcome.refusal.field];
}

/** What the steps report, in order. */
export const reportedBy = ({ steps }: Worked<unknown>): readonly string[] => steps.map(({ reported }) => reported);
