import { z } from 'zod';

/** Where a number comes from, as every answer over CLI and HTTP gives it. */

export const words = z.object({ zh: z.string(), en: z.string() });

/** `RuleOverride` */
export const siteOverride = z.object({ pack: z.string(), path: z.string(), was: z.string(), now: z.string(), reason: z.string() });

/** `RuleSource` */
export const sourceOut = z.object({
  standard: z.string(),
  edition: z.string(),
  clause: z.string(),
  citation: words.exactOptional(),
  confidence: z.enum(['confirmed', 'general', 'policy']),
  note: z.string().exactOptional(),
  validFrom: z.string().exactOptional(),
  validTo: z.string().exactOptional(),
  overrides: z.array(siteOverride).readonly().exactOptional().meta({ description: 'What the site decided otherwise beside this source' }),
});
