import { z } from 'zod';
import { source } from '../primitives.ts';

/** How a result can be disputed, in days by the site's calendar. */
export const reinspectionSchema = z.strictObject({
  requestWithinDays: z.int().min(1),
  concludeWithinDays: z.int().min(1),
  source,
});
