import { z } from 'zod';
import { decimalOut } from '../scalars.ts';

/** Shapes that several grain calculations answer with. */

export const words = z.object({ zh: z.string(), en: z.string() });
export const decimalOrNull = decimalOut.nullable();
export const finding = z.object({ code: z.string(), zh: z.string(), en: z.string() });

/** Where a number comes from, `RuleSource`. */
export const sourceOut = z.object({
  standard: z.string(),
  edition: z.string(),
  clause: z.string(),
  confidence: z.enum(['confirmed', 'general', 'policy']),
  note: z.string().exactOptional(),
  validFrom: z.string().exactOptional(),
  validTo: z.string().exactOptional(),
  overrides: z
    .array(z.object({ pack: z.string(), path: z.string(), was: z.string(), reason: z.string() }))
    .readonly()
    .exactOptional(),
});

/** The day that chooses an edition. */
export const onDay = (what: string) => z.iso.date().describe(`Day of ${what}, ISO date: chooses the edition in force`);
