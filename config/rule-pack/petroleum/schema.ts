import { z } from 'zod';
import { retentionSchema } from '../retention-schema.ts';
import { limitsSchema } from './limits-schema.ts';
import { precisionSchema } from './precision-schema.ts';
import { samplingSchema } from './sampling-schema.ts';

/** The sections of a petroleum pack. */
export const petroleumSections = z.strictObject({
  sampling: samplingSchema,
  precision: precisionSchema,
  limits: limitsSchema,
  retention: retentionSchema,
});
