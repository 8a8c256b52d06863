import type { Calculation } from '../calculation.ts';
import { shippedPacks } from './shipped-packs.fixture.ts';

/** Runs a calculation as a caller would: input and answer pass their schemas. */
export function runOn(calculation: Calculation, input: unknown) {
  const outcome = calculation.run(calculation.input.parse(input), shippedPacks);
  return outcome.ok ? { ...outcome.value, value: calculation.output.parse(outcome.value.value) } : outcome.refusal;
}

/** Paths and codes of the faults an input's schema finds. */
export const faultsOf = (calculation: Calculation, input: unknown) =>
  calculation.input.safeParse(input).error?.issues.map((issue) => ({
    field: issue.path.join('.'),
    code: issue.code === 'custom' ? String(issue.params?.['code']) : issue.code,
  }));

/** The expressions a calculation explains. */
export const explained = (calculation: Calculation) => calculation.formulas(shippedPacks).map(({ expression }) => expression);
