import { z } from 'zod';
import { sourceOut } from '../../calculations/source-out.ts';

export const ruleSource = sourceOut.meta({
  id: 'RuleSource',
  description: 'Where a number of a standard comes from',
});

export const rulePackRef = z
  .object({ id: z.string(), version: z.string(), hash: z.string() })
  .meta({ id: 'RulePackRef' });
