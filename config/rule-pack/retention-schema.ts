import { z } from 'zod';
import { bilingual, formula, identifier, source } from './primitives.ts';

/** The retention section, `RetentionRules`: the same for every commodity. */

const period = z.union([z.strictObject({ months: z.int().min(1) }), z.strictObject({ days: z.int().min(1) })]);

export const retentionSchema = z
  .strictObject({
    defaultRule: identifier,
    rules: z
      .array(z.strictObject({ id: identifier, name: bilingual, period, countedFrom: bilingual, source }))
      .min(1)
      .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'a rule is defined twice'),
    formulas: z.strictObject({ calendarPeriod: formula, longest: formula, disposal: formula }),
  })
  .refine(({ defaultRule, rules }) => rules.some(({ id }) => id === defaultRule), {
    message: 'must be the id of one of the rules',
    path: ['defaultRule'],
  });
