import { gradesSchema } from '../../../config/rule-pack/grain/grades-schema.ts';
import { quarantineSchema } from '../../../config/rule-pack/grain/quarantine-schema.ts';
import { samplingSchema } from '../../../config/rule-pack/grain/sampling-schema.ts';
import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import type { Calculation, PackSource } from '../calculation.ts';

const grain = {
  sampling: samplingSchema.parse(shippedSection('grain-cn-2026', 'sampling')),
  grades: gradesSchema.parse(shippedSection('grain-cn-2026', 'grades')),
  quarantine: quarantineSchema.parse(shippedSection('grain-cn-2026', 'quarantine')),
};

/** The shipped grain sections these calculations use, for tests. */
const grainPacks = (() => grain) as unknown as PackSource;

/** Runs a calculation as a caller would: input and answer pass their schemas. Throws what does not. */
export function runOn(calculation: Calculation, input: unknown) {
  const outcome = calculation.run(calculation.input.parse(input), grainPacks);
  return outcome.ok ? { ...outcome.value, value: calculation.output.parse(outcome.value.value) } : outcome.refusal;
}

/** Paths and codes of the faults an input's schema finds. */
export const faultsOf = (calculation: Calculation, input: unknown) =>
  calculation.input.safeParse(input).error?.issues.map((issue) => ({
    field: issue.path.join('.'),
    code: issue.code === 'custom' ? String(issue.params?.['code']) : issue.code,
  }));
