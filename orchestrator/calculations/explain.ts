import { z } from 'zod';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { ok, type Outcome } from '../../workflows/kernel/refusal.ts';
import type { Formula } from '../../workflows/kernel/working.ts';
import { checkDay } from '../rules/day.ts';
import type { Catalogue } from './catalogue.ts';
import type { JsonSchema } from './input-fields.ts';
import type { PackShelf, UsedPack } from './pack-shelf.ts';
import { unlessThrown } from './run.ts';

/** How a calculation is done, before doing it. */
export interface Explanation {
  readonly name: string;
  readonly group: { readonly id: string; readonly title: Bilingual };
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly formulas: readonly Formula[];
  /** JSON Schema (2020-12) of the input. */
  readonly input: JsonSchema;
  /** JSON Schema (2020-12) of the answer's `value`. */
  readonly output: JsonSchema;
  readonly example: unknown;
  readonly packs: readonly UsedPack[];
}

/** Explains one calculation. Refuses `CALCULATION_UNKNOWN`, `DATE_NOT_VALID` and what loading its packs refuses. */
export function explainCalculation(catalogue: Catalogue, name: string, shelf: PackShelf, on?: string): Outcome<Explanation> {
  const entry = catalogue.find(name);
  if (!entry.ok) return entry;
  const day = checkDay(on);
  if (!day.ok) return day;
  const { calculation, group } = entry.value;
  const use = shelf.open(on);
  const formulas = unlessThrown(() => ok(calculation.formulas(use.packs)));
  if (!formulas.ok) return formulas;
  return ok({
    name,
    group: { id: group.id, title: group.title },
    title: calculation.title,
    summary: calculation.summary,
    formulas: formulas.value,
    input: jsonSchemaOf(calculation.input, 'input'),
    output: jsonSchemaOf(calculation.output, 'output'),
    example: calculation.example,
    packs: use.used(),
  });
}

/** The JSON Schema of a schema, as a caller writes (`input`) or reads it. Defaults stay, though they are given after parsing. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (def.type === 'default' || def.type === 'prefault')
        jsonSchema.default = def.defaultValue as NonNullable<typeof jsonSchema.default>;
    },
  }) as JsonSchema;
