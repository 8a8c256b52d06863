import type { Calculation } from '../calculation.ts';
import { catalogueOf } from '../catalogue.ts';
import { packShelf } from '../pack-shelf.ts';
import { runCalculation } from '../run.ts';

/** Runs calculations as a caller would: input as JSON, the shipped packs, the answer through its schema. For tests. */
export function callersOf(calculations: readonly Calculation[]) {
  const catalogue = catalogueOf([{ id: 'tests', title: { zh: '测试', en: 'Tests' }, calculations }]);
  const shelf = packShelf();
  const run = (name: string, input: unknown) => runCalculation(catalogue, name, input, shelf);
  return {
    /** The value of an answer that must be one. */
    answer: (name: string, input: unknown): unknown => {
      const outcome = run(name, input);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.refusal.code} ${outcome.refusal.field ?? ''} ${outcome.refusal.message}`);
      return outcome.value.value;
    },
    /** Code and field of a refusal that must be one. */
    refused: (name: string, input: unknown): readonly [string, string | undefined] => {
      const outcome = run(name, input);
      if (outcome.ok) throw new Error(`${name} answered ${JSON.stringify(outcome.value.value)}`);
      return [outcome.refusal.code, outcome.refusal.field];
    },
    example: (name: string): Readonly<Record<string, unknown>> => {
      const found = catalogue.find(name);
      if (!found.ok) throw new Error(name);
      return found.value.calculation.example as Readonly<Record<string, unknown>>;
    },
  };
}
