import { precisionSchema } from '../../../config/rule-pack/petroleum/precision-schema.ts';
import { samplingSchema } from '../../../config/rule-pack/petroleum/sampling-schema.ts';
import { iso4259Schema } from '../../../config/rule-pack/laboratory/iso4259-schema.ts';
import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import type { Calculation, PackSource } from '../calculation.ts';

const packs = {
  petroleum: {
    sampling: samplingSchema.parse(shippedSection('petroleum-cn-2026', 'sampling')),
    precision: precisionSchema.parse(shippedSection('petroleum-cn-2026', 'precision')),
  },
  laboratory: { iso4259: iso4259Schema.parse(shippedSection('laboratory-cn-2026', 'iso4259')) },
};

/** The sections these calculations use, of the shipped packs. */
export const shippedPacks = ((kind: keyof typeof packs) => packs[kind]) as unknown as PackSource;

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
