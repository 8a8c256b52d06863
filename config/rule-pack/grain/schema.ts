import { z } from 'zod';
import { retentionSchema } from '../retention-schema.ts';
import { gradesSchema } from './grades-schema.ts';
import { limitsSchema } from './limits-schema.ts';
import { quarantineSchema } from './quarantine-schema.ts';
import { samplingSchema } from './sampling-schema.ts';

/** The sections of a grain pack. */
export const grainSections = z.strictObject({
  sampling: samplingSchema,
  grades: gradesSchema,
  quarantine: quarantineSchema,
  limits: limitsSchema,
  retention: retentionSchema,
});
