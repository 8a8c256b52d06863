import { samplingSchema } from '../../../config/rule-pack/coal/sampling-schema.ts';
import { qualityControlSchema } from '../../../config/rule-pack/laboratory/quality-control-schema.ts';
import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import type { Calculation, PackSource } from '../calculation.ts';
import { catalogueOf } from '../catalogue.ts';
import { runCalculation } from '../run.ts';

const packs = {
  coal: {
    ref: { id: 'coal-cn', version: '2026.1', hash: '0'.repeat(64) },
    sampling: samplingSchema.parse(shippedSection('coal-cn-2026', 'sampling')),
  },
  laboratory: { qualityControl: qualityControlSchema.parse(shippedSection('laboratory-cn-2026', 'quality-control')) },
};
const source = ((kind: keyof typeof packs) => packs[kind]) as unknown as PackSource;
const shelf = { open: () => ({ packs: source, used: () => [] }) };

/**
 * Runs a calculation's example as a caller would, on the shipped sections, with some fields changed (undefined: left out). Gives
 * the value and the steps, or the code and field of the refusal.
 */
export const runnerOf = (calculations: readonly Calculation[]) => {
  const catalogue = catalogueOf([{ id: 'tests', title: { zh: '测试', en: 'Tests' }, calculations }]);
  const run = (name: string, changed: object = {}) => {
    const entry = catalogue.find(name);
    if (!entry.ok) throw new Error(entry.refusal.message);
    const { calculation } = entry.value;
    const given = Object.entries({ ...(calculation.example as object), ...changed }).filter(([, value]) => value !== undefined);
    const outcome = runCalculation(catalogue, name, Object.fromEntries(given), shelf);
    if (!outcome.ok) return { code: outcome.refusal.code, field: outcome.refusal.field };
    const expressions = calculation.formulas(source).map(({ expression }) => expression);
    const { value, steps } = outcome.value;
    return { value, steps, unexplained: steps.filter(({ expression }) => !expressions.includes(expression)) };
  };
  return run;
};
