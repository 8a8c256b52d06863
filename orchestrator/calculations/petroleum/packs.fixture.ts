import type { Calculation } from '../calculation.ts';
import { shippedPacks } from '../testing/shipped-packs.fixture.ts';

/** Runs a calculation on its example with some fields changed; a refusal comes back as its code and field. */
export function run(calculation: Calculation, changes: Readonly<Record<string, unknown>> = {}): unknown {
  const given = { ...(calculation.example as Readonly<Record<string, unknown>>), ...changes };
  const outcome = calculation.run(calculation.input.parse(given), shippedPacks);
  return outcome.ok ? calculation.output.parse(outcome.value.value) : [outcome.refusal.code, outcome.refusal.field];
}

/** Where the input schema finds fault, as `path code`. */
export const faultsOf = (calculation: Calculation, changes: Readonly<Record<string, unknown>>): readonly string[] =>
  calculation.input
    .safeParse({ ...(calculation.example as Readonly<Record<string, unknown>>), ...changes })
    .error?.issues.map(({ path, code, ...issue }) => `${path.join('.')} ${'params' in issue ? String(issue.params?.['code']) : code}`) ??
  [];
