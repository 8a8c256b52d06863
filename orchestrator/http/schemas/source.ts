import { z } from 'zod';

export const ruleSource = z
  .object({
    standard: z.string(),
    edition: z.string(),
    clause: z.string(),
    confidence: z.enum(['confirmed', 'general', 'policy']),
    note: z.string().optional(),
    validFrom: z.string().optional(),
    validTo: z.string().optional(),
    overrides: z
      .array(z.object({ pack: z.string(), path: z.string(), was: z.string(), reason: z.string() }))
      .optional()
      .meta({ description: 'What the site decided otherwise beside this source' }),
  })
  .meta({ id: 'RuleSource', description: 'Where a number of a standard comes from' });

export const rulePackRef = z
  .object({ id: z.string(), version: z.string(), hash: z.string() })
  .meta({ id: 'RulePackRef' });
