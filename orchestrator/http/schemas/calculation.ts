import { z } from 'zod';
import { siteOverride } from '../../calculations/source-out.ts';
import { bilingual, name } from './scalars.ts';
import { ruleSource, rulePackRef } from './source.ts';

const jsonSchema = z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema, draft 2020-12' });
const group = z.object({ id: z.string(), title: bilingual });

const usedPack = rulePackRef
  .extend({
    kind: z.enum(['coal', 'grain', 'petroleum', 'laboratory']),
    name: bilingual,
    overrides: z
      .array(siteOverride)
      .meta({ description: 'What the site decided otherwise than the pack its own pack extends' }),
  })
  .meta({ id: 'UsedRulePack' });

const formula = z
  .object({ name: bilingual, expression: z.string(), source: ruleSource })
  .meta({ id: 'Formula' });

const step = formula
  .extend({
    inputs: z.array(z.object({ symbol: z.string(), value: z.string(), unit: z.string() })),
    unrounded: z
      .string()
      .nullable()
      .meta({ description: 'null where the step decides instead of calculating' }),
    reported: z.string().meta({ description: 'The rounded number, or the decision in a word' }),
    unit: z.string(),
  })
  .meta({ id: 'WorkingStep', description: 'One line of a calculation as an inspector would write it down' });

export { step as workingStep };

export const calculationSummary = z
  .object({ name: z.string(), title: bilingual, summary: bilingual, group })
  .meta({ id: 'CalculationSummary' });

export const calculationExplanation = calculationSummary
  .extend({
    formulas: z.array(formula),
    input: jsonSchema,
    output: jsonSchema,
    example: z.unknown().meta({ description: 'A complete input' }),
    packs: z.array(usedPack),
  })
  .meta({ id: 'CalculationExplanation' });

export const calculationAnswer = z
  .object({
    name: z.string(),
    on: z.string().nullable().meta({ description: 'The day the rule packs were chosen for' }),
    value: z.unknown().meta({ description: 'As the output schema of the calculation says' }),
    steps: z.array(step),
    packs: z.array(usedPack),
  })
  .meta({ id: 'CalculationAnswer' });

/** Names in the document only: an unknown one is answered with those that may have been meant. */
export const calculationParam = (names: readonly string[]) =>
  z.object({
    name: name.meta({
      description: 'Name of the calculation',
      ...(names.length > 0 && { enum: [...names] }),
    }),
  });

/** Checked by the calculation itself, which tells every fault by its own codes. */
export const calculationInput = z
  .unknown()
  .meta({ type: 'object', description: 'The fields of the calculation: see its `input` schema' });

export const onDay = z.object({
  on: z
    .string()
    .max(40)
    .optional()
    .meta({
      description: 'ISO date: the rule packs and editions in force on that day',
      example: '2026-05-04',
    }),
});
