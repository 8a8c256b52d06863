import type { Calculation } from '../calculation.ts';
import { catalogueOf } from '../catalogue.ts';
import { runCalculation } from '../run.ts';
import { shippedPacks, shippedShelf } from '../testing/shipped-packs.fixture.ts';

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
    const outcome = runCalculation(catalogue, name, Object.fromEntries(given), shippedShelf);
    if (!outcome.ok) return { code: outcome.refusal.code, field: outcome.refusal.field };
    const expressions = calculation.formulas(shippedPacks).map(({ expression }) => expression);
    const { value, steps } = outcome.value;
    return { value, steps, unexplained: steps.filter(({ expression }) => !expressions.includes(expression)) };
  };
  return run;
};
