import { conformitySchema } from '../../../config/rule-pack/coal/conformity-schema.ts';
import { limitsSchema } from '../../../config/rule-pack/grain/limits-schema.ts';
import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import type { Calculation, PackSource } from '../calculation.ts';

const shipped = {
  coal: { conformity: conformitySchema.parse(shippedSection('coal-cn-2026', 'conformity')) },
  grain: { limits: limitsSchema.parse(shippedSection('grain-cn-2026', 'limits')) },
  petroleum: { limits: limitsSchema.parse(shippedSection('petroleum-cn-2026', 'limits')) },
};

/** The shipped sections these calculations use, for tests. */
const packs = ((kind: keyof typeof shipped) => shipped[kind]) as unknown as PackSource;

/** Runs a calculation as a caller would: input and answer pass their schemas. */
export function runOn(calculation: Calculation, input: unknown) {
  const outcome = calculation.run(calculation.input.parse(input), packs);
  return outcome.ok ? { ...outcome.value, value: calculation.output.parse(outcome.value.value) } : outcome.refusal;
}

/** Paths and codes of the faults an input's schema finds. */
export const faultsOf = (calculation: Calculation, input: unknown) =>
  calculation.input.safeParse(input).error?.issues.map((issue) => ({
    field: issue.path.join('.'),
    code: issue.code === 'custom' ? String(issue.params?.['code']) : issue.code,
  }));

/** The expressions a calculation explains. */
export const explained = (calculation: Calculation) => calculation.formulas(packs).map(({ expression }) => expression);
