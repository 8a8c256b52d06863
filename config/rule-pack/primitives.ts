import { z } from 'zod';
import { decimalString } from '../../workflows/kernel/brand.ts';

/** Shapes every section of a rule pack is made of. Objects are strict: an unknown key is a typing error, not an extra. */

const text = z.string().trim().min(1);

/** Exact decimals are written in quotes; a bare YAML number has lost its trailing zeros already. */
export const decimal = z
  .string({ error: 'write the decimal in quotes, for example "0.10"' })
  .regex(/^\d+(\.\d+)?$/, 'must be a plain decimal number ≥ 0')
  .transform(decimalString);

export const positiveDecimal = decimal.refine((value) => /[1-9]/.test(value), 'must be greater than zero');

/** Digits after the point; more than 10 is no measurement. */
export const decimals = z.int().min(0).max(10);

export const bilingual = z.strictObject({ zh: text, en: text });

export const source = z.strictObject({
  standard: text,
  edition: text,
  clause: text,
  citation: bilingual.exactOptional(),
  confidence: z.enum(['confirmed', 'general', 'policy']),
  note: text.exactOptional(),
  validFrom: z.iso.date().exactOptional(),
  validTo: z.iso.date().exactOptional(),
  overrides: z.array(z.strictObject({ pack: text, path: text, was: text, now: text, reason: text })).exactOptional(),
});

/** A formula or decision the arithmetic follows, with its words and source. */
export const formula = z.strictObject({ name: bilingual, expression: text, source });

export const sourced = z.strictObject({ value: positiveDecimal, source });

export const identifier = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
export const words = text;
