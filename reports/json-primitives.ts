import { z } from 'zod';
import type { Bilingual } from '../workflows/kernel/bilingual.ts';
import type { RuleOverride, RuleSource } from '../workflows/kernel/source.ts';

/** An object with exactly the members of `T`: the compiler refuses one too few or too many, the parser one unknown. */
export const objectOf =
  <T>() =>
  <Shape extends Record<keyof T, z.ZodType> & Record<Exclude<keyof Shape, keyof T>, never>>(shape: Shape) =>
    z.strictObject(shape);

export const text = z.string().min(1);
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('Decimal number in plain notation, exact');
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .describe('Date or instant, ISO 8601');

export const bilingual = objectOf<Bilingual>()({ zh: text, en: text }).describe('The same words in Chinese and English');
export const basis = z.enum(['ar', 'ad', 'd', 'daf']).describe('As received, air-dried, dry, dry ash-free');

export const siteOverride = objectOf<RuleOverride>()({ pack: text, path: text, was: text, now: text, reason: text }).describe('One value a site decided otherwise');

export const source = objectOf<RuleSource>()({
  standard: text,
  edition: text,
  clause: text,
  citation: bilingual.optional(),
  confidence: z.enum(['confirmed', 'general', 'policy']),
  note: z.string().optional(),
  validFrom: date.optional(),
  validTo: date.optional(),
  overrides: z
    .array(siteOverride)
    .optional()
    .describe('What the site decided otherwise beside this source'),
});
